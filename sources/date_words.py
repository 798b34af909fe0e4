"""Uncertain dates in the words of the interface's language."""

from django.utils.translation import get_language

from sources.edtf import parse


def in_words(date: str) -> str:
    """Return an EDTF date in words, and nothing for no date."""
    return parse(date).label(get_language() or "en") if date else ""
