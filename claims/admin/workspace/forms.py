"""What the workspace asks for: the claim's wording, the verdict, inquiries, and what similar claims are."""

from typing import Any, ClassVar, TypeVar

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from claims.admin.verdict_form import EvidenceChoice
from claims.enums import MatchDecision
from claims.models import Appearance, Claim, Claimant, Evidence, Rating, Topic, Verdict
from claims.rules import MESSAGES
from sources.admin.forms import DeskForm
from sources.enums import Publication

M = TypeVar("M", bound=Model)
SHORT = Claim._meta.get_field("short_statement").max_length
NOTHING_YET = "new"  # the version of a row that is not stored yet


def day() -> forms.DateInput:
    """Return a field in which browsers offer a calendar."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def area(rows: int) -> forms.Textarea:
    """Return a field of some lines."""
    return forms.Textarea(attrs={"rows": rows})


class WorkspaceForm(DeskForm[M]):
    """A form of the workspace; the version that it has seen counts the rows linked to its own."""

    words = MESSAGES
    linked: ClassVar[str] = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Remember which version the editor had before them, which the check of it replaces."""
        super().__init__(*args, **kwargs)
        self.seen_by_editor = str(self.data.get(self.add_prefix("seen"), ""))

    def version_of_row(self) -> str:
        """Return when the row last changed and what is linked to it, so that a tick of somebody else counts."""
        if not self.instance.pk:
            return NOTHING_YET
        linked = sorted(getattr(self.instance, self.linked).values_list("pk", flat=True))
        # The row as it was read: what is typed stands on the instance by now, but not when it last changed.
        return f"{super().version_of_row()}|{','.join(map(str, linked))}"


class WordingForm(WorkspaceForm[Claim]):
    """The claim itself, and who works on it."""

    linked = "topics"
    prefix = "claim"

    about = forms.ModelMultipleChoiceField(
        Topic.objects.all(), label=_("Topics"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Claim
        fields = (
            "statement", "short_statement", "language", "kind", "speaks_of", "context", "lead_appearance", "assignee",
            "priority", "note",
        )  # fmt: skip
        widgets: ClassVar[dict[str, Any]] = {
            "statement": area(3), "context": area(3), "note": area(3),
            "short_statement": forms.TextInput(attrs={"data-count": SHORT}),
        }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the claim's own topics and appearances, and people of the desk."""
        super().__init__(*args, **kwargs)
        self.initial["about"] = list(self.instance.topics.all())
        own = Appearance.objects.filter(claim=self.instance.pk).not_withdrawn()
        self.offer("lead_appearance", own.select_related("claimant", "passage"))
        self.offer("assignee", User.objects.filter(is_staff=True, is_active=True).order_by("username"))

    def offer(self, field: str, rows: QuerySet[Any]) -> None:
        """Let ``field`` choose among ``rows``."""
        self.fields[field].queryset = rows  # type: ignore[attr-defined]  # a field of rows


class RatingChoice(forms.ModelChoiceField[Rating]):
    """Ratings by their label alone: the definition stands beside."""

    def label_from_instance(self, obj: Rating) -> str:
        """Name the step, with its number where it has one."""
        return f"{obj.shown_label} ({obj.value})" if obj.value else obj.shown_label


class VerdictDraftForm(WorkspaceForm[Verdict]):
    """A version in work: ratings and evidence are those that fit its claim."""

    linked = "evidence"
    prefix = "verdict"

    rating = RatingChoice(
        Rating.objects.none(), label=_("Rating"), required=False, widget=forms.RadioSelect, empty_label=None
    )
    relied_on = EvidenceChoice(
        Evidence.objects.none(), label=_("Evidence"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Verdict
        fields = (
            "title", "rating", "summary", "rationale", "evidence_until", "review_by", "change_kind", "change_note",
        )  # fmt: skip
        widgets: ClassVar[dict[str, Any]] = {
            "summary": area(4), "rationale": area(14), "change_note": area(3), "evidence_until": day(),
            "review_by": day(),
        }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer what fits the claim."""
        super().__init__(*args, **kwargs)
        claim = self.instance.claim
        serving = Q(scale__kinds__contains=[claim.kind], retired_at__isnull=True) | Q(pk=self.instance.rating_id)
        rating: Any = self.fields["rating"]
        rating.queryset = Rating.objects.filter(serving).select_related("scale").order_by("scale", "position")
        relied_on: Any = self.fields["relied_on"]
        relied_on.queryset = Evidence.objects.filter(claim=claim).exclude(status=Publication.WITHDRAWN)
        if self.instance.pk:
            self.initial["relied_on"] = list(self.instance.evidence.values_list("pk", flat=True))

    @property
    def ticked(self) -> set[str]:
        """Return the ids of the evidence that is ticked, as they stand in the page."""
        return {str(getattr(one, "pk", one)) for one in self["relied_on"].value() or ()}

    def clean(self) -> dict[str, Any] | None:
        """Want an explanation along with the kind of change, as early as it can be said."""
        cleaned = super().clean()
        if self.cleaned_data.get("change_kind") and not self.cleaned_data.get("change_note"):
            self.add_error("change_note", _now("Say to readers what changed and why."))
        return cleaned


class InquiryForm(forms.Form):
    """Whom we asked, or why nobody was."""

    prefix = "inquiry"

    addressee = forms.ModelChoiceField(Claimant.objects.none(), label=_("Addressee"), empty_label=_("Choose"))
    asked_at = forms.DateTimeField(
        label=_("Asked at"), required=False,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )  # fmt: skip
    deadline = forms.DateTimeField(
        label=_("Deadline"), required=False,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )  # fmt: skip
    reason_not_asked = forms.CharField(label=_("Or why they were not asked"), required=False, widget=area(2))
    is_public = forms.BooleanField(label=_("Readers see it"), required=False)

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        """Offer whoever speaks in the claim's appearances, or relays one."""
        super().__init__(*args, **kwargs)
        speaking = Appearance.objects.not_withdrawn().filter(claim=claim)
        addressee: Any = self.fields["addressee"]
        addressee.queryset = Claimant.objects.filter(
            Q(appearances__in=speaking) | Q(pk__in=speaking.values("steps__claimant"))
        ).distinct()

    def clean(self) -> dict[str, Any] | None:
        """Want exactly one of the two, as the table does."""
        cleaned = super().clean()
        asked, reason = self.cleaned_data.get("asked_at"), self.cleaned_data.get("reason_not_asked")
        if bool(asked) == bool(reason) and "asked_at" not in self.errors:
            raise ValidationError(MESSAGES["inquiry_asked_or_reason"], code="inquiry_asked_or_reason")
        return cleaned


class ReplyForm(forms.Form):
    """What came back."""

    answer = forms.CharField(label=_("Answer"), widget=area(3))
    is_public = forms.BooleanField(label=_("Readers see it"), required=False)


class PairForm(forms.Form):
    """What another claim is to this one."""

    other = forms.ModelChoiceField(Claim.objects.unmerged())
    decision = forms.ChoiceField(choices=[one for one in MatchDecision.choices if one[0] != MatchDecision.UNDECIDED])
