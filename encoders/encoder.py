"""What every encoder promises."""

from collections.abc import Sequence
from typing import Protocol

Vector = Sequence[float]


class EncoderUnavailableError(Exception):
    """The encoder cannot be had here; the message is one sentence that says what to do."""


class Encoder(Protocol):
    """A model that puts texts of the same meaning close to each other.

    Vectors are unit vectors of ``dimensions`` numbers, so that their inner product is the cosine. ``identity`` names
    model and release: vectors of two identities are never compared. ``languages`` holds the BCP 47 primary tags that
    the model was made for, or None where it was made for about all.
    """

    identity: str
    dimensions: int
    languages: frozenset[str] | None

    def passages(self, texts: Sequence[str]) -> list[Vector]:
        """Return a vector for each text that is to be found."""

    def query(self, text: str) -> Vector:
        """Return the vector of what is looked for."""
