"""Has this been checked before? The claims that a text may repeat, by shared words and by meaning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from claims import bm25
from claims.fusion import WORDS as WEIGHT_OF_WORDS
from claims.fusion import Meaning, closeness, fuse
from claims.meaning import read
from claims.models import Claim
from claims.polarity import Polarity, compare
from claims.posts import plain_words

POOL = 60  # how many claims each method brings in, where there are several

WORDS, MEANING, BOTH = "words", "meaning", "words+meaning"


@dataclass(frozen=True)
class Match:
    """A claim that may say what a text says.

    ``score`` is comparable within one answer only; ``method`` is ``words``, ``meaning`` or ``words+meaning``;
    ``words`` are the stems that matched, the most telling first. ``closeness`` in meaning, where an encoder knows the
    claim, is 0 for unrelated claims and 1 for equal ones, and comparable between answers.
    """

    claim: Claim
    score: float
    method: str
    polarity: Polarity
    words: Sequence[str]
    closeness: float | None = None


@dataclass(frozen=True)
class Findings:
    """What words and encoders say of the claims that a text may repeat."""

    by_words: Mapping[int, bm25.Scored]
    documents: int
    meanings: Sequence[Meaning]

    def scores(self, weight: float = WEIGHT_OF_WORDS) -> dict[int, float]:
        """Return the score of each claim: BM25 alone where no encoder was asked."""
        points = {claim: scored.points for claim, scored in self.by_words.items()}
        return fuse(points, self.documents, self.meanings, weight=weight) if self.meanings else points

    def best(self, limit: int, weight: float = WEIGHT_OF_WORDS) -> list[tuple[int, float]]:
        """Return claims and scores, best first, the older claim first among equals."""
        return sorted(self.scores(weight).items(), key=lambda item: (-item[1], item[0]))[:limit]

    def closeness(self, claim: int) -> float | None:
        """Return how close the claim is in meaning, None where no encoder knows it."""
        known = any(claim in meaning.cosines for meaning in self.meanings)
        return closeness(claim, self.meanings) if known else None

    def method(self, claim: int) -> str:
        """Name what the claim's score rests on."""
        if self.closeness(claim) is not None:
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
    findings = find(text, language, visible, limit, encoders)
    best = findings.best(limit)
    claims = visible.in_bulk([number for number, _ in best])
    return [
        Match(
            claim=claims[number],
            score=points,
            method=findings.method(number),
            polarity=polarity(text, language, claims[number], findings.by_words.get(number)),
            words=findings.by_words[number].shared if number in findings.by_words else (),
            closeness=findings.closeness(number),
        )
        for number, points in best
        if number in claims
    ]


def find(text: str, language: str, visible: QuerySet[Claim], limit: int, encoders: Sequence[str] | None) -> Findings:
    """Return what words and encoders find, and what each says of the others' claims."""
    words = plain_words(text)
    readings = read(words, encoders)
    with transaction.atomic():
        weighed = bm25.weigh(words, language)
        scored = bm25.score_best(weighed, visible, max(POOL, limit) if readings else limit) if weighed else []
        found = {claim for reading in readings for claim in reading.nearest(visible)}
        if weighed:
            scored += bm25.score_these(weighed, found - {row.claim for row in scored})
        meanings = [reading.compare(found | {row.claim for row in scored}) for reading in readings]
    return Findings({row.claim: row for row in scored}, weighed.total if weighed else 1, meanings)


def polarity(text: str, language: str, claim: Claim, scored: bm25.Scored | None) -> Polarity:
    """Compare the text with the claim's statement, as far as they share words."""
    coverage = scored.coverage if scored else 0.0
    return compare(text, language, claim.statement, claim.language, coverage=coverage)
