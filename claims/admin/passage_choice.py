"""Where a claim or a piece of evidence stands: a known passage, or an article and a pasted quote."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sources.actions.passage import anchor_passage
from sources.admin.quote import QuoteFields, pasted_start
from sources.models import Article, ArticleText, Passage


def article_field(*, required: bool = False) -> "forms.ModelChoiceField[Article]":
    """Return a field that finds an article by typing."""
    widget = AutocompleteSelect(ArticleText._meta.get_field("article"), admin.site)
    return forms.ModelChoiceField(
        Article.objects.select_related("current_text"), label=_("Article"), required=required, widget=widget,
        help_text=_("The article that the quote is pasted from."),
    )  # fmt: skip


class PassageChoice(QuoteFields):
    """Fields ``passage`` or ``article`` + ``quote``; a pasted quote wins over the passage that was there."""

    pasted_at: tuple[ArticleText, int] | None = None

    def clean(self) -> dict[str, Any] | None:
        """Find the pasted quote in the article's current text."""
        cleaned = super().clean()
        if self.cleaned_data.get("quote"):
            self._refuse_two_choices()
            text = self._text()
            self.pasted_at = (text, pasted_start(self.cleaned_data, text.content))
        return cleaned

    def _refuse_two_choices(self) -> None:
        if "passage" in self.changed_data and self.cleaned_data.get("passage"):
            raise ValidationError({"quote": _now("Choose a passage or paste a quote, not both.")})

    def _text(self) -> ArticleText:
        article = self.cleaned_data.get("article")
        if article is None:
            raise ValidationError({"article": _now("Say which article the quote is pasted from.")})
        if article.current_text is None:
            raise ValidationError({"article": _now("This article has no text yet. Add its text, then quote from it.")})
        return article.current_text  # type: ignore[no-any-return]  # cleaned_data has no types

    def chosen_passage(self, by: User) -> Passage | None:
        """Return the passage that was chosen, or anchor the pasted quote in the name of ``by``."""
        if self.pasted_at is None:
            return self.cleaned_data.get("passage")
        text, start = self.pasted_at
        return anchor_passage(text=text, exact=self.cleaned_data["quote"], start=start, by=by)
