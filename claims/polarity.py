"""Whether two wordings of much the same words agree or contradict each other.

Only what the words themselves show is said: one wording must hold the other's words, in the same order, with nothing
that makes another statement of them. Everything else is ``unknown``, and so are antonyms and exchanged roles.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from claims.enums import Polarity
from claims.function_words import LANGUAGES, FunctionWords
from claims.wording import SHORTEST_STEM, is_same_word, tokens

LEAST_COVERAGE = 0.5  # of the statement's words
LEAST_SHARED = 2  # words of content
AROUND = 4  # words before the first shared one and behind the last that may still negate them

__all__ = ["Polarity", "compare", "negations", "primary_tag"]


def primary_tag(language: str) -> str:
    """Return the language of a BCP 47 tag without script and region."""
    return language.partition("-")[0].lower()


@dataclass(frozen=True)
class Reading:
    """The words of a wording, those that carry content with their places, and the language's small words."""

    words: list[str]
    content: list[tuple[int, str]]
    small: FunctionWords

    def is_of_a_number(self, place: int) -> bool:
        """Say whether a number stands at a place or beside it, as the year does beside the month."""
        return any(word.isdigit() for word in self.words[max(place - 1, 0) : place + 2])

    def shifts(self, start: int, end: int) -> frozenset[str]:
        """Return the words between two places that make another statement of the rest."""
        return self.small.shifts.intersection(self.words[start:end])


def read(text: str, small: FunctionWords) -> Reading:
    """Take ``text`` apart; idioms such as "not only" go, for they negate nothing."""
    joined = " ".join(tokens(text))
    for idiom in small.idioms:
        joined = re.sub(rf"\b{idiom}\b", " ", joined)
    words = joined.split()
    known = small.common | small.particles | small.concord | small.shifts
    return Reading(words, [(place, word) for place, word in enumerate(words) if word not in known], small)


def negations(words: list[str], small: FunctionWords) -> Counter[str]:
    """Count the words that negate; those of concord only where no particle stands beside them, and once."""
    particles = Counter(word for word in words if word in small.particles)
    if particles:
        return particles
    return Counter([word for word in words if word in small.concord][:1])


def compare(text: str, language: str, statement: str, statement_language: str, *, coverage: float) -> Polarity:
    """Compare by negations, where ``coverage`` (0-1) of the statement's words stands in the text.

    The result is a hint for a person, never a decision.
    """
    small = LANGUAGES.get(primary_tag(language))
    if coverage < LEAST_COVERAGE or small is None or primary_tag(statement_language) != primary_tag(language):
        return Polarity.UNKNOWN
    said, claimed = read(text, small), read(statement, small)
    shared = pairs(said, claimed)
    if not is_one_in_the_other(said, claimed, shared) or not is_in_order(said, claimed, shared):
        return Polarity.UNKNOWN
    return by_negations(said, claimed, shared)


def pairs(said: Reading, claimed: Reading) -> list[tuple[int, int]]:
    """Return the places, in either wording, of the words of content that both have, each used once."""
    left: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for entry in said.content:
        left[entry[1][:SHORTEST_STEM]].append(entry)
    found = []
    for place, word in claimed.content:
        alike = left[word[:SHORTEST_STEM]]
        same = next((entry for entry in alike if is_same_word(entry[1], word)), None)
        if same:
            alike.remove(same)
            found.append((same[0], place))
    return found


def is_one_in_the_other(said: Reading, claimed: Reading, shared: list[tuple[int, int]]) -> bool:
    """Say whether one wording has every word of the other: words left over on both sides may be substitutes."""
    enough = min(LEAST_SHARED, len(claimed.content), len(said.content))
    return len(shared) >= max(enough, 1) and len(shared) in (len(claimed.content), len(said.content))


def is_in_order(said: Reading, claimed: Reading, shared: list[tuple[int, int]]) -> bool:
    """Say whether the shared words follow each other alike, so that nobody's role is exchanged; dates may move."""
    named = [pair for pair in shared if not said.is_of_a_number(pair[0])]
    return sorted(named) == sorted(named, key=lambda pair: pair[1])


def by_negations(said: Reading, claimed: Reading, shared: list[tuple[int, int]]) -> Polarity:
    """Compare the negations around the shared words; several on one side and not on the other cannot be told."""
    start = max(min(here for here, _ in shared) - AROUND, 0)
    end = max(here for here, _ in shared) + AROUND
    if said.shifts(start, end) != claimed.shifts(0, len(claimed.words)):
        return Polarity.UNKNOWN
    around, there = negations(said.words[start:end], said.small), negations(claimed.words, claimed.small)
    if around == there:
        # What is denied further off may be this.
        return Polarity.SAME if negations(said.words, said.small) == around else Polarity.UNKNOWN
    if around.total() > 1 or there.total() > 1:
        return Polarity.UNKNOWN
    return Polarity.SAME if around.total() == there.total() else Polarity.OPPOSITE
