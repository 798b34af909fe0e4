"""Entries of a YAML file that know their lines, so that a mistake is told where an editor finds it."""

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from pathlib import Path
from typing import TypeVar

import yaml

Choice = TypeVar("Choice", bound=Enum)

EMPTY = "tag:yaml.org,2002:null"


class CorpusError(ValueError):
    """The corpus does not fit; the message names file, line and what to correct."""

    def __init__(self, file: Path, line: int, message: str) -> None:
        """Say ``message`` of a line, counted from 1."""
        super().__init__(f"{file}:{line}: {message}")


@dataclass(frozen=True, eq=False)
class Entry:
    """A mapping of a YAML file: its keys' values, all read as text, and the lines where they stand."""

    file: Path
    line: int
    nodes: dict[str, yaml.Node]

    def refuse(self, key: str, message: str) -> CorpusError:
        """Return the error that says ``message`` of the line where ``key``'s value stands."""
        node = self.nodes.get(key)
        return CorpusError(self.file, node.start_mark.line + 1 if node else self.line, message)

    def has(self, key: str) -> bool:
        """Whether the key stands there, with a value or without."""
        return key in self.nodes

    def optional(self, key: str) -> str:
        """Return the text of ``key``, empty if nothing is given."""
        node = self.nodes.get(key)
        if node is None or node.tag == EMPTY:
            return ""
        if not isinstance(node, yaml.ScalarNode):
            raise self.refuse(key, f"{key} must be a text, not a list or a mapping.")
        return str(node.value)

    def text(self, key: str) -> str:
        """Return the text of ``key``, which may not be empty."""
        value = self.optional(key)
        if not value.strip():
            raise self.refuse(key, f"{key} is empty; it is needed here.")
        return value

    def integer(self, key: str) -> int:
        """Return the whole number of ``key``, 0 or more."""
        value = self.text(key)
        if not (value.isascii() and value.isdigit()):
            raise self.refuse(key, f"{key} must be a whole number, not “{value}”.")
        return int(value)

    def choice(self, key: str, choices: type[Choice]) -> Choice:
        """Return the member of an enumeration that ``key`` names."""
        value = self.text(key)
        try:
            return choices(value)
        except ValueError as error:
            known = ", ".join(str(choice.value) for choice in choices)
            raise self.refuse(key, f"unknown {key} “{value}”. Write one of: {known}.") from error

    def moment(self, key: str) -> datetime.datetime | None:
        """Return the time of ``key`` with its zone, None if nothing is given."""
        value = self.optional(key)
        if not value:
            return None
        try:
            moment = datetime.datetime.fromisoformat(value)
        except ValueError as error:
            raise self.refuse(key, f"{key} must look like 2018-07-16T10:00:00Z, not “{value}”.") from error
        if moment.tzinfo is None:
            raise self.refuse(key, f"{key} “{value}” names no time zone; end it with Z for UTC.")
        return moment

    def line_range(self, key: str) -> tuple[int, int]:
        """Return the first and last line of a range such as 3-17."""
        first, _, last = self.text(key).partition("-")
        if not (first.isdigit() and last.isdigit() and 0 < int(first) <= int(last)):
            raise self.refuse(key, f"{key} must look like 3-17, the first and the last line counted from 1.")
        return int(first), int(last)

    def reference(self, key: str, known: Collection[str]) -> str:
        """Return the id that ``key`` names, which must be among ``known``."""
        value = self.text(key)
        if value not in known:
            raise self.refuse(key, f"unknown {key} “{value}”{_perhaps(value, known)}")
        return value

    def texts(self, key: str) -> list[str]:
        """Return the texts of the list of ``key``."""
        nodes = self._sequence(key)
        if not all(isinstance(node, yaml.ScalarNode) for node in nodes):
            raise self.refuse(key, f"{key} must be a list of texts.")
        return [str(node.value) for node in nodes]

    def entries(self, key: str, needed: Collection[str], also: Collection[str] = ()) -> Iterator["Entry"]:
        """Yield the mappings of the list of ``key``, each checked for ``needed`` and other keys."""
        for node in self._sequence(key):
            yield entry_of(self.file, node, needed, also)

    def entry(self, key: str, needed: Collection[str]) -> "Entry":
        """Return the mapping of ``key``, checked for ``needed`` keys."""
        return entry_of(self.file, self.nodes[key], needed)

    def _sequence(self, key: str) -> list[yaml.Node]:
        node = self.nodes.get(key)
        if node is None or node.tag == EMPTY:
            return []
        if not isinstance(node, yaml.SequenceNode):
            raise self.refuse(key, f"{key} must be a list.")
        return list(node.value)


def load(file: Path, needed: Collection[str]) -> Entry:
    """Return the one mapping that the YAML file holds, or raise `CorpusError`."""
    try:
        node = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except OSError as error:
        raise CorpusError(file, 1, f"The file cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CorpusError(file, 1, "The file is not UTF-8.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "reason", error)
        raise CorpusError(file, mark.line + 1 if mark else 1, f"This is not YAML: {problem}.") from error
    return entry_of(file, node, needed)


def entry_of(file: Path, node: yaml.Node | None, needed: Collection[str], also: Collection[str] = ()) -> Entry:
    """Return the mapping at ``node``, which has all ``needed`` keys and besides them at most ``also``."""
    line = node.start_mark.line + 1 if node else 1
    if not isinstance(node, yaml.MappingNode):
        raise CorpusError(file, line, f"Here belongs a mapping with the keys {', '.join(needed)}.")
    nodes: dict[str, yaml.Node] = {}
    for key_node, value in node.value:
        key, key_line = str(key_node.value), key_node.start_mark.line + 1
        if key not in needed and key not in also:
            raise CorpusError(file, key_line, f"unknown key “{key}”{_perhaps(key, [*needed, *also])}")
        if key in nodes:
            raise CorpusError(file, key_line, f"the key “{key}” is given twice.")
        nodes[key] = value
    for key in needed:
        if key not in nodes:
            raise CorpusError(file, line, f"the key “{key}” is missing; leave it empty if nothing is known.")
    return Entry(file, line, nodes)


def _perhaps(value: str, known: Collection[str]) -> str:
    close = get_close_matches(value, known, n=1)
    return f"; did you mean “{close[0]}”?" if close else "."
