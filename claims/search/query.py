"""What was typed into a search box: words, "phrases", -not, this OR that, prefix*. Nothing typed is an error."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

LONGEST = 200  # characters
MOST_TERMS = 32
OR = "OR"  # in capitals only, between two words
SHORTEST_PREFIX = 3  # letters; shorter ones would be half the dictionary

QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
TERM = re.compile(r'(?P<minus>[-−–]?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)"?)')
UNSAYABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Term:
    """A word or a phrase that must, or must not, stand in what is found; a prefix stands for all words it begins.

    ``is_alternative`` says that the term before it would do as well.
    """

    text: str
    is_phrase: bool = False
    is_prefix: bool = False
    is_excluded: bool = False
    is_alternative: bool = False

    def __str__(self) -> str:
        """Return the term as one would type it."""
        typed = f'"{self.text}"' if self.is_phrase else f"{self.text}*" if self.is_prefix else self.text
        return f"-{typed}" if self.is_excluded else f"{OR} {typed}" if self.is_alternative else typed


@dataclass(frozen=True)
class Query:
    """The terms in the order in which they were typed, each once; alternatives follow each other."""

    terms: tuple[Term, ...] = ()

    def __str__(self) -> str:
        """Return a text that is read as this query."""
        return " ".join(map(str, self.terms))

    @property
    def wanted(self) -> tuple[Term, ...]:
        """Return what must stand in a hit."""
        return tuple(term for term in self.terms if not term.is_excluded)

    @property
    def excluded(self) -> tuple[Term, ...]:
        """Return what must not."""
        return tuple(term for term in self.terms if term.is_excluded)

    def spelt(self, term: Term, text: str) -> "Query":
        """Return the query with another spelling of ``term``."""
        return Query(tuple(replace(one, text=text) if one == term else one for one in self.terms))


def parse(typed: str, *, is_unfinished: bool = False) -> Query:
    """Return the query of what was typed, cut to a sensible length.

    A quotation mark that is not closed reaches to the end; ``is_unfinished`` takes the last word for a prefix.
    """
    text = UNSAYABLE.sub(" ", typed).translate(QUOTES)[:LONGEST]
    terms = list(_joined([term for match in TERM.finditer(text) if (term := _term(match)) is not None]))
    if is_unfinished and terms and text.endswith(terms[-1].text) and not terms[-1].is_phrase:
        terms[-1] = replace(terms[-1], is_prefix=len(terms[-1].text) >= SHORTEST_PREFIX)
    return Query(tuple(_each_once(terms))[:MOST_TERMS])


def _joined(terms: list[Term]) -> Iterator[Term]:
    """Yield the terms, alternatives marked; where there is nothing to choose between, OR is a word like others."""
    is_open = is_alternative = False  # whether an OR could follow, and whether one stands before
    for term, following in zip_longest(terms, terms[1:]):
        if term == Term(OR) and is_open and following and not following.is_excluded:
            is_open, is_alternative = False, True
            continue
        said = Term(OR.lower()) if term == Term(OR) else term
        yield replace(said, is_alternative=is_alternative)
        is_open, is_alternative = not term.is_excluded, False


def _each_once(terms: Iterable[Term]) -> Iterator[Term]:
    """Yield the terms without those that came before with the same alternatives."""
    groups: list[list[Term]] = []
    for term in terms:
        if term.is_alternative:
            groups[-1].append(term)
        else:
            groups.append([term])
    for group in dict.fromkeys(map(tuple, groups)):
        yield from dict.fromkeys(group)


def _term(match: re.Match[str]) -> Term | None:
    """Return the term, or None where no letter and no digit was typed."""
    is_excluded = bool(match["minus"])
    if match["word"] is None:
        text = " ".join(match["phrase"].split())
        return Term(text, is_phrase=True, is_excluded=is_excluded) if _is_said(text) else None
    text = match["word"].rstrip("*")
    is_prefix = match["word"] != text and text.isalnum() and len(text) >= SHORTEST_PREFIX
    return Term(text, is_prefix=is_prefix, is_excluded=is_excluded) if _is_said(text) else None


def _is_said(text: str) -> bool:
    return any(letter.isalnum() for letter in text)
