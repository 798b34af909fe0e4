"""Claims that are close to a text in meaning, by the encoders that this installation has."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from claims import vectors
from claims.fusion import GENERALIST, SPECIALIST, Meaning
from claims.models import Claim, ClaimEncoder
from encoders.catalogue import load_encoder, why_not
from encoders.encoder import Encoder, EncoderUnavailableError, Vector
from encoders.language import may_be_in

logger = logging.getLogger(__name__)

MOST_COUNTED = 1_000
# Characters that an encoder for all languages, which is slow by the word, reads of a question. Beside one made for the
# language, which reads all, the first 150 brought as much as all on the training data.
ALONE, BESIDE_SPECIALIST = 200, 150


@dataclass(frozen=True)
class Reading:
    """A text as one encoder reads it."""

    kept: ClaimEncoder
    vector: Vector

    def nearest(self, among: QuerySet[Claim]) -> list[int]:
        """Return the ids of the closest claims, in no order; needs a transaction."""
        return vectors.find_nearest(self.kept, self.vector, among)

    def compare(self, claims: Iterable[int]) -> Meaning:
        """Compare with these claims."""
        return Meaning(
            cosines=vectors.cosines(self.kept, self.vector, claims),
            floor=self.kept.floor,
            ceiling=self.kept.ceiling,
            weight=SPECIALIST if self.kept.languages else GENERALIST,
        )


def read(words: str, encoders: Sequence[str] | None = None) -> list[Reading]:
    """Return how each encoder that is set up and made for the text's language reads it.

    ``encoders`` are names; without them those of the setting ``CLAIMTRACK_ENCODERS``.
    """
    names = settings.CLAIMTRACK_ENCODERS if encoders is None else encoders
    if not names or not words.strip():
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT claims_encoded_text(%s)", [words])
        text = cursor.fetchone()[0]
    asked = [(kept, encoder) for kept, encoder in ready(names) if text and may_be_in(text, encoder.languages)]
    has_specialist = any(kept.languages for kept, _ in asked)
    beginning = begin(text, BESIDE_SPECIALIST if has_specialist else ALONE)
    return [Reading(kept, encoder.query(text if kept.languages else beginning)) for kept, encoder in asked]


def begin(text: str, longest: int) -> str:
    """Return the beginning of a text, to the end of a word."""
    return text if len(text) <= longest else text[:longest].rpartition(" ")[0] or text[:longest]


def ready(names: Sequence[str]) -> list[tuple[ClaimEncoder, Encoder]]:
    """Return the encoders that can be had and whose vectors are of the model that is installed."""
    found = []
    for kept in ClaimEncoder.objects.filter(name__in=names):
        try:
            encoder = load_encoder(kept.name)
        except EncoderUnavailableError as error:
            logger.warning("encoder left out", extra={"encoder": kept.name, "reason": str(error)})
            continue
        if encoder.identity == kept.identity:
            found.append((kept, encoder))
    return found


def encoder_states() -> dict[str, dict[str, object]]:
    """Return, for each encoder of the settings, whether it serves and how many wordings wait for it (1,000 at most)."""
    kept = {encoder.name: encoder for encoder in ClaimEncoder.objects.filter(name__in=settings.CLAIMTRACK_ENCODERS)}
    return {
        name: {
            "serves": name in kept and not why_not(name),
            "waiting": kept[name].tasks.all()[:MOST_COUNTED].count() if name in kept else None,
        }
        for name in settings.CLAIMTRACK_ENCODERS
    }
