"""What the desk asks of a file of others' fact-checks or annotations, and of the labels in it."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.actions.import_file import ANNOTATIONS, BUNDLE
from claims.interchange.imports.labels import Key, LabelCount
from claims.interchange.imports.presets import PRESETS
from claims.interchange.imports.row import MEANINGS
from claims.models import Rating
from sources.models import Article

LARGEST = 20 * 2**20  # bytes
SHAPES = [
    ("", gettext_lazy("By its ending: CSV, TSV, JSON, JSON Lines, ClaimReview or DataFeed")),
    ("liar", "LIAR"),
    ("multifc", "MultiFC"),
    ("claimskg", "ClaimsKG"),
    ("checkthat", "CheckThat! 2020"),
    ("averitec", "AVeriTeC"),
    ("fever", "FEVER"),
    ("politifact", "PolitiFact Fact Check Dataset"),
    ("xfact", "X-Fact"),
    (ANNOTATIONS, gettext_lazy("Annotations: Hypothesis, Recogito, W3C JSON-LD")),
    (BUNDLE, gettext_lazy("Bundle: the folder that dump_bundle writes, as .zip (administrators)")),
]
# Of spreadsheets and old data sets; what else there is, manage.py import_claims reads.
ENCODINGS = [
    ("", gettext_lazy("UTF-8 or UTF-16")),
    *((name, name) for name in ("windows-1251", "windows-1252", "iso-8859-1", "iso-8859-2", "koi8-r", "gb18030")),
]
DATES = [
    ("", gettext_lazy("As 2018-07-16, 16.7.2018 or in English words")),
    *((form, datetime.date(2018, 7, 16).strftime(form)) for form in ("%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y")),
]
assert {shape for shape, _label in SHAPES} - {"", ANNOTATIONS, BUNDLE} <= set(PRESETS)  # noqa: S101  # a list of our own


class ImportFileForm(forms.Form):
    """The file, and what it does not say itself."""

    file = forms.FileField(label=gettext_lazy("File"))
    shape = forms.ChoiceField(label=gettext_lazy("What it is"), choices=SHAPES, required=False)
    columns = forms.CharField(
        label=gettext_lazy("Columns"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField", "placeholder": "statement=claim_text"}),
        help_text=gettext_lazy("Only where they are called otherwise: one MEANING=COLUMN a line. Meanings: ")
        + ", ".join(MEANINGS),
    )
    source = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}\Z",
        label=gettext_lazy("Name of the data set"),
        required=False,
        help_text=gettext_lazy("Needed where the rows have ids: letters, digits, dots and hyphens."),
    )
    language = forms.CharField(
        label=gettext_lazy("Language"), required=False, max_length=35,
        help_text=gettext_lazy("Of rows that do not say theirs: a BCP 47 tag, such as en."),
    )  # fmt: skip
    site = forms.CharField(
        label=gettext_lazy("Publisher's host"), required=False, max_length=253,
        help_text=gettext_lazy("Only where it is not that of the reviews' addresses."),
    )  # fmt: skip
    dates = forms.ChoiceField(label=gettext_lazy("Days"), choices=DATES, required=False)
    encoding = forms.ChoiceField(label=gettext_lazy("Letters"), choices=ENCODINGS, required=False)
    article = forms.IntegerField(
        label=gettext_lazy("Article"), required=False, min_value=1,
        help_text=gettext_lazy("Of annotations that name no page: the article's number."),
    )  # fmt: skip

    def clean_file(self) -> Any:
        """Refuse what is too large to be looked at while an editor waits."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 20 MB. Use manage.py import_claims for it."))
        return file

    def clean_columns(self) -> dict[str, str]:
        """Return the column of each meaning."""
        lines = [line.strip() for line in self.cleaned_data["columns"].splitlines() if line.strip()]
        if any("=" not in line for line in lines):
            raise forms.ValidationError(_("Write each line as MEANING=COLUMN, such as statement=claim_text."))
        return {meaning.strip(): column.strip() for meaning, _sign, column in (line.partition("=") for line in lines)}

    def clean_article(self) -> int | None:
        """Refuse an article that there is not."""
        number: int | None = self.cleaned_data["article"]
        if number and not Article.objects.filter(pk=number).exists():
            raise forms.ValidationError(_("There is no article of this number."))
        return number

    def options(self) -> dict[str, Any]:
        """Return how the file is to be read, as it is kept beside the file."""
        return {name: value for name, value in self.cleaned_data.items() if name != "file" and value}


class RatingField(forms.ModelChoiceField[Rating]):
    """One of our ratings; several scales have one of the same name."""

    def label_from_instance(self, obj: Rating) -> str:
        """Name the scale too."""
        return f"{obj} ({obj.scale})"


class LabelsForm(forms.Form):
    """What each label means: filled with what was confirmed before, else with a guess."""

    def __init__(self, data: Any, counts: list[LabelCount], confirmed: dict[Key, int | None]) -> None:
        """Ask for each of the labels."""
        super().__init__(data)
        self.counts = counts
        ratings = Rating.objects.in_use().select_related("scale").order_by("scale", "position")
        guesses = {rating.external_id: rating.pk for rating in ratings}
        for number, one in enumerate(counts):
            self.fields[f"label-{number}"] = RatingField(
                ratings, required=False, empty_label=_("no rating"),
                initial=confirmed.get(one.key, guesses.get(one.guess)),
                label=f"{one.domain}: {one.label}",
            )  # fmt: skip

    def rows(self) -> list[tuple[LabelCount, forms.BoundField]]:
        """Return each label beside its field."""
        return [(one, self[f"label-{number}"]) for number, one in enumerate(self.counts)]

    def table(self) -> dict[Key, Rating | None]:
        """Return what the editor confirmed."""
        return {(one.domain, one.label): self.cleaned_data[f"label-{number}"] for number, one in enumerate(self.counts)}
