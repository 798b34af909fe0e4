"""Matches as readers and platforms see them: the claim with its verdict, and the words that made it match."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from claims.languages import guess_language
from claims.matching import Match, find_matches
from claims.models import Claim, Verdict
from claims.posts import plain_words
from claims.presentation.claim_card import with_card

STEMS = """
SELECT number, word, tsvector_to_array(claims_search_vector(language, word))
FROM unnest(%s::int[], %s::text[], %s::text[]) AS asked (number, language, word)
"""


@dataclass(frozen=True)
class Question:
    """A text that may have been checked, and the BCP 47 tag of its language."""

    text: str
    language: str

    @classmethod
    def of(cls, text: str, language: str = "") -> "Question":
        """Return the question; a language that is not given is told from the text, by default the site's."""
        return cls(text, language or guess_language(text, default=settings.LANGUAGE_CODE))


@dataclass(frozen=True)
class ShownMatch:
    """A hit; ``words`` are those of the text that matched, in the order of the text and as they were typed."""

    claim: Claim
    verdict: Verdict | None
    score: float
    method: str
    polarity: str
    words: Sequence[str]


def answer(questions: Sequence[Question], *, limit: int) -> list[list[ShownMatch]]:
    """Return the public claims closest to each question, best first; the texts are kept nowhere."""
    found = [find_matches(question.text, language=question.language, limit=limit) for question in questions]
    cards = with_card(Claim.objects.public()).in_bulk({match.claim.pk for matches in found for match in matches})
    stems = _stems(questions)
    return [
        # A claim may have been withdrawn a moment ago.
        [_shown(match, cards[match.claim.pk], stems[number]) for match in matches if match.claim.pk in cards]
        for number, matches in enumerate(found)
    ]


def _shown(match: Match, claim: Claim, stems: dict[str, set[str]]) -> ShownMatch:
    words = [word for word, stemmed in stems.items() if stemmed.intersection(match.words)]
    verdict = next(iter(claim.verdicts.all()), None)
    return ShownMatch(claim, verdict, match.score, match.method, match.polarity, words)


def _stems(questions: Iterable[Question]) -> list[dict[str, set[str]]]:
    """Return for each question its different words, with the stems that the database makes of them."""
    asked = [(number, q.language, word) for number, q in enumerate(questions) for word in _words(q.text)]
    stems: list[dict[str, set[str]]] = [{} for _ in questions]
    for number, _, word in asked:
        stems[number].setdefault(word, set())
    if asked:
        with connection.cursor() as cursor:
            cursor.execute(STEMS, [list(column) for column in zip(*asked, strict=True)])
            for number, word, lexemes in cursor.fetchall():
                stems[number][word].update(lexemes)
    return stems


def _words(text: str) -> list[str]:
    return list({word.lower(): word for word in reversed(re.findall(r"\w+", plain_words(text)))}.values())[::-1]
