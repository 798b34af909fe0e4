"""Partial answers: the members that a client wants, written as ``claims(text,claimReview/url),nextPageToken``."""

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

Mask: TypeAlias = dict[str, "Mask"]  # the members by name, ``*`` for any; an empty one is everything below

LONGEST = 500  # characters
DEEPEST = 10  # members inside of each other
TOKEN = re.compile(r"\s*(\*|\w+|[(),/])\s*")
HOW_TO_WRITE = "Write the names of members with commas between, a(b,c) or a/b for those inside of a."


class FieldMaskError(ValueError):
    """A text that is no list of members; the message says how to write one."""


def parse(text: str) -> Mask:
    """Return the members that the text names, or raise `FieldMaskError`."""
    tokens = [match[1] for match in TOKEN.finditer(text)]
    if len(text) > LONGEST or "".join(tokens) != re.sub(r"\s", "", text):
        raise FieldMaskError(HOW_TO_WRITE)
    rest = iter([*tokens, ""])
    mask, end = _members(rest, DEEPEST)
    if end:
        raise FieldMaskError(HOW_TO_WRITE)
    return mask


def _members(tokens: Iterator[str], depth: int) -> tuple[Mask, str]:
    """Return the members up to the token that ends their list, and that token."""
    mask, end = _member(tokens, depth)
    while end == ",":
        further, end = _member(tokens, depth)
        mask = _either(mask, further)
    if end not in ("", ")"):
        raise FieldMaskError(HOW_TO_WRITE)
    return mask, end


def _member(tokens: Iterator[str], depth: int) -> tuple[Mask, str]:
    """Return one member, or part of it, and the token after it."""
    names = [next(tokens)]
    while (end := _next(tokens, names[-1])) == "/":
        names.append(next(tokens))
    mask: Mask = {}
    if end == "(":
        if depth == 0:
            raise FieldMaskError(HOW_TO_WRITE)
        mask, closed = _members(tokens, depth - 1)
        end = next(tokens) if closed == ")" else "?"
    for name in reversed(names):
        mask = {name: mask}
    return mask, end


def _either(one: Mask, other: Mask) -> Mask:
    """Return what either of them names; what one of them names as a whole stays whole."""
    if not one or not other:
        return {}
    both = one.keys() & other.keys()
    return {**one, **other, **{name: _either(one[name], other[name]) for name in both}}


def _next(tokens: Iterator[str], name: str) -> str:
    if not re.fullmatch(r"\*|\w+", name):
        raise FieldMaskError(HOW_TO_WRITE)
    return next(tokens)


def pick(value: Any, mask: Mask) -> Any:  # noqa: ANN401  # whatever JSON holds
    """Return the members of ``value`` that the mask names; what has no members stays whole."""
    if not mask:
        return value
    if isinstance(value, list):
        return [pick(item, mask) for item in value]
    if not isinstance(value, dict):
        return value
    known = {name: mask.get(name, mask.get("*")) for name in value}
    return {name: pick(value[name], below) for name, below in known.items() if below is not None}
