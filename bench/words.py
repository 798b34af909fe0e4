"""Invented words of several languages that occur as often as words do: Zipf's law, Mandelbrot's form."""

import itertools
import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

OFFSET = 2.7  # Mandelbrot's: how much flatter the head is than the law says
POOL = 100_000  # words drawn at once


@dataclass(frozen=True)
class Language:
    """How much of the claims is in a language, how many words it has, and what they are made of.

    ``stop_words`` are real and the most frequent; ``endings`` let a stemmer do its work. See languages.toml.
    """

    tag: str
    share: int
    size: int
    stop_words: str
    onsets: str
    vowels: str
    codas: str
    endings: str


LANGUAGES = [
    Language(**given)
    for given in tomllib.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8"))["language"]
]


class Vocabulary:
    """The words of a language, the most frequent first, and a draw from them; the same each time for one seed."""

    def __init__(self, language: Language, seed: int) -> None:
        """Make the words; the draw starts at the seed."""
        self.language = language
        self.words = invented(language)
        self._weights = weights(len(self.words))
        self._random = random.Random(f"{language.tag} {seed}")
        self._pool: list[str] = []
        self._next = 0

    def take(self, count: int) -> list[str]:
        """Return the next ``count`` words of the draw."""
        if self._next + count > len(self._pool):
            self._pool = self._random.choices(self.words, cum_weights=self._weights, k=POOL)
            self._next = 0
        self._next += count
        return self._pool[self._next - count : self._next]


@cache
def weights(count: int) -> list[float]:
    """Return how often each word of a language comes, and all before it: what ``random.choices`` reads."""
    return list(itertools.accumulate(1 / (rank + OFFSET) for rank in range(1, count + 1)))


@cache
def invented(language: Language) -> list[str]:
    """Return the language's words, stop words first, then invented ones that grow longer as they grow rarer."""
    draw = random.Random(language.tag)
    onsets, vowels = language.onsets.split(), language.vowels.split()
    codas, endings = language.codas.split(" "), language.endings.split(" ")
    found = dict.fromkeys(language.stop_words.split())
    while len(found) < language.size:
        syllables = 1 + (len(found) > 250) + (len(found) > 12_000)
        parts = [draw.choice(onsets) + draw.choice(vowels) for _ in range(syllables)]
        found.setdefault("".join(parts) + draw.choice(codas) + (draw.choice(endings) if syllables > 1 else ""))
    return list(found)
