"""The forms of taking articles in: where they come from, where each begins, and how each is cited."""

from typing import Any
from urllib.parse import urlencode, urlsplit

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, AutocompleteSelect, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sources.actions.capture import LARGEST
from sources.admin.forms import LinesField
from sources.enums import ArticleKind, Extent
from sources.interchange.reading import LONGEST
from sources.models import Article, ArticleText, Outlet
from sources.models.fields import validate_edtf

WIDE = {"class": "vLargeTextField"}


class IntakeForm(forms.Form):
    """An address, a file or the text itself; the address may stand beside the others as where they were found."""

    url = forms.CharField(
        label=_("Address"),
        required=False,
        widget=forms.TextInput(attrs={**WIDE, "inputmode": "url", "placeholder": "https://"}),
        help_text=_(
            "Alone, the page is fetched from there. Beside a file or a text it says where that was found, and nothing "
            "is fetched."
        ),
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".txt,.html,.htm,.pdf,text/plain,text/html,application/pdf"}),
        help_text=_("Plain text, HTML or PDF, at most 20 megabytes."),
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={**WIDE, "rows": 14}),
        help_text=_("Headline included, exactly as published."),
    )
    article = forms.ModelChoiceField(Article.objects.all(), required=False, widget=forms.HiddenInput)

    def clean_file(self) -> Any:
        """Refuse a file that is too large before it is read."""
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST:
            raise ValidationError(
                _now("The file is larger than %(size)d megabytes. Upload the pages that matter, or paste the text.")
                % {"size": LARGEST // 1_000_000}
            )
        return file

    def clean(self) -> dict[str, Any] | None:
        """Want one source of the text."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        has_file, has_text = bool(self.cleaned_data.get("file")), bool(self.cleaned_data["text"].strip())
        if has_file and has_text:
            raise ValidationError({"text": _now("Give a file or a text, not both.")})
        if not (has_file or has_text or self.cleaned_data["url"].strip()):
            raise ValidationError(_now("Give an address, choose a file, or paste the text."))
        return cleaned

    @property
    def way(self) -> str:
        """Return the name of the field that the text comes by."""
        if self.cleaned_data.get("file"):
            return "file"
        return "text" if self.cleaned_data.get("text", "").strip() else "url"


class NewOutlet(RelatedFieldWidgetWrapper):
    """The choice of an outlet, whose button for a new one knows the domain already."""

    domain = ""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Hand the domain to the form of a new outlet."""
        context = super().get_context(name, value, attrs)
        if self.domain:
            known = urlencode({"domain": self.domain, "name": self.domain, "kind": "site"})
            context["url_params"] = f"{context['url_params']}&{known}"
        return context


class SharedForm(forms.Form):
    """What all stories of a page have in common, or the article whose newer text it is."""

    version_of = forms.ModelChoiceField(
        Article.objects.all(),
        label=_("Newer text of"),
        required=False,
        widget=AutocompleteSelect(ArticleText._meta.get_field("article"), admin.site),
        help_text=_(
            "Leave it empty for new articles. Of an article that is here already the older text is kept; quotes and "
            "marks follow where their exact words stand in the newer one, the others are orphaned for you to decide."
        ),
    )
    outlet = forms.ModelChoiceField(
        Outlet.objects.all(),
        required=False,
        label=_("Outlet"),
        widget=NewOutlet(
            AutocompleteSelect(Article._meta.get_field("outlet"), admin.site),
            Article._meta.get_field("outlet").remote_field,
            admin.site,
            can_add_related=True,
        ),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=ArticleKind.choices, initial=ArticleKind.NEWS, required=False)
    language = forms.CharField(
        label=_("Language"), required=False, max_length=35, help_text=_("A BCP 47 tag, such as en or ru.")
    )
    extent = forms.ChoiceField(label=_("The text is"), choices=Extent.choices, initial=Extent.FULL, required=False)

    def clean(self) -> dict[str, Any] | None:
        """Want an outlet for new articles."""
        cleaned = super().clean()
        if not self.cleaned_data.get("version_of") and not self.cleaned_data.get("outlet"):
            self.add_error("outlet", _now("Choose the outlet that published it, or make a new one."))
        return cleaned


class StoryForm(forms.Form):
    """One story's own part of its citation."""

    title = forms.CharField(label=_("Title"), required=False, widget=forms.TextInput(attrs=WIDE))
    byline = LinesField(
        forms.CharField(), label=_("Byline"), required=False, widget=AdminTextareaWidget(attrs={"rows": 2})
    )
    published = forms.CharField(
        label=_("Published"), required=False, max_length=64, validators=[validate_edtf],
        help_text=_("As far as it is known, as EDTF: 2018-07-16, 2018-07, 2018-06-28/2018-07-15."),
    )  # fmt: skip
    url = forms.CharField(label=_("Address"), required=False, widget=forms.TextInput(attrs=WIDE))


def domain_of(url: str) -> str:
    """Return the domain of a URL as outlets have it, empty if it has none."""
    host = urlsplit(url).hostname or "" if url.startswith(("http://", "https://")) else ""
    host = host.removeprefix("www.")
    return host if "." in host else ""


def outlet_of(url: str) -> Outlet | None:
    """Return the outlet whose domain the URL is in, the closest one."""
    parts = domain_of(url).split(".")
    domains = [".".join(parts[first:]) for first in range(len(parts) - 1)]
    found = {outlet.domain: outlet for outlet in Outlet.objects.filter(domain__in=domains)}
    return next((found[domain] for domain in domains if domain in found), None)
