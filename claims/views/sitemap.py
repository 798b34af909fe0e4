"""/sitemap.xml and /robots.txt: what search engines may read, in pages of so many rows that no list is counted."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from changes.models import Change
from claims.models import Claim, Claimant, Topic, Verdict
from sources.models import Article, Outlet

SPAN = 10_000  # ids a page
KEPT = 600  # seconds for which the index is kept
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
PAGES = (
    "home", "claim-list", "claimant-list", "outlet-list", "article-list", "topic-list", "overview", "corrections",
    "methodology", "about", "data", "api-reference", "api-examples",
)  # fmt: skip
# What changed in each span of ids, and when last; the log tells of every public change.
LAST_CHANGES = """
SELECT (object_id - 1) / %s, max(at) FROM changes_change WHERE object_type = %s GROUP BY 1 ORDER BY 1
"""


@dataclass(frozen=True)
class Section:
    """A table whose rows have pages."""

    kind: str  # the change log's word
    rows: Callable[[], QuerySet[Any]]
    verdict: bool = False  # whether a verdict changes the page as well


SECTIONS = {
    "claims": Section("claim", lambda: Claim.objects.public().only("short_statement"), verdict=True),
    "claimants": Section("claimant", Claimant.objects.public),
    "outlets": Section("outlet", Outlet.objects.public),
    "articles": Section("article", Article.objects.public),
    "topics": Section("topic", Topic.objects.public),
}


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Say what is not worth reading, and where the sitemap is; a worked example leads nobody to its pages."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in ("/admin/", "/api/", "/v1alpha1/", "/check/"))]
    if not settings.IS_WORKED_EXAMPLE:
        lines += ["", f"Sitemap: {_site()}{reverse('sitemap')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def index(_request: HttpRequest) -> HttpResponse:
    """List the pages of the sitemap, each with the day of its last change."""
    text = cache.get("sitemap") or _index()
    cache.set("sitemap", text, KEPT)
    return _xml(text)


@require_safe
def lists(_request: HttpRequest) -> HttpResponse:
    """List the pages that are no row's."""
    return _xml(_urls((reverse(name), None) for name in PAGES))


@require_safe
def page(_request: HttpRequest, name: str, number: int) -> HttpResponse:
    """List the public pages of one span of ids."""
    section = SECTIONS.get(name)
    if section is None:
        raise Http404
    last = Change.objects.filter(object_type=section.kind, object_id=OuterRef("pk")).order_by("-seq").values("at")[:1]
    rows = section.rows().filter(pk__gt=number * SPAN, pk__lte=(number + 1) * SPAN)
    rows = rows.annotate(changed_at=Subquery(last)).order_by("pk")
    if section.verdict:
        verdicts = Verdict.objects.filter(claim=OuterRef("pk"), published_at__isnull=False).order_by("-published_at")
        rows = rows.annotate(judged_at=Subquery(verdicts.values("published_at")[:1]))
    return _xml(_urls((row.get_absolute_url(), _changed_at(row)) for row in rows.iterator(chunk_size=2_000)))


def _changed_at(row: Any) -> datetime.datetime | None:  # noqa: ANN401  # any row with a page, and its annotations
    return max(filter(None, (row.changed_at, getattr(row, "judged_at", None))), default=None)


def _index() -> str:
    site = _site()
    entries = [f"<sitemap><loc>{site}{reverse('sitemap-lists')}</loc></sitemap>"]
    for name, section in SECTIONS.items():
        for number, at in _spans(section):
            location = reverse("sitemap-page", args=[name, number])
            entries.append(f"<sitemap><loc>{site}{location}</loc>{_lastmod(at)}</sitemap>")
    return f"<sitemapindex {NAMESPACE}>{''.join(entries)}</sitemapindex>"


def _spans(section: Section) -> Iterator[tuple[int, datetime.datetime | None]]:
    """Yield the spans of ids that hold public rows or held some."""
    with connection.cursor() as cursor:
        cursor.execute(LAST_CHANGES, [SPAN, section.kind])
        yield from cursor.fetchall()


def _urls(pages: Iterable[tuple[str, datetime.datetime | None]]) -> str:
    site = _site()
    urls = (f"<url><loc>{escape(site + path)}</loc>{_lastmod(at)}</url>" for path, at in pages)
    return f"<urlset {NAMESPACE}>{''.join(urls)}</urlset>"


def _lastmod(at: datetime.datetime | None) -> str:
    return f"<lastmod>{at.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}</lastmod>" if at else ""


def _xml(text: str) -> HttpResponse:
    return HttpResponse(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n', content_type="application/xml")


def _site() -> str:
    return settings.SITE_URL.rstrip("/")
