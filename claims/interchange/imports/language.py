"""Languages as data sets name them: by a tag, in any letters, or in words."""

import re

from django.conf.locale import LANG_INFO

TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
LONGEST = 35


def _as_tag(code: str) -> str:
    """Return Django's code of a language with the capitals of BCP 47: pt-BR, zh-Hans."""
    language, _, rest = code.partition("-")
    return f"{language}-{rest.upper() if len(rest) == 2 else rest.title()}" if rest else language


# In English and in the language itself.
NAMES = {
    info[name].lower(): _as_tag(code)
    for code, info in LANG_INFO.items() for name in ("name", "name_local") if name in info
}  # fmt: skip


def tag_of(given: str) -> str:
    """Return the BCP 47 tag of a language; empty for what names none."""
    named = NAMES.get(given.strip().lower())
    if named:
        return named
    tag = given.replace("_", "-")
    tag = tag[:3].lower() + tag[3:] if "-" not in tag[:3] else tag[:2].lower() + tag[2:]
    return tag if TAG.fullmatch(tag) and len(tag) <= LONGEST else ""
