"""In which language a text may be: an encoder made for English says nothing of Russian."""

import importlib
from collections.abc import Collection
from functools import cache
from typing import Any

# Logarithm of the odds against the likeliest language; those of three English words may be bad by chance.
LEAST_ODDS = -8.0
# Short texts look like many a small language; these are told apart.
KNOWN = (
    "ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "hy", "id", "it",
    "ja", "ka", "ko", "lt", "lv", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "tr", "uk", "vi", "zh",
)  # fmt: skip


def may_be_in(text: str, languages: Collection[str] | None) -> bool:
    """Say whether ``text`` may be in one of ``languages`` (BCP 47 primary tags); None stands for about all.

    Where py3langid is not installed, every text may be.
    """
    identifier = find_identifier()
    if languages is None or identifier is None:
        return True
    ranked = identifier.rank(text)
    likeliest = ranked[0][1]
    return any(float(score - likeliest) >= LEAST_ODDS for tag, score in ranked if tag in languages)


@cache
def find_identifier() -> Any:  # noqa: ANN401  # a module without types
    """Return py3langid, or None where it is not installed."""
    try:
        identifier = importlib.import_module("py3langid")
    except ImportError:
        return None
    identifier.set_languages(list(KNOWN))
    return identifier
