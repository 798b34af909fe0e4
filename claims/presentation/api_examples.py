"""Examples of the API to copy: small programs that lie as files beside the documentation, and are run by the tests."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FOLDER = Path(settings.BASE_DIR) / "docs" / "examples"
HERE = "http://127.0.0.1:8000"  # the installation, in the files
LANGUAGES = (("sh", "curl"), ("py", "Python"), ("R", "R"))

# By the files' name, in the order of the page.
TITLES: dict[str, str | Promise] = {
    "find": _("Find claims by words"),
    "claim": _("One claim with its verdict"),
    "claimant": _("Everything that a claimant said, as a table"),
    "pages": _("Page through a list"),
    "day": _("What was public on a day"),
    "since": _("What has changed since"),
    "match": _("Has this been checked?"),
    "follow": _("Follow the log of changes"),
    "download": _("Download a whole list"),
}


@dataclass(frozen=True)
class Program:
    """One example in one language."""

    language: str
    text: str


@dataclass(frozen=True)
class Example:
    """What can be done, and how in each language."""

    name: str
    title: str | Promise
    programs: list[Program]


@cache
def examples_at(address: str) -> list[Example]:
    """Return the examples as they are run against the installation at ``address``."""
    return [
        Example(
            name,
            title,
            [
                Program(language, (FOLDER / f"{name}.{ending}").read_text(encoding="utf-8").replace(HERE, address))
                for ending, language in LANGUAGES
            ],
        )
        for name, title in TITLES.items()
    ]
