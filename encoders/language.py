"""In which language a text may be: an encoder made for English says nothing of Russian."""

import importlib
import math
from collections.abc import Collection
from functools import cache
from typing import Any

LEAST_ODDS = math.log(0.1)  # against the likeliest language; short texts cannot be told for sure


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
        return importlib.import_module("py3langid")
    except ImportError:
        return None
