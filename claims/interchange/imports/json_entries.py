"""JSON documents an entry at a time: no more than one entry is held, however long the document is.

Each entry is read by the standard library's decoder, which takes what data sets hold beyond the letter of JSON, such as
NaN, and leaves bytes that are no text to whoever looks at the entry. ijson 3.6, which reads in pieces too, gives up the
whole file at either of them.
"""

import json
import re
from collections.abc import Collection, Iterator
from typing import IO, Any

PIECE = 1 << 20  # characters that are read at once
LONGEST_ENTRY = 50_000_000  # characters of an entry, within which its end is looked for
LONGEST_WORD = 16  # of what may be cut at the end of a piece: -Infinity, a \\u escape
_BLANKS = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder(strict=False)


class JsonFault(ValueError):  # noqa: N818  # what is wrong with somebody's document
    """A document that is no JSON from here on; the message says why."""


def entries(file: IO[str], lists: Collection[str] | None = None) -> Iterator[Any]:
    """Yield the entries of a document, and of those that follow it in the same file. Raises `JsonFault`.

    Of an array these are its items. Of an object they are the items of its members ``lists`` (None: of each that is a
    list of objects), and then the object without those; if ``lists`` is None, only where there were none.
    """
    text = _Text(file)
    while sign := text.sign():
        if sign == "[":
            yield from _items(text)
        elif sign == "{":
            yield from _members(text, lists)
        else:
            yield text.value()


def _items(text: "_Text") -> Iterator[Any]:
    text.take("[")
    if text.sign() == "]":
        text.take("]")
        return
    yield text.value()
    while text.take(",]") == ",":
        yield text.value()


def _members(text: "_Text", lists: Collection[str] | None) -> Iterator[Any]:
    rest: dict[str, Any] = {}
    is_passed = False
    text.take("{")
    end = text.take("}") if text.sign() == "}" else ","
    while end == ",":
        name = text.name()
        if text.sign() == "[" and (text.begins_with_object() if lists is None else name in lists):
            is_passed = True
            yield from _items(text)
        else:
            rest[name] = text.value()
        end = text.take(",}")
    if lists is not None or not is_passed:
        yield rest


class _Text:
    """What has been read ahead of a document, and the place up to which it is understood."""

    def __init__(self, file: IO[str]) -> None:
        """Begin where the file stands."""
        self.file, self.ahead, self.place = file, "", 0

    def sign(self, after: int = 0) -> str:
        """Return the next sign that is no blank, and go there; empty at the end of the file.

        ``after`` looks behind so many signs and goes nowhere.
        """
        while True:
            found = _BLANKS.match(self.ahead, self.place + after)
            end = found.end() if found else len(self.ahead)
            if not after:
                self.place = end
            if end < len(self.ahead):
                return self.ahead[end]
            if not self._read_on():
                return ""

    def begins_with_object(self) -> bool:
        """Tell whether the first item of the list here is an object."""
        return self.sign(after=1) == "{"

    def take(self, signs: str) -> str:
        """Return the next sign and go on behind it, if it is one of those."""
        found = self.sign()
        if not found or found not in signs:
            raise JsonFault(f"expecting {' or '.join(signs)} instead of {self._shown()}")
        self.place += 1
        return found

    def name(self) -> str:
        """Return the name of a member, and go on behind its colon."""
        if self.sign() != '"':
            raise JsonFault(f"expecting a name in quotation marks instead of {self._shown()}")
        found = str(self.value())
        self.take(":")
        return found

    def value(self) -> Any:  # noqa: ANN401  # whatever JSON holds
        """Return the value that begins here, and go on behind it."""
        self.sign()
        while True:
            try:
                found, end = _DECODER.raw_decode(self.ahead, self.place)
            except json.JSONDecodeError as error:
                if not (error.msg.startswith("Unterminated") or self._is_at_end(error.pos)) or not self._read_on():
                    raise JsonFault(f"{error.msg} at {self._shown(error.pos)}") from error
                continue
            except RecursionError as error:
                raise JsonFault("brackets stand within brackets too deep") from error
            # A number may go on behind what was read, also where it is one already: 1.5, 1e9.
            if not isinstance(found, int | float) or not self._is_at_end(end) or not self._read_on():
                self.place = end
                return found

    def _is_at_end(self, place: int) -> bool:
        """Tell whether a word at that place may be cut by the end of what was read."""
        return place >= len(self.ahead) - LONGEST_WORD

    def _read_on(self) -> bool:
        """Read as much again as is held, so that a long entry is not begun too often; False at the end of the file."""
        left = len(self.ahead) - self.place
        if left > LONGEST_ENTRY:
            raise JsonFault(f"an entry has more than {LONGEST_ENTRY:,} characters; a quotation mark may not be closed")
        piece = self.file.read(max(PIECE, left))
        if piece:
            self.ahead, self.place = self.ahead[self.place :] + piece, 0
        return bool(piece)

    def _shown(self, place: int | None = None) -> str:
        start = self.place if place is None else place
        return repr(self.ahead[start : start + 30]) if start < len(self.ahead) else "the end of the file"
