"""Which published verdicts answer a question of the Fact Check Tools API, page by page.

A list of all reviews is read by keyset, the newest first. An answer to a query is a ranking: those that hold all words,
the best first, and where these are few those that match as a whole, in other words or another language.
"""

import datetime
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from claims.enums import Normalised
from claims.interchange.fact_check_tools import Review, assertions, own_site, reviews, with_leads
from claims.languages import guess_language
from claims.matching import Match, find_matches
from claims.models import Claim, Verdict
from claims.models.verdict import VerdictQuerySet
from claims.polarity import primary_tag
from claims.search.box import search
from claims.search.documents import CLAIMS
from claims.search.order import BY_RELEVANCE
from claims.search.query import Query, parse
from claims.search.ranking import best_first
from rest.cursors import Cursor, CursorError, at, decode
from rest.ordering import Key, Order

FEW = 10  # with fewer reviews that hold all words, matching is asked too
MATCHES = 20  # that it may add
LOOKED_AT = 4_000  # reviewed claims that hold all words, the newest, for their age
LEAST_SHARE = 0.3  # of the best match's score: what is further off would only distract
LEAST_NEAR = 0.2  # where an encoder knows the claim; unrelated texts were seen up to 0.12
INTERFACE = "en"  # of words that are too frequent to be searched
NEWEST: Order = (
    Key("published_at", datetime.datetime, is_descending=True),
    Key("id", int, is_descending=True),
)


class PageTokenError(ValueError):
    """A text that is no token of this list; the message says what to do."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "This is not a nextPageToken of the same question. Keep all other parameters as they were, or leave "
            "pageToken out to begin at the first page."
        )


@dataclass(frozen=True)
class Wanted:
    """Which reviews: those that answer ``query`` (empty: all), narrowed.

    ``language`` is a BCP 47 tag of which the primary part counts. ``max_age_days`` counts from the newer of the
    review's time and the day of the claim; 0 is any age. ``site`` is the host of the publisher, or empty.
    """

    query: str = ""
    language: str = ""
    max_age_days: int = 0
    site: str = ""

    def name(self) -> str:
        """Return what tells a token of this question from those of others."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Place:
    """So many reviews from the place of a ``token``, or without one from an ``offset``."""

    size: int
    token: str = ""
    offset: int = 0


@dataclass(frozen=True)
class Found:
    """A page, and the token of the one after it; empty where there is none."""

    reviews: Sequence[Review]
    next_token: str = ""


def find_reviews(
    wanted: Wanted,
    place: Place,
    *,
    now: datetime.datetime,
    before_matching: Callable[[], object] = lambda: None,
    fetched: Callable[[VerdictQuerySet], VerdictQuerySet] = lambda rows: rows.select_related("claim", "rating"),
) -> Found:
    """Return a page of public reviews, or raise `PageTokenError`.

    ``before_matching`` is called before a text is matched, and may raise; ``fetched`` adds what will be shown.
    """
    cursor = _cursor(wanted, place)
    if wanted.site not in ("", own_site()):
        return Found([])
    among = narrowed(wanted, now=now)
    if not wanted.query:
        return _newest(wanted, place, cursor, fetched(among))
    best = _best(wanted, among, before_matching)
    start = _start(best, cursor) if cursor else place.offset
    page = best[start : start + place.size]
    rows = {row.claim_id: row for row in fetched(among).filter(claim__in=page)}
    token = ""
    if start + place.size < len(best):
        token = Cursor((start + place.size, page[-1])).encode(wanted.name(), BY_RELEVANCE)
    return Found(reviews(rows[claim] for claim in page if claim in rows), token)


def narrowed(wanted: Wanted, *, now: datetime.datetime) -> VerdictQuerySet:
    """Return the public reviews of the language and age that are wanted, with their leads."""
    rows = with_leads(Verdict.objects.public().published())
    if wanted.language:
        tag = primary_tag(wanted.language)
        rows = rows.filter(Q(claim__language__iexact=tag) | Q(claim__language__istartswith=f"{tag}-"))
    try:
        since = now - datetime.timedelta(days=wanted.max_age_days)
    except OverflowError:
        return rows
    if wanted.max_age_days:
        said = assertions().filter(said_on__gte=since.date())
        # The first condition of the pair is the cheap one.
        newly_said = Q(claim__in=said.values("claim")) & Q(lead_id__in=said.values("pk"))
        rows = rows.filter(Q(published_at__gte=since) | newly_said)
    return rows


def _cursor(wanted: Wanted, place: Place) -> Cursor | None:
    if not place.token:
        return None
    try:
        cursor = decode(place.token, wanted.name(), BY_RELEVANCE if wanted.query else NEWEST)
    except CursorError as error:
        raise PageTokenError from error
    if cursor.values is None or cursor.is_backwards:
        raise PageTokenError
    return cursor


def _newest(wanted: Wanted, place: Place, cursor: Cursor | None, rows: VerdictQuerySet) -> Found:
    start = 0 if cursor else place.offset
    found = list((cursor or Cursor()).read(rows, NEWEST)[start : start + place.size + 1])
    page = found[: place.size]
    token = at(page[-1], NEWEST, is_backwards=False).encode(wanted.name(), NEWEST) if len(found) > len(page) else ""
    return Found(reviews(page), token)


def _start(best: Sequence[int], cursor: Cursor) -> int:
    """Return the place after the claim that was shown last, wherever it stands now."""
    place, last = (int(str(value)) for value in cursor.values or (0, 0))
    # Once it has gone, whatever followed it has moved up by one.
    return best.index(last) + 1 if last in best else max(0, place - 1)


def _best(wanted: Wanted, among: VerdictQuerySet, before_matching: Callable[[], object]) -> list[int]:
    """Return the ids of the claims that answer, the best first."""
    query = parse(wanted.query)
    best = _searched(query, wanted, among)
    if len(best) >= FEW or not _is_free_text(query):
        return best
    before_matching()
    known = set(best)
    return best + [claim for claim in _matched(wanted.query, among) if claim not in known]


def _is_free_text(query: Query) -> bool:
    """Say whether other words may answer too: not if all of them are quoted, or some are ruled out."""
    return not query.excluded and any(not term.is_phrase for term in query.wanted)


def _searched(query: Query, wanted: Wanted, among: VerdictQuerySet) -> list[int]:
    """Return the claims that hold all words: the newest of each class of verdicts compete."""
    chosen = {"language": primary_tag(wanted.language)} if wanted.language else {}
    found = [
        search(query, CLAIMS, chosen={**chosen, "verdict": verdict}, interface=INTERFACE, is_exact=True)
        for verdict in Normalised.values
        if query.terms
    ]
    newest = sorted(chain.from_iterable(one.newest for one in found), reverse=True)[:LOOKED_AT]
    if not newest:
        return []
    standing = set(among.filter(claim__in=newest).values_list("claim", flat=True))
    return best_first([claim for claim in newest if claim in standing], found[0].wording.rank, CLAIMS)


def _matched(text: str, among: VerdictQuerySet) -> list[int]:
    """Return the claims that the text may repeat."""
    claims = Claim.objects.public().filter(Exists(among.filter(claim=OuterRef("pk"))))
    language = guess_language(text, default=settings.LANGUAGE_CODE)
    matches = find_matches(text, language=language, among=claims, limit=MATCHES)
    return [match.claim.pk for match in matches if _is_telling(match, best=matches[0].score)]


def _is_telling(match: Match, *, best: float) -> bool:
    is_near = match.closeness is None or match.score >= LEAST_NEAR
    return is_near and match.score >= LEAST_SHARE * best
