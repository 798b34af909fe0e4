"""Atom feeds: verdicts, corrections, and any list of claims."""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from claims.presentation.feed_entry import Entry, claim_entries, correction_entries, verdict_entries
from claims.search.documents import CLAIMS
from claims.views.facets import OF_CLAIMS
from claims.views.search import SORT, found_of

LONGEST = 50  # entries
SINCE = 2026  # the year in which the names of entries began; part of each name and never changed


class Atom(Atom1Feed):
    """Atom with content, and the same bytes as long as nothing has changed."""

    def latest_post_date(self) -> datetime.datetime:
        """Return the time of the newest entry; of a feed that is still empty, always the same."""
        times = [item["updateddate"] for item in self.items]
        return max(times, default=datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC))

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, object]) -> None:
        """Add what is shown in full."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", str(item["content"]), {"type": "html"})


@dataclass(frozen=True)
class About:
    """What a feed is called, which page it follows, and its own address."""

    title: str
    subtitle: str
    page: str
    address: str
    entries: Iterable[Entry] = field(default_factory=tuple)


@require_safe
def verdicts(request: HttpRequest) -> HttpResponse:
    """Tell of the verdicts that stand, the newest first."""
    subtitle = _("What we found on claims from the news, the newest first.")
    return _answer(
        request,
        About(_("Verdicts"), subtitle, reverse("home"), reverse("feed-verdicts"), verdict_entries(LONGEST)),
    )


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """Tell of new versions of verdicts and of retractions, with what changed and why."""
    subtitle = _("What was wrong, since when, and what changed.")
    return _answer(
        request,
        About(
            _("Corrections"), subtitle, reverse("corrections"), reverse("feed-corrections"), correction_entries(LONGEST)
        ),
    )


@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """Tell of the newest claims of a list, narrowed by the same words and facets as the list's own address."""
    found = found_of(request, CLAIMS, OF_CLAIMS)
    asked = [("q", found.words)] if found.words else []
    query = urlencode([*asked, *((name, value) for name, value in found.kept if name != SORT)])
    query = f"?{query}" if query else ""
    newest = found.search.page(limit=LONGEST, beyond=None, is_ascending=False) if found.is_narrowed else None
    title = _("Claims: %(words)s") % {"words": found.words} if found.words else _("Claims")
    return _answer(
        request,
        About(
            title,
            _("The newest claims of this list, and what became of them when checked."),
            reverse("claim-list") + query,
            reverse("feed-claims") + query,
            claim_entries(newest, LONGEST),
        ),
    )


def entry_id(name: str) -> str:
    """Return the name of an entry that it keeps for ever (RFC 4151)."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{SINCE}:{name}"


def _answer(request: HttpRequest, about: About) -> HttpResponse:
    site = settings.SITE_URL.rstrip("/")
    feed = Atom(
        title=f"{settings.SITE_NAME}: {about.title}",
        link=site + about.page,
        description=about.subtitle,
        subtitle=about.subtitle,
        language=settings.LANGUAGE_CODE,
        author_name=settings.SITE_NAME,
        author_link=f"{site}/",
        feed_url=site + about.address,
        feed_guid=entry_id(about.address),
    )
    for entry in about.entries:
        link = site + entry.path
        feed.add_item(
            title=entry.title,
            link=link,
            description=entry.summary,
            content=format_html('{}<p><a href="{}">{}</a></p>', entry.content, link, _("The claim and its evidence")),
            unique_id=entry_id(entry.name),
            pubdate=entry.published_at,
            updateddate=entry.updated_at,
            author_name=settings.SITE_NAME,
            categories=entry.categories,
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    # Kept by whoever likes, but asked about each time: a correction must not come a minute late.
    response.headers["Cache-Control"] = "no-cache"
    answer = get_conditional_response(request, etag=etag, response=response) or response
    # Readers that are pages of other sites may read it.
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
