"""Merging claims at the desk: choose the target, look at what moves, then do it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.actions.merge import OPPOSITE_EVIDENCE, OPPOSITE_STANCE, movable_reviews
from claims.enums import EvidenceStance, Stance
from claims.models import Appearance, Claim, ClaimMatch


class MergeForm(forms.Form):
    """The claim that stays, and whether it says the opposite."""

    into = forms.ModelChoiceField(
        Claim.objects.unmerged(),
        label=_("Merge into"),
        widget=AutocompleteSelect(ClaimMatch._meta.get_field("first"), admin.site),
        help_text=_("The claim that stays."),
    )
    is_opposite = forms.BooleanField(
        label=_("It says the opposite"),
        required=False,
        help_text=_(
            "Then whoever asserts this claim denies that one, and what supports this one contradicts that one."
        ),
    )


@dataclass(frozen=True)
class Move:
    """One row that follows the merge, and the stance that it takes."""

    row: Any
    before: str
    after: str


def merge_preview(request: HttpRequest, claim: Claim, posted: forms.Form) -> dict[str, Any]:
    """Return what the merge chosen in the address would move, or that in ``posted``, with its errors."""
    form = posted if request.method == "POST" else MergeForm(request.GET if "into" in request.GET else None)
    if "into" not in getattr(form, "cleaned_data", {}) and not form.is_valid():
        return {"form": form}
    into, is_opposite = form.cleaned_data["into"], form.cleaned_data["is_opposite"]
    return {
        "form": form,
        "into": into,
        "is_opposite": is_opposite,
        "moves": moves(claim, into, is_opposite=is_opposite),
    }


def moves(claim: Claim, into: Claim, *, is_opposite: bool) -> list[Move]:
    """Return what ``claim`` hands on: appearances and evidence with the stances that they will take, and reviews."""
    appearances = Appearance.objects.filter(claim=claim).select_related("claimant", "passage")
    evidence = claim.evidence.select_related("article")
    reviews = () if is_opposite else movable_reviews(claim, into).select_related("publisher")
    return [
        *(Move(row, *_stances(row, Stance, OPPOSITE_STANCE, is_opposite)) for row in appearances),
        *(Move(row, *_stances(row, EvidenceStance, OPPOSITE_EVIDENCE, is_opposite)) for row in evidence),
        *(Move(row, "", "") for row in reviews),
    ]


def _stances(row: Any, kinds: Any, opposite: dict[Any, Any], is_opposite: bool) -> tuple[str, str]:
    stance = kinds(row.stance)
    return str(stance.label), str((opposite.get(stance, stance) if is_opposite else stance).label)
