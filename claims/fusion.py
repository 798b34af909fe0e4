"""One score from shared words and from closeness in meaning.

The weights were chosen on the training part of CheckThat! 2020, task 2; docs/matching.md tells how.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# What shared words weigh against closeness in meaning, which has 1.
WORDS = 0.15
# An encoder made for the language beside one made for all languages.
SPECIALIST, GENERALIST = 2, 1


@dataclass(frozen=True)
class Meaning:
    """What one encoder says: the cosine of each claim that it knows with the text.

    ``floor`` is its cosine of unrelated claims, ``ceiling`` that of equal ones: encoders differ widely in both.
    """

    cosines: Mapping[int, float]
    floor: float = 0.0
    ceiling: float = 1.0
    weight: int = GENERALIST

    def closeness(self, claim: int) -> float:
        """Return 0 for an unrelated claim and 1 for one in equal words."""
        return (self.cosines[claim] - self.floor) / (self.ceiling - self.floor)


def fuse(
    words: Mapping[int, float], documents: int, meanings: Sequence[Meaning], *, weight: float = WORDS
) -> dict[int, float]:
    """Return a score for each claim: BM25 by the logarithm of the number of documents, plus the mean closeness.

    Neither part depends on which other claims were found. ``weight`` is that of the words.
    """
    scale = weight / max(math.log(max(documents, 1)), 1.0)
    claims = {*words, *(claim for meaning in meanings for claim in meaning.cosines)}
    return {claim: round(scale * words.get(claim, 0.0) + closeness(claim, meanings), 4) for claim in claims}


def closeness(claim: int, meanings: Sequence[Meaning]) -> float:
    """Return the mean over the encoders that know the claim; to one that none has read yet nothing is close."""
    known = [meaning for meaning in meanings if claim in meaning.cosines]
    total = sum(meaning.weight for meaning in known)
    return sum(meaning.weight * meaning.closeness(claim) for meaning in known) / total if total else 0.0
