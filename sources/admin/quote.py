"""Pasting a quote: the words themselves, and what stands around them where they stand more than once."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sources.quotes import QuoteError, anchor, find

AROUND = 40  # characters shown on either side of a possible place


@dataclass(frozen=True)
class Place:
    """One place where a quote stands, with enough around it to tell it from the others."""

    start: int
    before: str
    after: str


def places(content: str, exact: str) -> list[Place]:
    """Return every place of ``content`` where ``exact`` stands."""
    return [
        Place(start, content[max(0, start - AROUND) : start], content[start + len(exact) :][:AROUND])
        for start in find(content, exact)
    ]


def start_of(content: str, exact: str, before: str = "", after: str = "") -> int:
    """Return where the quote starts, with ``before`` and ``after`` beside it; blank space between does not count.

    Raises ``ValidationError`` that lists the places where it stands more than once.
    """
    if not find(content, exact):
        try:
            anchor(content, exact)
        except QuoteError as error:
            raise ValidationError({"quote": str(error)}) from error
    fitting = [
        start
        for start in find(content, exact)
        if content[:start].rstrip().endswith(before.strip())
        and content[start + len(exact) :].lstrip().startswith(after.strip())
    ]
    if len(fitting) == 1:
        return fitting[0]
    listed = [f"…{place.before}[{exact[:AROUND]}]{place.after}…" for place in places(content, exact)]
    message = (
        _now("The quote stands in more than one place. Give some words before or after it:")
        if fitting
        else _now("The quote stands in the text, but not between these words. Here it does:")
    )
    raise ValidationError({"before": [message, *listed]})


class QuoteFields(forms.Form):
    """The three fields in which a quote is pasted."""

    quote = forms.CharField(
        label=_("Quote"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text=_("Paste it from the text, exactly: with its quotation marks, spaces and capitals."),
    )
    before = forms.CharField(
        label=_("Words before it"),
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("Only where the quote stands more than once in the text."),
    )
    after = forms.CharField(
        label=_("Words after it"), required=False, widget=forms.TextInput(attrs={"class": "vTextField"})
    )

    def clean_quote(self) -> str:
        """Return the quote with plain line ends, as texts are stored."""
        return str(self.cleaned_data["quote"]).replace("\r\n", "\n")


def pasted_start(cleaned: dict[str, Any], content: str) -> int:
    """Return where the quote of a cleaned form starts in ``content``; raises ``ValidationError``."""
    return start_of(content, cleaned["quote"], cleaned.get("before", ""), cleaned.get("after", ""))
