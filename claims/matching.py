"""Has this been checked before? The claims that a text may repeat, by shared words and by meaning."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from claims import bm25
from claims.fusion import fuse
from claims.meaning import read
from claims.models import Claim
from claims.polarity import Polarity, compare
from claims.posts import plain_words

POOL = 100  # how many claims each method brings in, where there are several

WORDS, MEANING, BOTH = "words", "meaning", "words+meaning"


@dataclass(frozen=True)
class Match:
    """A claim that may say what a text says.

    ``score`` is comparable within one answer only; ``method`` is ``words``, ``meaning`` or ``words+meaning``;
    ``words`` are the stems that matched, the most telling first.
    """

    claim: Claim
    score: float
    method: str
    polarity: Polarity
    words: Sequence[str]


@dataclass(frozen=True)
class Ranking:
    """Scores by claim, best first, what the words say of each, and the claims that an encoder knows."""

    scores: dict[int, float]
    by_words: dict[int, bm25.Scored]
    by_meaning: set[int]

    def method(self, claim: int) -> str:
        """Name what the claim's score rests on."""
        if claim in self.by_meaning:
            return BOTH if claim in self.by_words else MEANING
        return WORDS


def find_matches(
    text: str,
    *,
    language: str,
    among: QuerySet[Claim] | None = None,
    limit: int = 10,
    encoders: Sequence[str] | None = None,
) -> list[Match]:
    """Return the claims closest to ``text``, best first; ``among`` are the public ones unless given.

    ``language`` is a BCP 47 tag; ``encoders`` are names in place of the setting ``CLAIMTRACK_ENCODERS``. Words new to
    the database within the last minutes may not count yet.
    """
    visible = Claim.objects.public() if among is None else among
    with transaction.atomic():
        ranking = rank(plain_words(text), language, visible, limit, encoders)
    claims = visible.in_bulk(list(ranking.scores))
    return [
        Match(
            claim=claims[number],
            score=points,
            method=ranking.method(number),
            polarity=polarity(text, language, claims[number], ranking.by_words.get(number)),
            words=ranking.by_words[number].shared if number in ranking.by_words else (),
        )
        for number, points in ranking.scores.items()
        if number in claims
    ]


def rank(words: str, language: str, visible: QuerySet[Claim], limit: int, encoders: Sequence[str] | None) -> Ranking:
    """Return the ``limit`` best claims: by BM25 alone where no encoder can read the words; needs a transaction."""
    weighed = bm25.weigh(words, language)
    readings = read(words, encoders)
    if not readings:
        scored = bm25.score_best(weighed, visible, limit) if weighed else []
        return Ranking({row.claim: row.points for row in scored}, {row.claim: row for row in scored}, set())
    scored = bm25.score_best(weighed, visible, max(POOL, limit)) if weighed else []
    found = {claim for reading in readings for claim in reading.nearest(visible)}
    if weighed:
        scored += bm25.score_these(weighed, found - {row.claim for row in scored})
    meanings = [reading.closeness(found | {row.claim for row in scored}) for reading in readings]
    by_words = {row.claim: row for row in scored}
    points = {row.claim: row.points for row in scored}
    scores = fuse(points, weighed.total if weighed else 1, meanings)
    best = sorted(scores, key=lambda claim: (-scores[claim], claim))[:limit]
    return Ranking(
        {claim: scores[claim] for claim in best}, by_words, {claim for _, cosines in meanings for claim in cosines}
    )


def polarity(text: str, language: str, claim: Claim, scored: bm25.Scored | None) -> Polarity:
    """Compare the text with the claim's statement, as far as they share words."""
    coverage = scored.coverage if scored else 0.0
    return compare(text, language, claim.statement, claim.language, coverage=coverage)
