"""Every kind of public page and answer, of the largest subjects there are, beside the cheapest query there is."""

import statistics
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Model
from django.test import Client
from django.utils.http import urlencode

from bench.timing import Times, percentile, timed
from claims.models import Appearance, Claim, ClaimTopic, Verdict
from sources.models import Article

SINCE = "2026-01-01T00:00:00Z"
NOBODY_WAITS = 150  # milliseconds: medians above it are named


def one_row() -> None:
    """Read one claim by its id: what a round trip costs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM claims_claim WHERE id = (SELECT max(id) FROM claims_claim)")
        cursor.fetchall()


def getting(client: Client, path: str, parameters: dict[str, str] | None = None) -> Callable[[], None]:
    """Return a call that reads ``path`` and insists on its success."""

    def get() -> None:
        response = client.get(path, parameters)
        if response.status_code != 200:
            raise SystemExit(f"{path} answered {response.status_code}")
        b"".join(response)

    return get


def asking_again(client: Client, path: str) -> Callable[[], None]:
    """Return a call that asks for a page which the reader has, and insists on hearing just that."""
    etag = client.get(path).headers["ETag"]

    def ask() -> None:
        if client.get(path, headers={"If-None-Match": etag}).status_code != 304:
            raise SystemExit(f"{path} is sent again though nothing has changed")

    return ask


def largest(model: type[Model], field: str, **conditions: Any) -> int:  # of any lookup
    """Return the value of ``field`` that most rows have."""
    rows = model._default_manager.filter(**conditions).order_by().values(field).annotate(rows=Count("pk"))
    value: int = rows.order_by("-rows")[0][field]
    return value


def public_pages() -> list[str]:
    """Return the addresses of pages and files for readers."""
    claim = largest(Appearance, "claim", status="public", claim__status="public", claim__merged_into=None)
    verdict = Verdict.objects.public().published().latest("pk")
    text = "passage__text__article"
    article = largest(Appearance, text, **{"status": "public", f"{text}__status": "public"})
    claimant = largest(Appearance, "claimant", status="public")
    outlet, topic = largest(Article, "outlet", status="public"), largest(ClaimTopic, "topic")
    word = verdict.title.split()[0]
    claim_page = f"/claims/{verdict.claim_id}/"
    lists = ["/claims/", "/claimants/", "/outlets/", "/articles/", "/topics/"]
    return [
        "/", *lists, "/claims/?verdict=false", f"/claims/?claimant={claimant}", f"/claims/?topic={topic}",
        f"/claims/?{urlencode({'q': word})}", f"/search/?{urlencode({'q': word})}",
        f"/check/?{urlencode({'text': word})}",
        Claim.objects.get(pk=claim).get_absolute_url(), f"{claim_page}versions/1/", f"{claim_page}embed/",
        f"{claim_page}cite.bib", f"{claim_page}card.png", f"{claim_page}claim-review.json",
        f"/oembed/?{urlencode({'url': settings.SITE_URL + claim_page})}",
        f"/claimants/{claimant}/", f"/outlets/{outlet}/", f"/articles/{article}/", f"/topics/{topic}/",
        "/overview/", "/corrections/", "/methodology/", "/about/", "/data/",
        "/feeds/verdicts.atom", "/feeds/corrections.atom", "/feeds/claims.atom",
        "/sitemap.xml", "/sitemaps/claims-1.xml", "/annotations/",
    ]  # fmt: skip


def api_answers() -> list[str]:
    """Return the addresses of the API, each way in which a list may be asked."""
    verdict = Verdict.objects.public().published().latest("pk")
    claimant = largest(Appearance, "claimant", status="public")
    outlet, word = largest(Article, "outlet", status="public"), verdict.title.split()[0]
    filters = {
        "claims": [
            "normalised=false", f"claimant={claimant}", f"outlet={outlet}", "topic=1", "kind=rule", "language=en",
            "said_from=2020-01-01", "published_from=2020-01-01", f"claimant={claimant}&normalised=false",
            "ordering=published_at", "ordering=-published_at", f"updated_since={SINCE}", urlencode({"q": word}),
        ],
        "claimants": [f"outlet={outlet}", "topic=1", "country=GB", "said_from=2020-01-01", "q=an"],
        "outlets": ["country=GB", "q=times"],
        "articles": [
            f"outlet={outlet}", f"claimant={claimant}", "topic=1", "language=en", "published_to=2015-01-01",
            urlencode({"q": word}),
        ],
        "appearances": [
            f"claimant={claimant}", f"outlet={outlet}", "topic=1", "stance=denies", "normalised=false", "language=en",
            "ordering=-said_on",
        ],
        "evidence": [
            f"claimant={claimant}", f"outlet={outlet}", "topic=1", "stance=supports", "normalised=false",
            "is_primary=true", "ordering=-published_on",
        ],
        "verdicts": [
            f"claimant={claimant}", "topic=1", "normalised=false", "state=retracted", "language=en",
            "published_to=2013-01-01",
        ],
    }  # fmt: skip
    paths = [f"/api/v1/{name}/{query}" for name in filters for query in ["", *(f"?{each}" for each in filters[name])]]
    match = f"/api/v1/match/?{urlencode({'text': verdict.title})}"
    google = f"/v1alpha1/claims:search?{urlencode({'query': word})}"
    return [*paths, f"/api/v1/claims/{verdict.claim_id}/", "/api/v1/changes/?since=0", match, google]


def run(rounds: int = 5) -> str:
    """Measure each kind of page; return the section of the page."""
    client = Client(SERVER_NAME="127.0.0.1")
    subjects = {path: getting(client, path) for path in [*public_pages(), *api_answers()]}
    subjects |= {f"{path}, known": asking_again(client, path) for path in ("/", "/claims/")}
    found = {"one row by its id, no page": times(one_row, rounds)}
    for name, subject in subjects.items():
        found[name] = times(subject, rounds)
        print(line(name, found[name]), flush=True)
    slow = [name for name, taken in found.items() if statistics.median(taken.again) > NOBODY_WAITS]
    head = ["| address | median, ms | 95th percentile | the first time |", "| --- | --- | --- | --- |"]
    named = f"Above {NOBODY_WAITS} ms: {', '.join(f'`{name}`' for name in slow) or 'none'}."
    return "\n".join([*head, *(line(name, taken) for name, taken in found.items()), "", named])


def times(subject: Callable[[], None], rounds: int) -> Times:
    """Return what the first time and the times after it take."""
    return Times([timed(subject)], [timed(subject) for _ in range(rounds)])


def line(name: str, taken: Times) -> str:
    """Return the line of the table."""
    median, most = statistics.median(taken.again), percentile(taken.again, 0.95)
    return f"| `{name}` | {median:.1f} | {most:.1f} | {taken.first[0]:.1f} |"
