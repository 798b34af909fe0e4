"""The words of the interface: which the code and the templates ask for, and which catalogue holds them."""

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parent.parent
PO = ROOT / "locale/ru/LC_MESSAGES/django.po"
PACKAGES = ("changes", "claims", "claimtrack", "encoders", "rest", "sources")
# Which arguments of a call are words, after the context where it takes one.
SINGULAR = {"gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2}
IN_CONTEXT = {"pgettext": 1, "pgettext_lazy": 1, "npgettext": 2, "npgettext_lazy": 2}
CALL = re.compile(r"""\b(?:n?p?gettext|_)\((?:u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*"|[\w\s,])*\)""")


class Word(NamedTuple):
    """What is to be translated: its context if it has one, and its forms."""

    context: str | None
    forms: tuple[str, ...]


def words_of_code(source: str) -> Iterator[Word]:
    """Yield the words of a module's calls of gettext, under whatever name it imports them."""
    tree = ast.parse(source)
    names = {name: name for name in (*SINGULAR, *IN_CONTEXT)} | {"_": "gettext"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            names |= {alias.asname: alias.name for alias in node.names if alias.asname}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield from _of_call(node, names.get(node.func.id, ""))


def _of_call(call: ast.Call, name: str) -> Iterator[Word]:
    constants = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    values = [value for value in constants if isinstance(value, str)]
    if name in SINGULAR and values:
        yield Word(None, tuple(values[: SINGULAR[name]]))
    if name in IN_CONTEXT and len(values) > 1:
        yield Word(values[0], tuple(values[1 : 1 + IN_CONTEXT[name]]))


def words_of_template(source: str) -> Iterator[Word]:
    """Yield the words of a template's tags."""
    for call in CALL.findall(templatize(source)):
        yield from words_of_code(call)


def words_asked_for() -> dict[Word, str]:
    """Return all words of the program, each with a file that asks for it."""
    modules = (file for name in PACKAGES for file in (ROOT / name).rglob("*.py") if "migrations" not in file.parts)
    found = {word: str(file) for file in modules for word in words_of_code(file.read_text(encoding="utf-8"))}
    for file in (ROOT / "templates").rglob("*.*"):
        found |= {word: str(file) for word in words_of_template(file.read_text(encoding="utf-8"))}
    return found


def words_of_catalogue() -> dict[Word, tuple[str, ...]]:
    """Return the catalogue: the Russian forms of each word."""
    with PO.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    return {
        Word(message.context, _forms(message.id)): () if message.fuzzy else _forms(message.string)
        for message in messages
    }


def _forms(words: str | Sequence[str] | None) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words or ())
