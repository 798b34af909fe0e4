"""Read a capture, whatever it is: plain text, a web page, a PDF file or an archived answer of a server."""

from collections.abc import Callable

from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from sources.interchange.charset import decoded
from sources.interchange.page_text import Found, Reading
from sources.interchange.web_archive import MEDIA_TYPE, page_of
from sources.rules import Refusal

LONGEST = 1_000_000  # characters: a long book
PLAIN = "text/plain"
HTML = ("text/html", "application/xhtml+xml")
PDF = "application/pdf"
# Their packages are a third of the program's memory: whoever serves pages alone never loads them.
READERS = {HTML[0]: "sources.interchange.html_page.read_html", PDF: "sources.interchange.pdf.read_pdf"}


def read(content: bytes, media_type: str, *, url: str = "", is_whole: bool = False) -> Reading:
    """Return the text of a capture and what is known of its stories; the same capture always reads the same.

    Raises ``Refusal`` where there is no text in it, with what to do instead.
    """
    kind, declared = kind_of(content, media_type)
    if kind == MEDIA_TYPE:
        page = page_of(content)
        return read(page.content(), page.media_type, url=page.url, is_whole=is_whole)
    reading = _read(kind, content, declared, url, is_whole=is_whole)
    if not reading.text.strip():
        raise Refusal("empty", _("There is no text in it. Paste the text, or give another file or address."))
    if len(reading.text) > LONGEST:
        raise Refusal("too_long", _("The text has more than a million characters. Take the part that matters."))
    return reading


def kind_of(content: bytes, media_type: str) -> tuple[str, str]:
    """Return what the bytes are, by themselves where they tell and by ``media_type`` where not, and its charset.

    Raises ``Refusal`` for pictures, films and whatever else holds no text.
    """
    name, _sign, parameters = media_type.partition(";")
    name = name.strip().lower()
    charset = parameters.partition("charset=")[2].split(";")[0].strip()
    if name == MEDIA_TYPE:
        return name, ""
    if content.lstrip()[:5] == b"%PDF-":
        return PDF, ""
    if name in HTML or content.lstrip()[:14].lower().startswith((b"<!doctype html", b"<html")):
        return HTML[0], charset
    if name in {"", PLAIN, "text/markdown", "application/octet-stream"}:
        return PLAIN, charset
    raise Refusal(
        "media_type",
        _("This is %(kind)s. Text, HTML pages and PDF files can be read; of anything else paste the text.")
        % {"kind": name},
    )


def _read(kind: str, content: bytes, charset: str, url: str, *, is_whole: bool) -> Reading:
    if kind == PDF:
        reading = _reader(kind)(content)
    elif kind == PLAIN:
        reading = _plain(content, charset)
    else:
        return _reader(kind)(decoded(content, declared=charset, is_html=True)[0], url=url, is_whole=is_whole)
    stories = tuple(Found(story.begins, story.title, url=url) for story in reading.stories)
    return Reading(reading.text, reading.extractor, stories, reading.language, reading.notes)


def _reader(kind: str) -> Callable[..., Reading]:
    reader: Callable[..., Reading] = import_string(READERS[kind])
    return reader


def _plain(content: bytes, charset: str) -> Reading:
    text, used = decoded(content, declared=charset)
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    # Where nothing had to be turned, the text stands in the capture at the very same places.
    is_as_received = used == "utf-8" and kept == text
    first = next((line.strip() for line in kept.split("\n") if line.strip()), "")
    title = first if len(first) <= 200 else ""
    return Reading(kept, "" if is_as_received else f"plain text, {used}", (Found(1, title),))
