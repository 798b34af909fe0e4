"""The language of a short text, as far as its script and small words tell."""

import re

from claims.function_words import LANGUAGES
from claims.wording import tokens

CYRILLIC = re.compile(r"[а-яёіїєґ]", re.IGNORECASE)
LATIN = re.compile(r"[a-z\u00c0-\u024f]", re.IGNORECASE)
UKRAINIAN_LETTERS = re.compile(r"[іїєґ]", re.IGNORECASE)
RUSSIAN_LETTERS = re.compile(r"[ыэъё]", re.IGNORECASE)


def guess_language(text: str, *, default: str) -> str:
    """Return a BCP 47 primary tag: ``default`` unless script or small words clearly speak for another language.

    A guess for texts that come without a tag; short texts often stay with the default.
    """
    if len(CYRILLIC.findall(text)) > len(LATIN.findall(text)):
        return _cyrillic(text)
    hits = {language: _small_words(text, language) for language in LANGUAGES}
    best = max(hits, key=lambda language: hits[language])
    return best if hits[best] >= hits.get(default, 0) + 2 else default


def _cyrillic(text: str) -> str:
    is_ukrainian = len(UKRAINIAN_LETTERS.findall(text)) > len(RUSSIAN_LETTERS.findall(text))
    return "uk" if is_ukrainian else "ru"


def _small_words(text: str, language: str) -> int:
    known = LANGUAGES[language]
    small = known.common | known.particles | known.concord
    return sum(token in small for token in tokens(text))
