"""From bytes to text: what the bytes themselves prove first, then what is declared, then what is likely."""

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from sources.rules import Refusal

MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
DECLARED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
WHERE_DECLARED = 4096  # bytes from a page's beginning
# As browsers read them (WHATWG Encoding): the wider code page of the same letters.
AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
MOST_STRANGE = 0.02  # of the characters may be control or replacement characters


def decoded(content: bytes, *, declared: str = "", is_html: bool = False) -> tuple[str, str]:
    """Return the text of ``content`` and the name of its encoding.

    Raises ``Refusal`` where no encoding makes a text of it.
    """
    candidates = [*_proven(content), *_declared(content, declared, is_html=is_html)]
    for charset in candidates:
        try:
            text = content.decode(charset)
        except (UnicodeDecodeError, UnicodeError):
            continue
        if _is_text(text):
            return text, charset
    best = from_bytes(content).best()
    if best is None or not _is_text(str(best)):
        raise Refusal(
            "encoding",
            _("The letters cannot be read: the file's encoding is unknown or broken. Save it as UTF-8, or paste the "
              "text."),
        )  # fmt: skip
    return str(best), best.encoding


def _proven(content: bytes) -> list[str]:
    marked = [charset for mark, charset in MARKS.items() if content.startswith(mark)]
    # Hardly any text of another encoding is by chance valid UTF-8 beyond ASCII.
    return marked or ([] if content.isascii() else ["utf-8"])


def _declared(content: bytes, declared: str, *, is_html: bool) -> list[str]:
    names = [declared]
    if is_html and (found := DECLARED.search(content[:WHERE_DECLARED])):
        names.append(found[1].decode("ascii", "replace"))
    names.extend(["utf-8"] if content.isascii() else [])
    return [known for name in names if (known := _known(name))]


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return ""
    return AS_BROWSERS.get(found, found)


def _is_text(text: str) -> bool:
    strange = sum(
        1 for sign in text if sign == "\ufffd" or (unicodedata.category(sign) == "Cc" and sign not in "\t\n\r\f")
    )
    return "\0" not in text and strange <= MOST_STRANGE * len(text)
