"""Annotations made elsewhere: Hypothesis' API and exports, Recogito, and W3C Web Annotations in JSON-LD."""

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from claims.interchange.hypothesis_table import annotations_of_table, is_hypothesis_table
from claims.interchange.imports.reading import FileFault, Rejected, shown
from claims.interchange.imports.row import RowFault

Json = Mapping[str, Any]
# Where collections of all makers keep their annotations.
HOLDERS = ("rows", "annotations", "items", "first", "@graph", "as:items")


@dataclass(frozen=True)
class ForeignAnnotation:
    """A quote in a page, and what somebody wrote of it; ``start`` only where it was given."""

    number: int
    key: str
    source: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    comment: str = ""
    creator: str = ""
    stance: str = ""
    links: tuple[str, ...] = ()

    def told(self) -> str:
        """Return what the annotation says, and who made it, for an editor to read."""
        by = f"Annotated by {self.creator}." if self.creator else "An annotation made elsewhere."
        return "\n".join(filter(None, (by, self.comment)))


def annotations_in(content: bytes) -> Iterator[ForeignAnnotation | Rejected]:
    """Yield each annotation of a file, or why it cannot be read. Raises `FileFault` for what is no such file."""
    number = 0
    for number, node in enumerate(_nodes(_document(content)), start=1):
        try:
            yield _annotation(number, node)
        except RowFault as fault:
            yield Rejected(number, str(fault), shown(node))
    if not number:
        raise FileFault("There are no annotations in the file: neither one, nor a list, nor a collection of them.")


def _document(content: bytes) -> object:
    try:
        text = content.decode("utf-8-sig")
        if is_hypothesis_table(text):
            return list(annotations_of_table(text))
        if "\n" in text.strip() and text.lstrip().startswith("{") and _is_json(text.lstrip().partition("\n")[0]):
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FileFault(f"The file is neither JSON nor a table that Hypothesis exports: {error}.") from error


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def _nodes(node: object, depth: int = 0) -> Iterator[Json]:
    if isinstance(node, list):
        for one in node:
            yield from _nodes(one, depth + 1)
    elif isinstance(node, dict) and ("target" in node or "Annotation" in _list(node.get("type"))):
        yield node
    elif isinstance(node, dict) and depth < 9:
        for name in HOLDERS:
            yield from _nodes(node.get(name), depth + 1)


def _annotation(number: int, node: Json) -> ForeignAnnotation:
    target = next(iter(_list(node.get("target"))), None)
    selectors = _selectors(target)
    quote = next((one for one in selectors if _words(one.get("exact")) or _words(one.get("quote"))), None)
    if quote is None and node.get("references"):
        raise RowFault("It is a reply to another annotation, and quotes nothing of its own.")
    if quote is None:
        raise RowFault("It quotes nothing: an annotation of a whole page or of an image has no place in a text.")
    start = next((one["start"] for one in selectors if type(one.get("start")) is int), None)
    found = ForeignAnnotation(
        number=number,
        key="",
        source=_source(node, target),
        exact=_words(quote.get("exact")) or _words(quote.get("quote")),
        prefix=_words(quote.get("prefix")),
        suffix=_words(quote.get("suffix")),
        start=start,
        comment=_comment(node),
        creator=_creator(node),
        stance=next(_bodies(node, "classifying"), ""),
        links=tuple(_links(node)),
    )
    return ForeignAnnotation(**{**vars(found), "key": _key(node, found)})


def _key(node: Json, found: ForeignAnnotation) -> str:
    """Return the name under which the annotation is known when it comes again."""
    own = _words(node.get("id")) or _words(node.get("@id"))
    words = own or "\n".join((found.source, found.exact, str(found.start), found.comment))
    return f"annotation:{hashlib.sha256(words.encode()).hexdigest()[:32]}"


def _selectors(node: object) -> list[Json]:
    """Return all selectors of a target, also those that refine others."""
    found: list[Json] = []
    for target in _list(node):
        for selector in _list(target.get("selector")) if isinstance(target, dict) else []:
            if isinstance(selector, dict):
                found += [selector, *_selectors({"selector": selector.get("refinedBy")})]
    return found


def _source(node: Json, target: object) -> str:
    if isinstance(target, str):
        return target
    sources = _list(target.get("source")) if isinstance(target, dict) else []
    first = next(iter(sources), None)
    given = _words(first.get("id")) if isinstance(first, dict) else _words(first)
    return given or _words(node.get("uri")) or (_words(target.get("id")) if isinstance(target, dict) else "")


def _comment(node: Json) -> str:
    """Return what was written, with tags: Hypothesis keeps them beside the bodies that others have."""
    lines = [_words(node.get("text")), *_bodies(node, "commenting", "replying", "describing", ""), *_others(node)]
    tags = [*map(_words, _list(node.get("tags"))), *_bodies(node, "tagging")]
    return "\n".join(filter(None, (*lines, f"Tags: {', '.join(filter(None, tags))}" if any(tags) else "")))


def _others(node: Json) -> Iterator[str]:
    """Tell of the further places of an annotation that marks several at once: drafts have one."""
    for target in _list(node.get("target"))[1:]:
        for quote in filter(None, (_words(one.get("exact")) for one in _selectors(target))):
            yield f"It marks “{quote}” as well."


def _bodies(node: Json, *purposes: str) -> Iterator[str]:
    for body in _list(node.get("body")):
        if isinstance(body, str) and "" in purposes:
            yield _words(body)
        elif isinstance(body, dict) and (_words(body.get("purpose")) in purposes):
            yield _plain(body)


def _plain(body: Json) -> str:
    """Return the words of a body; Recogito Studio writes them as the steps of its editor, Quill."""
    value = _words(body.get("value"))
    if body.get("format") != "Quill":
        return value
    try:
        steps = json.loads(value).get("ops", ())
    except (ValueError, AttributeError):
        return value
    return "".join(_words(step.get("insert")) for step in _list(steps) if isinstance(step, dict)).strip()


def _links(node: Json) -> Iterator[str]:
    for body in _list(node.get("body")):
        if isinstance(body, dict) and _words(body.get("source")):
            yield _words(body.get("source"))


def _creator(node: Json) -> str:
    first = next(iter(_list(node.get("creator"))), None)
    named = _words(first.get("name")) or _words(first.get("id")) if isinstance(first, dict) else _words(first)
    return named or _words(node.get("user"))


def _words(value: object) -> str:
    """Return a text as it is, in the Unicode form of the texts here; empty for anything else."""
    text = unicodedata.normalize("NFC", value) if isinstance(value, str) else ""
    if any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in text):
        raise RowFault("It holds a NUL character or half a surrogate pair. Remove it.")
    return text


def _list(node: object) -> list[Any]:
    return node if isinstance(node, list) else [] if node is None else [node]
