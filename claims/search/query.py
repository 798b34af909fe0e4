"""What was typed into a search box: words, "phrases", -not and prefix*. Nothing that can be typed is an error."""

import re
from dataclasses import dataclass, replace

LONGEST = 200  # characters
MOST_TERMS = 32
SHORTEST_PREFIX = 3  # letters; shorter ones would be half the dictionary

QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
TERM = re.compile(r'(?P<minus>[-−–]?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)"?)')
UNSAYABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Term:
    """A word or a phrase that must, or must not, stand in what is found; a prefix stands for all words it begins."""

    text: str
    is_phrase: bool = False
    is_prefix: bool = False
    is_excluded: bool = False

    def __str__(self) -> str:
        """Return the term as one would type it."""
        typed = f'"{self.text}"' if self.is_phrase else f"{self.text}*" if self.is_prefix else self.text
        return f"-{typed}" if self.is_excluded else typed


@dataclass(frozen=True)
class Query:
    """The terms in the order in which they were typed, each once."""

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
    terms = [term for match in TERM.finditer(text) if (term := _term(match)) is not None]
    if is_unfinished and terms and text.endswith(terms[-1].text) and not terms[-1].is_phrase:
        terms[-1] = replace(terms[-1], is_prefix=len(terms[-1].text) >= SHORTEST_PREFIX)
    return Query(tuple(dict.fromkeys(terms))[:MOST_TERMS])


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
