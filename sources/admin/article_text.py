"""The texts of articles at the desk: added, read, never changed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import F, Model, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sources.actions.article import add_text
from sources.admin.article import plain_lines
from sources.admin.desk import DeskAdmin, Listing
from sources.admin.forms import DeskForm
from sources.models import ArticleText, Mark
from sources.quotes import segments


class ArticleTextForm(DeskForm[ArticleText]):
    """The next version of an article's text."""

    # The model's field would be stripped; a text keeps the spaces that it came with.
    content = forms.CharField(
        label=_("Text"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 25, "class": "vLargeTextField"}),
        help_text=_("Headline included, exactly as published."),
    )

    def clean_content(self) -> str:
        """Return the text with plain line ends, as it is stored."""
        return plain_lines(self.cleaned_data["content"])


class MarkListing(Listing, admin.TabularInline[Mark, ArticleText]):
    """What in a text is not its author's."""

    model = Mark
    fields = ("kind", "inserted_by", "status", "start", "end", "note")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mark]:
        """Fetch the outlets along."""
        return super().get_queryset(request).select_related("inserted_by")


class IsCurrent(admin.SimpleListFilter):
    """Whether a text is its article's newest version."""

    title = _("version")
    parameter_name = "current"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, Any]]:
        """Offer the two answers."""
        return [("yes", _("current")), ("no", _("older"))]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[ArticleText]) -> QuerySet[ArticleText]:
        """Return the texts that the answer asks for."""
        is_current = {"article__current_text": F("pk")}
        if self.value() == "yes":
            return queryset.filter(**is_current)
        return queryset.exclude(**is_current) if self.value() == "no" else queryset


@admin.register(ArticleText)
class ArticleTextAdmin(DeskAdmin[ArticleText]):
    """One version of an article's text."""

    form = ArticleTextForm
    list_display = ("article", "outlet", "version", "extent", "is_current", "retrieved_on")
    list_filter = (IsCurrent, "extent", "retrieved_on")
    list_select_related = ("article__outlet",)
    date_hierarchy = "retrieved_on"
    search_fields = ("article__title", "article__url", "article__outlet__name")
    search_help_text = _("Title or URL of the article, or its outlet")
    autocomplete_fields = ("article", "capture")
    inlines = (MarkListing,)
    readonly_fields = ("reading", "version", "external_id")

    def get_fieldsets(self, request: HttpRequest, obj: ArticleText | None = None) -> Any:
        """Ask for a text, or show one."""
        origin = ("capture", "start", "end", "extractor", "retrieved_on")
        if obj is None:
            words = _(
                "The new text becomes the current one. Passages of the older text stay where they are and are "
                "orphaned: anchor them anew afterwards. Capture, start and end only where the text stands in a "
                "capture in one unbroken piece."
            )
            return (
                (None, {"description": words, "fields": ("article", "content", "extent")}),
                (_("Where it comes from"), {"fields": origin}),
            )
        words = _("A stored text never changes; add a new version instead. Bracketed parts are not the author's.")
        return (
            (None, {"description": words, "fields": ("article", "version", "extent", "reading")}),
            (_("Where it comes from"), {"fields": (*origin, "external_id")}),
        )

    def has_change_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        """Refuse: a stored text never changes."""
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        """Refuse: what was quoted must stay."""
        return False

    def get_inlines(self, request: HttpRequest, obj: ArticleText | None) -> Any:
        """List the marks once there is a text."""
        return self.inlines if obj else ()

    def store(self, form: Any, formsets: Iterable[Any], *, by: User, change: bool) -> ArticleText:
        """Add the next version."""
        names = ("article", "content", "extent", "capture", "start", "end", "extractor", "retrieved_on")
        return add_text(**{name: form.cleaned_data[name] for name in names}, by=by)

    @admin.display(description=_("current"), boolean=True)
    def is_current(self, text: ArticleText) -> bool:
        """Show whether this is the newest version."""
        return text.article.current_text_id == text.pk

    @admin.display(description=_("outlet"))
    def outlet(self, text: ArticleText) -> str:
        """Show who published it."""
        return text.article.outlet.name

    @admin.display(description=_("text"))
    def reading(self, text: ArticleText) -> SafeString:
        """Show the text as it is, with what is not its author's set apart."""
        marks = text.marks.confirmed().select_related("inserted_by")
        parts = [
            (marked(text.content[part.start : part.end], part.marks),) for part in segments(0, len(text.content), marks)
        ]
        return format_html('<div class="desk-text">{}</div>', format_html_join("", "{}", parts))


def marked(words: str, marks: tuple[Mark, ...]) -> SafeString:
    """Return a part of a text, bracketed and credited where marks lie on it."""
    if not marks:
        return format_html("{}", words)
    inner = marks[-1]
    who = inner.inserted_by or _now("not the author")
    return format_html('<mark title="{}: {}">{}</mark>', inner.get_kind_display(), who, words)
