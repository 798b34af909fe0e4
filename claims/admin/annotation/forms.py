"""What the annotation screen sends: each form is shown on the page and reads the same fields from JSON."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from claims.actions.annotation import NewClaim, NewClaimant, Selection
from claims.admin.annotation.fields import ArticleField, SpeakerField, StepsField
from claims.enums import ClaimantKind, ClaimKind, EvidenceStance, Fidelity, Manner, Stance
from claims.models import Affiliation, Appearance, Claim, Claimant
from sources.enums import Decision, MarkKind
from sources.models import ArticleText, Mark, Outlet
from sources.models.base import EXTERNAL_ID
from sources.models.fields import validate_edtf
from sources.models.passage import LONGEST_QUOTE

SHORT = Claim._meta.get_field("short_statement").max_length
NAME = Claimant._meta.get_field("name").max_length
OCCASION = Appearance._meta.get_field("occasion").max_length
SAID = Appearance._meta.get_field("said").max_length
TAG = Claim._meta.get_field("language").max_length
NAMEABLE = [kind for kind in ClaimantKind.choices if kind[0] != ClaimantKind.OUTLET]


def area(rows: int) -> forms.Textarea:
    """Return a field of some lines."""
    return forms.Textarea(attrs={"rows": rows})


class SelectionForm(forms.Form):
    """The selected words with their place; the text is of the article that the screen shows."""

    text = forms.IntegerField()
    exact = forms.CharField(strip=False, max_length=LONGEST_QUOTE)
    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=1)
    # What the page calls the row that it asks for: sent again after a lost answer, it is made once.
    once = forms.CharField(required=False, max_length=64, validators=[EXTERNAL_ID])

    def __init__(self, *args: Any, texts: Any, **kwargs: Any) -> None:
        """Look for the selection in ``texts``, a query of the article's texts."""
        super().__init__(*args, **kwargs)
        self.texts = texts

    def clean_text(self) -> ArticleText:
        """Return the text that was on the screen."""
        text: ArticleText | None = self.texts.filter(pk=self.cleaned_data["text"]).first()
        if text is None:
            raise ValidationError(_now("This text is not one of the article. Reload the page."))
        return text

    def clean(self) -> dict[str, Any] | None:
        """Want offsets that agree with the words."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        exact, start, end = (self.cleaned_data[name] for name in ("exact", "start", "end"))
        if end - start != len(exact):
            raise ValidationError(_now("The place and the words of the selection do not agree. Select it again."))
        return cleaned

    @property
    def name(self) -> dict[str, str]:
        """Return the external id of the row to be made, where the page gave one."""
        return {"external_id": self.cleaned_data["once"]} if self.cleaned_data["once"] else {}

    @property
    def selection(self) -> Selection:
        """Return what was selected, once the form is valid."""
        return Selection(self.cleaned_data["text"], self.cleaned_data["exact"], self.cleaned_data["start"])


class ClaimForm(SelectionForm):
    """A known claim, or the wording of a new one."""

    claim = forms.ModelChoiceField(Claim.objects.unmerged(), required=False, widget=forms.HiddenInput)
    statement = forms.CharField(
        label=_("Statement"), required=False, widget=area(3),
        help_text=_("Stands alone: no “he”, no “yesterday”; names the period and the place."),
    )  # fmt: skip
    short_statement = forms.CharField(label=_("Short statement"), required=False, max_length=SHORT)
    kind = forms.ChoiceField(label=_("Kind"), choices=ClaimKind.choices, required=False)
    language = forms.CharField(label=_("Language"), required=False, max_length=TAG)

    def clean(self) -> dict[str, Any] | None:
        """Want one of the two."""
        cleaned = super().clean()
        if self.cleaned_data.get("claim") or "claim" in self.errors:
            return cleaned
        for name in ("statement", "short_statement", "kind", "language"):
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, _now("Choose a claim, or word a new one."))
        return cleaned

    @property
    def what(self) -> Claim | NewClaim:
        """Return the claim, once the form is valid."""
        typed = self.cleaned_data
        known: Claim | None = typed["claim"]
        if known:
            return known
        return NewClaim(typed["statement"], typed["short_statement"], ClaimKind(typed["kind"]), typed["language"])


class AppearanceForm(ClaimForm):
    """Who says the claim, how, when, and who relays it."""

    claimant = SpeakerField(required=False, widget=forms.HiddenInput)
    claimant_name = forms.CharField(label=_("Name"), required=False, max_length=NAME)
    claimant_kind = forms.ChoiceField(label=_("Who it is"), choices=NAMEABLE, required=False)
    affiliation = forms.ModelChoiceField(
        Affiliation.objects.all(), label=_("Role on that day"), required=False, widget=forms.Select(choices=())
    )
    stance = forms.ChoiceField(label=_("Stance"), choices=Stance.choices)
    manner = forms.ChoiceField(label=_("Manner"), choices=Manner.choices)
    fidelity = forms.ChoiceField(
        label=_("Fidelity"), choices=Fidelity.choices, required=False, initial=Fidelity.UNKNOWN
    )
    original_wording = forms.CharField(label=_("Original wording"), required=False, widget=area(2))
    original_article = ArticleField(
        label=_("Article with the original wording"), required=False,
        widget=forms.TextInput(attrs={"list": "originals", "autocomplete": "off"}),
        help_text=_("Its number, such as #12, or its address. What this article was made from is offered."),
    )  # fmt: skip
    said = forms.CharField(
        label=_("Said"), required=False, max_length=SAID, validators=[validate_edtf],
        help_text=_("As far as known: 2018-07-16, 2018-07, 2018-06-28/2018-07-15."),
    )  # fmt: skip
    occasion = forms.CharField(label=_("Where, on what occasion"), required=False, max_length=OCCASION)
    steps = StepsField(label=_("Attribution"), required=False)

    def clean(self) -> dict[str, Any] | None:
        """Want somebody who says it."""
        cleaned = super().clean()
        typed = self.cleaned_data
        if not typed.get("claimant") and not typed.get("claimant_name") and "claimant" not in self.errors:
            self.add_error("claimant", _now("Say who makes the claim: choose somebody, or name somebody new."))
        return cleaned

    @property
    def who(self) -> Claimant | NewClaimant | Outlet:
        """Return the claimant, once the form is valid."""
        known: Claimant | Outlet | None = self.cleaned_data["claimant"]
        if known:
            return known
        kind = self.cleaned_data["claimant_kind"] or ClaimantKind.PERSON
        return NewClaimant(self.cleaned_data["claimant_name"], ClaimantKind(kind))

    @property
    def manner_of_saying(self) -> dict[str, Any]:
        """Return the further columns of the appearance."""
        names = ("affiliation", "original_wording", "original_article", "said", "occasion")
        fidelity = self.cleaned_data["fidelity"] or Fidelity.UNKNOWN
        return {"fidelity": fidelity, **{name: self.cleaned_data[name] for name in names}}


class EvidenceForm(ClaimForm):
    """What the passage does to the claim."""

    stance = forms.ChoiceField(label=_("What it does to the claim"), choices=EvidenceStance.choices)
    comment = forms.CharField(
        label=_("Comment"), required=False, widget=area(3), help_text=_("In our own words: what it shows.")
    )
    is_primary = forms.BooleanField(label=_("Primary source"), required=False)


class MarkForm(SelectionForm):
    """Why the words are not the author's, and who put them there."""

    kind = forms.ChoiceField(label=_("Kind"), choices=MarkKind.choices)
    inserted_by = SpeakerField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(label=_("Note"), required=False, widget=area(2))

    def clean_inserted_by(self) -> Outlet | None:
        """Take outlets alone, also as the claimants that stand for them."""
        found: Claimant | Outlet | None = self.cleaned_data["inserted_by"]
        outlet = found.outlet if isinstance(found, Claimant) else found
        if found is not None and outlet is None:
            raise ValidationError(_now("Only an outlet inserts: choose one, or leave it open."))
        return outlet


class ReanchorForm(forms.Form):
    """Where an orphaned quote stands by an editor's judgement."""

    passage = forms.IntegerField()
    exact = forms.CharField(strip=False, max_length=LONGEST_QUOTE)
    start = forms.IntegerField(min_value=0)


class DecisionForm(forms.Form):
    """What an editor says of a suggested mark."""

    mark = forms.ModelChoiceField(Mark.objects.all())
    decision = forms.ChoiceField(choices=[one for one in Decision.choices if one[0] != Decision.SUGGESTED])


class UndoForm(forms.Form):
    """The receipt for what was done last."""

    receipt = forms.CharField(max_length=4000)
