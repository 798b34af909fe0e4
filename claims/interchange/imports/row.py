"""One row of somebody else's data: a claim, and what its publisher said of it."""

import datetime
import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings

from claims.enums import ClaimKind
from claims.interchange.fact_check_tools import site_of
from claims.interchange.imports.language import tag_of
from sources.edtf import EdtfError, parse

# What a column of a file may be; the rest of a row is passed over.
MEANINGS = (
    "id", "statement", "short_statement", "language", "kind", "speaker", "role", "said", "occasion", "topics",
    "sources", "publisher", "site", "url", "title", "label", "reviewed_on", "remark",
)  # fmt: skip
LONGEST_STATEMENT = 2_000
LONGEST_LABEL = 200
LONGEST_NAME = 300
LONGEST_ADDRESS = 2_000
LONGEST_DATE = 64  # of what fits the field
LONGEST_NOTE = 20_000
MOST_SOURCES = 100
SHORT = 75
ADDRESS = re.compile(r"https?://[^\s]+")
PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,70}")
# What the Internet Archive writes before the address of the original.
ARCHIVE = re.compile(r"https?://web\.archive\.org/web/[0-9]+[a-z_]*/(?=https?://)")
DOMAIN = re.compile(r"[^\sA-Z/:@]+\.[^\sA-Z/:@]+")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# An address inside a list as data sets write it: ends before white space, quotes, brackets and the next address.
ADDRESS_IN_LIST = re.compile(r"""https?://(?:(?![,;|](?:\s|$|['"\]]|https?:))[^\s'"\[\]<>])+""")
NO_TEXT = re.compile("[\0\ud800-\udfff]")
KINDS = frozenset(ClaimKind.values)
# Forms that can be read in one way only; which of 7/8/2018 is the month, only the data set knows.
DAYS = (
    "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y",
    "%a, %d %b %Y %H:%M:%S %Z",
)  # fmt: skip


class RowFault(ValueError):  # noqa: N818  # what is wrong with somebody's row, not with the program
    """A row that cannot be taken; the message says why and what to do."""


@dataclass(frozen=True)
class Source:
    """Where the rows come from, and what holds for all of them where a row does not say."""

    name: str
    language: str = "en"
    kind: str = ClaimKind.FACT
    site: str = ""
    url: str = ""  # of a review, with {id} in it, or {stem} for the id without its ending
    dates: str = ""  # how days are written where it could be read in two ways, as strptime knows it: %d/%m/%Y


@dataclass(frozen=True, slots=True)
class Row:
    """A claim as a draft, and the review of another publisher, if there is one."""

    number: int
    external_id: str
    statement: str
    short_statement: str
    language: str
    kind: str
    note: str
    publisher: str = ""
    domain: str = ""
    url: str = ""
    title: str = ""
    label: str = ""
    reviewed_on: datetime.date | None = None
    claimant_name: str = ""
    said: str = ""
    sources: tuple[str, ...] = ()


def checked(number: int, values: Mapping[str, Any], source: Source) -> Row:
    """Return the row ``number`` of a file; raises `RowFault` for what no editor could mend at the desk later."""
    given = {name: _text(name, values.get(name)) for name in MEANINGS}
    statement = given["statement"] or given["short_statement"]
    if not statement:
        raise RowFault("There is no statement. A row says what was claimed.")
    if len(statement) > LONGEST_STATEMENT:
        raise RowFault(f"The statement has {len(statement)} characters; a claim has {LONGEST_STATEMENT} at most.")
    url = given["url"] or (_address(source.url, given["id"]) if given["id"] else "")
    review = _review(given, url, source) if given["label"] else {}
    return Row(
        number=number,
        external_id=_external_id(source, given["id"], url, statement),
        statement=statement,
        short_statement=shortened(given["short_statement"] or statement),
        language=_language(given["language"] or source.language),
        kind=_kind(given["kind"] or source.kind),
        note=_note(given, review, source),
        **review,
    )


def shortened(statement: str) -> str:
    """Return at most 75 characters, cut after a word, with an ellipsis where something is missing."""
    if len(statement) <= SHORT:
        return statement
    cut = statement[: SHORT - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut[SHORT // 2 :] else cut}…"


def _text(name: str, value: object) -> str:
    """Return a value as one clean text; lists become lines."""
    if value is None or value == "" or isinstance(value, dict | bool):
        return ""
    if isinstance(value, list | tuple):
        return "\n".join(filter(None, (_text(name, one) for one in value)))
    text = unicodedata.normalize("NFC", str(value)).strip()
    if NO_TEXT.search(text):
        raise RowFault(f"{name}: the text is not valid UTF-8, or holds a NUL character. Save the file as UTF-8.")
    return text


def _address(pattern: str, own: str) -> str:
    """Return the address of the review of a row, by its id or what of it stands before the first dot."""
    return pattern.replace("{id}", own).replace("{stem}", own.partition(".")[0])


def _external_id(source: Source, own: str, url: str, statement: str) -> str:
    """Return the name under which the row is known when it comes again."""
    if own:
        return f"{source.name}:{own if PLAIN_ID.fullmatch(own) else _hash(own)}"
    return f"review:{_hash(url, statement)}"


def _hash(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:32]


def _language(given: str) -> str:
    tag = tag_of(given)
    if not tag:
        raise RowFault(f"language: {given!r} is no BCP 47 tag, such as en or pt-BR, and no name of a language.")
    return tag


def _kind(kind: str) -> str:
    if kind not in KINDS:
        raise RowFault(f"kind: {kind!r} is none of {', '.join(ClaimKind.values)}.")
    return kind


def _review(given: Mapping[str, str], url: str, source: Source) -> dict[str, Any]:
    if not ADDRESS.fullmatch(url) or len(url) > LONGEST_ADDRESS:
        raise RowFault("url: a label needs the address of the review that gave it, with http:// or https://.")
    domain = site_of(given["site"] or source.site or ARCHIVE.sub("", url))
    if not DOMAIN.fullmatch(domain):
        raise RowFault(f"site: {domain!r} is no host name, such as example.org.")
    if domain == _own_site(settings.SITE_URL):
        raise RowFault("This review was published here. It is not taken in as somebody else's.")
    if len(given["label"]) > LONGEST_LABEL:
        raise RowFault(f"label: {len(given['label'])} characters; a label has {LONGEST_LABEL} at most.")
    return {
        "publisher": given["publisher"][:200] or domain,
        "domain": domain,
        "url": url,
        "title": given["title"][:LONGEST_NAME],
        "label": given["label"],
        "reviewed_on": day_of(given["reviewed_on"], source.dates),
        "claimant_name": given["speaker"] if len(given["speaker"]) <= LONGEST_NAME else "",
        "said": _said(given["said"], source.dates),
        "sources": tuple(addresses(given["sources"])),
    }


def addresses(text: str) -> list[str]:
    """Return the addresses in the sources of a row, however its data set writes a list."""
    found = dict.fromkeys(ADDRESS_IN_LIST.findall(text))
    return [one for one in found if len(one) <= LONGEST_ADDRESS][:MOST_SOURCES]


def _said(text: str, form: str) -> str:
    """Return when it was said, as EDTF; empty for what is no date, which then stays in the note as it is."""
    day = day_of(text, form)
    if day:
        return day.isoformat()
    try:
        return parse(text).text if text and len(text) <= LONGEST_DATE else ""
    except EdtfError:
        return ""


@lru_cache
def _own_site(address: str) -> str:
    return site_of(address)


def day_of(text: str, form: str = "") -> datetime.date | None:
    """Return the day that is written; None for what is no whole day, which then stays in the note as it is."""
    return _known_day(text, form) if 0 < len(text) <= LONGEST_DATE else None


@lru_cache(maxsize=20_000)
def _known_day(text: str, form: str) -> datetime.date | None:
    # The days of a data set are few beside its rows, and reading one takes longer than the rest of a row.
    if DAY.match(text):
        return _day(text[:10], "%Y-%m-%d")
    return next(filter(None, (_day(text, one) for one in ((form, *DAYS) if form else DAYS))), None)


def _day(text: str, form: str) -> datetime.date | None:
    try:
        return datetime.datetime.strptime(text, form).date()  # noqa: DTZ007  # a day has no zone
    except ValueError:
        return None


def _note(given: Mapping[str, str], review: Mapping[str, Any], source: Source) -> str:
    """Return what the desk reads of the row: whatever its review does not say."""
    told = {
        "Said by": "" if review.get("claimant_name") else given["speaker"],
        "Role": given["role"],
        "Said": "" if review.get("said") else given["said"],
        "Occasion": given["occasion"],
        "Topics": given["topics"],
        "Sources": "" if _holds_nothing_else(given["sources"], review.get("sources", ())) else given["sources"],
        "Reviewed": "" if review.get("reviewed_on") else given["reviewed_on"],
        "Remark": given["remark"],
    }
    if not review:
        told |= {"Reviewed by": given["publisher"] or given["site"], "Review": given["url"], "Title": given["title"]}
    lines = [f"{name}: {'; '.join(text.splitlines())}"[:LONGEST_NOTE] for name, text in told.items() if text]
    return "\n".join([f"Imported from {source.name}, which says:", *lines] if lines else [f"From {source.name}."])


def _holds_nothing_else(text: str, found: Sequence[str]) -> bool:
    """Tell whether a list is said in full by the addresses that were found in it."""
    for address in sorted(found, key=len, reverse=True):
        text = text.replace(address, "")
    return not text.strip(" \n\r\t,;|'\"[]")
