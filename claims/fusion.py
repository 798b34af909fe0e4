"""One score from shared words and from closeness in meaning.

The weights were chosen on the training part of CheckThat! 2020, task 2; docs/matching.md tells how.
"""

import math
from collections.abc import Mapping, Sequence

# What shared words weigh against closeness in meaning, which has 1.
WORDS = 0.16
# Cosine of unrelated claims, and the cosines of a claim with a text.
Closeness = tuple[float, Mapping[int, float]]


def fuse(
    words: Mapping[int, float], documents: int, meanings: Sequence[Closeness], *, weight: float = WORDS
) -> dict[int, float]:
    """Return a score for each claim: BM25 by the logarithm of the number of documents, plus the mean closeness.

    Closeness is 0 for unrelated claims and 1 for equal wording, whatever the encoder. Neither part depends on which
    other claims were found. ``weight`` is that of the words.
    """
    scale = weight / max(math.log(max(documents, 1)), 1.0)
    claims = {*words, *(claim for _, cosines in meanings for claim in cosines)}
    return {claim: round(scale * words.get(claim, 0.0) + closeness(claim, meanings), 4) for claim in claims}


def closeness(claim: int, meanings: Sequence[Closeness]) -> float:
    """Return the mean over the encoders; a claim that an encoder has not read yet counts as unrelated to it."""
    if not meanings:
        return 0.0
    return sum((cosines.get(claim, floor) - floor) / (1 - floor) for floor, cosines in meanings) / len(meanings)
