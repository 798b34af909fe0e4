"""Passages at the desk: quotes anchored in texts, and the way back for those that lost their anchor."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from claims.actions.reanchor import reanchor_passage
from claims.admin.claim_rows import AppearanceListing, EvidenceListing
from claims.admin.desk import ClaimDesk
from sources.actions.passage import anchor_passage
from sources.admin.forms import DeskForm
from sources.admin.quote import QuoteFields, pasted_start, places
from sources.admin.verbs import Verb
from sources.models import Passage


class PassageForm(QuoteFields, DeskForm[Passage]):
    """A new passage: the quote is pasted from the text."""

    def clean(self) -> dict[str, Any] | None:
        """Find the pasted quote in the text."""
        cleaned = super().clean()
        text = self.cleaned_data.get("text")
        if text is None:
            return cleaned
        if text.article.current_text_id != text.pk:
            raise ValidationError({"text": _now("This is an older text. Quote from the current one of this article.")})
        if not self.cleaned_data.get("quote"):
            raise ValidationError({"quote": _now("Paste the quote.")})
        self.instance.start = pasted_start(self.cleaned_data, text.content)
        return cleaned


class ReanchorForm(forms.Form):
    """Where the quote stands in the article's text of today."""

    start = forms.TypedChoiceField(label=_("It stands here"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: list[tuple[int, SafeString]], **kwargs: Any) -> None:
        """Offer the exact occurrences, and nothing that is merely similar."""
        super().__init__(*args, **kwargs)
        self.fields["start"].choices = choices  # type: ignore[attr-defined]  # a choice field


class IsOrphan(admin.SimpleListFilter):
    """Whether a passage stands in an older text of its article only."""

    title = _("anchor")
    parameter_name = "orphaned"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, Any]]:
        """Offer the answers."""
        return [
            ("no", _("in the current text")),
            ("yes", _("orphaned")),
            ("undecided", _("orphaned and not anchored anew")),
        ]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Passage]) -> QuerySet[Passage]:
        """Return the passages that the answer asks for."""
        if self.value() == "yes":
            return queryset.filter(pk__in=Passage.objects.orphaned())
        if self.value() == "undecided":
            return queryset.filter(pk__in=Passage.objects.undecided())
        return queryset.filter(text__article__current_text=F("text")) if self.value() == "no" else queryset


@admin.register(Passage)
class PassageAdmin(ClaimDesk[Passage]):
    """A quote anchored in a text."""

    form = PassageForm
    list_display = ("__str__", "article", "text_version", "is_anchored")
    list_filter = (IsOrphan, "text__extent", "text__article__kind")
    list_select_related = ("text__article",)
    date_hierarchy = "text__article__published_on"
    search_fields = ("exact", "text__article__title", "text__article__outlet__name")
    search_help_text = _("Words of the quote, title or outlet of the article")
    autocomplete_fields = ("text",)
    inlines = (AppearanceListing, EvidenceListing)
    readonly_fields = ("shown", "is_anchored", "start", "end", "reanchored_from", "external_id")
    verbs = (
        Verb(
            name="reanchor",
            label=_("Anchor anew"),
            done=_("The quote is anchored in the current text. What was approved waits there to be approved again."),
            permission="sources.add_passage",
            perform=lambda row, *, start, by: reanchor_passage(passage=row, exact=row.exact, start=start, by=by),
            offered=lambda row, _user: not is_anchored(row),
            form=ReanchorForm,
            template="desk/reanchor.html",
        ),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Passage | None = None) -> Any:
        """Ask for a quote, or show one."""
        if obj is None:
            return ((None, {"description": NEW, "fields": ("text", "quote", "before", "after")}),)
        fields = ("text", "shown", "is_anchored", "start", "end", "reanchored_from", "external_id")
        return ((None, {"description": NEVER_MOVES, "fields": fields}),)

    def get_inlines(self, request: HttpRequest, obj: Passage | None) -> Any:
        """List what rests on the passage once there is one."""
        return self.inlines if obj else ()

    def has_change_permission(self, _request: HttpRequest, _obj: Passage | None = None) -> bool:
        """Refuse: a passage never moves."""
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Passage | None = None) -> bool:
        """Refuse: what was quoted must stay."""
        return False

    def store(self, form: Any, formsets: Iterable[Any], *, by: User, change: bool) -> Passage:
        """Anchor the pasted quote."""
        row: Passage = form.instance
        return anchor_passage(text=row.text, exact=form.cleaned_data["quote"], start=row.start, by=by)

    def verb_form(self, verb: Verb[Passage], row: Passage, request: HttpRequest) -> forms.Form:
        """Offer the places in the current text where the quote stands."""
        data = request.POST if request.method == "POST" else None
        return ReanchorForm(data, choices=choices(row))

    @admin.display(description=_("article"))
    def article(self, passage: Passage) -> str:
        """Show where it stands."""
        return str(passage.text.article)

    @admin.display(description=_("version"))
    def text_version(self, passage: Passage) -> int:
        """Show in which version of the text it stands."""
        return passage.text.version

    @admin.display(description=_("anchored"), boolean=True)
    def is_anchored(self, passage: Passage) -> bool:
        """Show whether it stands in the current text."""
        return is_anchored(passage)

    @admin.display(description=_("quote"))
    def shown(self, passage: Passage) -> SafeString:
        """Show the quote between what stands around it."""
        return format_html(
            '<blockquote class="desk-quote">…{}<strong>{}</strong>{}…</blockquote>',
            passage.prefix, passage.exact, passage.suffix,
        )  # fmt: skip


def is_anchored(passage: Passage) -> bool:
    """Say whether the passage stands in its article's current text."""
    return passage.text.article.current_text_id == passage.text_id


def choices(passage: Passage) -> list[tuple[int, SafeString]]:
    """Return the places of the current text where the quote stands exactly, with what is around each."""
    current = passage.text.article.current_text
    found = places(current.content, passage.exact) if current else []
    return [
        (place.start, format_html("…{}<strong>{}</strong>{}…", place.before, passage.exact, place.after))
        for place in found
    ]


NEW = _(
    "A passage is a quote with its place. Paste it from the current text; the same place is never stored twice. The "
    "pages of appearances and evidence take a pasted quote directly."
)
NEVER_MOVES = _(
    "A passage never moves. Where the article has a newer text, it is orphaned: kept, shown as such, and anchored anew "
    "only by an editor's decision."
)
