"""How to cite a claim's page: in words, as BibTeX and as CSL-JSON, with the version of the verdict that was read."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from claims.models import Claim, Verdict

# What TeX would take for a command.
TEX_SIGNS = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


@dataclass(frozen=True)
class Citation:
    """What is known of a page that is cited: ``version`` is 0 where no verdict stands, and then there is no day."""

    key: str
    title: str
    publisher: str
    address: str
    language: str
    version: int
    published: datetime.date | None

    def plain(self) -> str:
        """Return the citation as a sentence in the language of the interface, without the day of reading."""
        parts = [f"{self.publisher}: “{self.title}”."]
        if self.published:
            parts.append(
                _("Verdict, version %(version)s, %(day)s.")
                % {"version": self.version, "day": date_format(self.published)}
            )
        return " ".join([*parts, self.address])

    def bibtex(self) -> str:
        """Return an entry of BibTeX; names in double braces, so that nobody takes a newsroom for a person."""
        fields = {
            "author": f"{{{_tex(self.publisher)}}}",
            "title": f"{{{_tex(self.title)}}}",
            "url": self.address,
            "language": _tex(self.language),
        }
        if self.published:
            fields |= {
                "year": str(self.published.year),
                "month": str(self.published.month),
                "date": self.published.isoformat(),
                "version": str(self.version),
            }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        return f"@misc{{{self.key},\n{lines}}}\n"

    def csl(self) -> dict[str, Any]:
        """Return the item as CSL-JSON has it, for Zotero, Mendeley and pandoc."""
        item: dict[str, Any] = {
            "id": self.key,
            "type": "webpage",
            "title": self.title,
            "author": [{"literal": self.publisher}],
            "container-title": self.publisher,
            "URL": self.address,
            "language": self.language,
        }
        if self.published:
            day = [self.published.year, self.published.month, self.published.day]
            item |= {"issued": {"date-parts": [day]}, "version": str(self.version)}
        return item


def citation_of(claim: Claim, verdict: Verdict | None, *, publisher: str, address: str) -> Citation:
    """Return how to cite the claim at ``address`` with the verdict that stands, if one does."""
    published_at = verdict.published_at if verdict else None
    return Citation(
        key=f"claim{claim.pk}" + (f"v{verdict.version}" if verdict else ""),
        title=_one_line(claim.statement),
        publisher=_one_line(publisher),
        address=address,
        language=claim.language,
        version=verdict.version if verdict else 0,
        published=published_at.date() if published_at else None,
    )


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().rstrip(".")


def _tex(text: str) -> str:
    return "".join(TEX_SIGNS.get(sign, sign) for sign in text)
