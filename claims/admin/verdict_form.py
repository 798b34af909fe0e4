"""The form of a verdict: what its author writes, and what the verdict relies on."""

from collections import defaultdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, Evidence, Rating, Verdict
from sources.admin.forms import DeskForm
from sources.enums import Publication


class EvidenceChoice(forms.ModelMultipleChoiceField[Evidence]):
    """Pieces of evidence, told apart by what they say."""

    def label_from_instance(self, obj: Evidence) -> str:
        """Name stance, source, place and whether it waits for approval."""
        place = f" “{obj.passage}”" if obj.passage else f" ({obj.locator})" if obj.locator else ""
        waits = "" if obj.status == Publication.PUBLIC else f" [{obj.get_status_display()}]"
        return f"{obj.get_stance_display()}: {obj.article}, {obj.article.outlet}{place}{waits}"


class VerdictForm(DeskForm[Verdict]):
    """A version in work; ratings and evidence are those that fit its claim."""

    relied_on = EvidenceChoice(
        Evidence.objects.none(), label=_("Evidence"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer what fits the claim, as far as it is known by now."""
        super().__init__(*args, **kwargs)
        claim = self.claim_of_form()
        if "rating" in self.fields:
            self.fields["rating"].choices = grouped_ratings(claim, self.instance.rating_id)  # type: ignore[attr-defined]
        if claim and "relied_on" in self.fields:
            fitting = Evidence.objects.filter(claim=claim).exclude(status=Publication.WITHDRAWN)
            choice: Any = self.fields["relied_on"]
            choice.queryset = fitting.select_related("article__outlet", "passage")
        if self.instance.pk:
            self.initial["relied_on"] = list(self.instance.evidence.all())

    def claim_of_form(self) -> Claim | None:
        """Return the claim that was chosen, if one was."""
        if self.instance.pk:
            return self.instance.claim
        chosen = str(self.data.get(self.add_prefix("claim")) or self.initial.get("claim") or "")
        return Claim.objects.filter(pk=chosen).first() if chosen.isdecimal() else None

    def clean(self) -> dict[str, Any] | None:
        """Want an explanation of a later version before it is submitted, as early as it can be said."""
        cleaned = super().clean()
        if self.cleaned_data.get("change_kind") and not self.cleaned_data.get("change_note"):
            raise ValidationError({"change_note": _now("Say to readers what changed and why.")})
        return cleaned


def grouped_ratings(claim: Claim | None, current: int | None) -> list[Any]:
    """Return the ratings in use that serve the claim's kind, a group a scale; ``current`` stays on offer."""
    ratings = Rating.objects.select_related("scale").filter(Q(retired_at__isnull=True) | Q(pk=current))
    if claim:
        ratings = ratings.filter(scale__kinds__contains=[claim.kind])
    groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for rating in ratings:
        number = f" ({rating.value})" if rating.value else ""
        groups[rating.scale.shown_name].append(
            (rating.pk, f"{rating.shown_label}{number}: {rating.shown_definition[:80]}")
        )
    return [("", "---------"), *groups.items()]
