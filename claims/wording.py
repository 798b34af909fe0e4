"""A wording as bare words: lower-case, without accents, posts taken apart."""

import re
import unicodedata

from claims.posts import plain_words

NEGATED_VERB = re.compile(r"(?<=\w)n['’ʼ]t\b")
APOSTROPHES = re.compile(r"['’ʼ]")
STRETCHED = re.compile(r"([^\W\d_])\1{2,}")  # "sooo"
WORD = re.compile(r"\w+")
SHORTEST_STEM = 4  # letters


def tokens(text: str) -> list[str]:
    """Return the words of ``text`` in order; "isn't" becomes "is", "not", an elided article stands alone."""
    words = plain_words(text).lower().replace("can't", "can not").replace("can’t", "can not").replace("won’t", "not")
    words = NEGATED_VERB.sub(" not", words.replace("won't", "not"))
    return WORD.findall(without_accents(STRETCHED.sub(r"\1", APOSTROPHES.sub(" ", words))))


def without_accents(text: str) -> str:
    """Return ``text`` with plain Latin letters; й and ї are letters of their own and stay, ё becomes е."""
    letters = (
        unicodedata.normalize("NFKD", letter)[0] if letter < "\u0250" else letter
        for letter in unicodedata.normalize("NFC", text)
    )
    return "".join(letters).replace("ł", "l").replace("ё", "е")


def is_same_word(one: str, other: str) -> bool:
    """Say whether two bare words are forms of one, as far as their beginnings tell; numbers must be equal."""
    if one == other:
        return True
    if one.isdigit() or other.isdigit():
        return False
    shorter, longer = sorted((one, other), key=len)
    shared = next((place for place, letter in enumerate(shorter) if letter != longer[place]), len(shorter))
    return shared >= SHORTEST_STEM and shared >= 0.7 * len(shorter) and len(longer) - shared <= 4
