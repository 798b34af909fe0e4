"""The text of a PDF file."""

import re
from importlib.metadata import version
from io import BytesIO

from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from sources.interchange.page_text import Found, Reading
from sources.rules import Refusal

MOST_PAGES = 500
SHORTEST = 20  # characters in all; a scanned file has fewer
FULL_LINE = 0.75  # of the longest line: a shorter one ends its paragraph


def read_pdf(content: bytes) -> Reading:
    """Return the text, paragraphs put together from their lines; raises ``Refusal`` for scans and locked files."""
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refusal("pdf", _("This PDF is locked by a password. Save it without one, or paste the text."))
        if len(reader.pages) > MOST_PAGES:
            raise Refusal(
                "pdf",
                _("This PDF has more than %(pages)d pages. Upload the pages that matter.") % {"pages": MOST_PAGES},
            )
        pages = [_plain(page.extract_text()) for page in reader.pages]
        title = " ".join(((reader.metadata.title if reader.metadata else "") or "").replace("\0", "").split())
    except (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise Refusal("pdf", _("This PDF is damaged. Print it to a new PDF, or paste the text.")) from error
    return _reading(pages, title)


def _reading(pages: list[str], title: str) -> Reading:
    if sum(map(len, pages)) < SHORTEST:
        raise Refusal(
            "scan",
            _("This PDF holds pictures of pages and no text. Have its text recognised (OCR) and upload the result, or "
              "paste the text."),
        )  # fmt: skip
    empty = [str(number) for number, page in enumerate(pages, start=1) if not page]
    notes = (_("Pages without text, pictures perhaps: %(pages)s.") % {"pages": ", ".join(empty)},) if empty else ()
    text = "\n\n".join(paragraphs for page in pages if (paragraphs := _paragraphs(page)))
    return Reading(text, f"pypdf {version('pypdf')}", (Found(1, title),), notes=notes)


def _plain(text: str) -> str:
    """Return what can be stored: no NUL, no halves of characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8").strip()


def _paragraphs(page: str) -> str:
    """Put the lines of a page together; a blank line or one that stops short ends a paragraph."""
    lines = [line.strip() for line in page.splitlines()]
    longest = max(map(len, lines), default=0)
    text = ""
    for line in lines:
        text += line + (" " if len(line) >= FULL_LINE * longest else "\n\n")
    # A word divided at the end of a line is one word.
    text = re.sub(r"(?<=[^\W\d_])[-\u00ad] (?=[^\W\d_])(?=[a-zа-яё])", "", text)
    return re.sub(r"\s*\n\s*\n\s*", "\n\n", text).strip()
