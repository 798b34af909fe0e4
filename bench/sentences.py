"""Sentences of invented words: claims, quotes that share words with them, and posts that repeat them."""

import random
from dataclasses import dataclass

from bench.words import LANGUAGES, Vocabulary


@dataclass(frozen=True)
class Wording:
    """A claim's or a quote's sentence in a language, a title, and for a quote what stands around it."""

    language: str
    statement: str
    title: str
    before: str = ""
    after: str = ""


class Author:
    """Writes sentences; the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        """Begin the draw."""
        self.random = random.Random(f"sentences {seed}")
        self.vocabularies = {language.tag: Vocabulary(language, seed) for language in LANGUAGES}
        self._tags = [language.tag for language in LANGUAGES]
        self._shares = [language.share for language in LANGUAGES]

    def wording(self, language: str = "") -> Wording:
        """Return a claim: about 17 words, now and then a number or a name; its title repeats half of them."""
        tag = language or self.random.choices(self._tags, self._shares)[0]
        words = self.vocabularies[tag].take(self._length(17, 5, 60))
        if self.random.random() < 0.25:
            words[self.random.randrange(len(words))] = str(self.random.randrange(1, 2030))
        if self.random.random() < 0.3:
            words[self.random.randrange(len(words))] = self.name()
        title = words[: len(words) // 2] + self.vocabularies[tag].take(4)
        return Wording(tag, sentence(words), sentence(title)[:-1][:190].strip())

    def quote(self, claim: Wording) -> Wording:
        """Return what an article says: part of the claim's words among others, one in ten in another language."""
        tag = claim.language
        if self.random.random() < 0.1:
            tag = self.random.choices(self._tags, self._shares)[0]
        vocabulary = self.vocabularies[tag]
        words = vocabulary.take(self._length(12, 4, 40))
        if tag == claim.language:
            shared = claim.statement[:-1].split()
            words[1:1] = shared[: max(3, int(len(shared) * self.random.random()))]
        around = vocabulary.take(28)
        return Wording(tag, sentence(words), claim.title, sentence(around[:14]), sentence(around[14:]))

    def post(self, claim: str, language: str) -> str:
        """Return a post of thirty words: up to twelve of the claim, the rest its author's own, a link and a hashtag."""
        shared = claim.rstrip(".").split()
        self.random.shuffle(shared)
        shared = shared[:12]
        own = self.vocabularies[language].take(30 - len(shared))
        words = shared + own
        self.random.shuffle(words)
        words[-1] = f"#{words[-1].capitalize()}"
        return " ".join(words) + " https://t.co/x7Yb2c"

    def name(self) -> str:
        """Return the name of a person."""
        words = self.vocabularies["en"].words
        first, last = words[self.random.randrange(300, 900)], words[self.random.randrange(13_000, 60_000)]
        return f"{first.capitalize()} {last.capitalize()}"

    def _length(self, middle: int, shortest: int, longest: int) -> int:
        return min(max(round(middle * self.random.lognormvariate(0, 0.4)), shortest), longest)


def sentence(words: list[str]) -> str:
    """Return the words as a sentence."""
    text = " ".join(words)
    return f"{text[0].upper()}{text[1:]}."
