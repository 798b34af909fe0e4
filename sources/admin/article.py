"""Articles at the desk."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sources.actions.article import add_text, import_article, publish_article, withdraw_article
from sources.actions.reading import finish_reading, resume_reading
from sources.admin.bulk import BulkAdmin
from sources.admin.desk import Listing, record
from sources.admin.forms import DeskForm
from sources.admin.sheet_import import SheetImport
from sources.admin.verbs import Verb
from sources.enums import Extent, Publication
from sources.interchange.tabular_sources import ARTICLES
from sources.models import Article, ArticleOrigin, ArticleText, Derivation, Reading

CITATION = ("outlet", "kind", "title", "byline", "published", "language", "url", "archived_url")


class ArticleForm(DeskForm[Article]):
    """An article, and on its first page the text as well."""

    content = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 20, "class": "vLargeTextField"}),
        help_text=_("Headline included, exactly as published. Leave it empty for a mere citation."),
    )
    extent = forms.ChoiceField(label=_("The text is"), choices=Extent.choices, required=False)

    def clean_content(self) -> str:
        """Return the text with plain line ends, as it is stored."""
        return plain_lines(self.cleaned_data["content"])


def plain_lines(text: str) -> str:
    """Return what a browser sent with the line ends that texts are stored with."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_read(article: Article) -> bool:
    """Say whether somebody called the article's current text done."""
    return Reading.objects.filter(text=article.current_text_id).exists()


class TextListing(Listing, admin.TabularInline[ArticleText, Article]):
    """The versions of an article's text."""

    model = ArticleText
    fields = ("version", "extent", "retrieved_on")
    readonly_fields = fields


class DerivationListing(Listing, admin.TabularInline[Derivation, Article]):
    """What an article was made from."""

    model = Derivation
    fk_name = "article"
    verbose_name_plural = _("made from")
    fields = ("kind", "original", "status")
    readonly_fields = fields


class IsAnnotated(admin.SimpleListFilter):
    """How far the annotation of a whole text has come."""

    title = _("annotation")
    parameter_name = "annotation"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, Any]]:
        """Offer what is done, what is not, and what is begun."""
        return [("done", _("done")), ("open", _("not done")), ("begun", _("begun, not done"))]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """Return the articles that the answer asks for."""
        articles = Article.objects
        wanted = {"done": articles.annotated, "open": articles.not_annotated, "begun": articles.begun}
        answer = wanted.get(self.value() or "")
        return queryset.filter(pk__in=answer()) if answer else queryset


@admin.register(Article)
class ArticleAdmin(SheetImport[Article], BulkAdmin[Article]):
    """One publication: its citation, and the way to its texts."""

    form = ArticleForm
    sheet = ARTICLES
    list_display = ("__str__", "outlet", "kind", "published_label", "status", "has_text")
    has_text_filter = ("current_text", admin.EmptyFieldListFilter)
    list_filter = ("status", IsAnnotated, "kind", "language", has_text_filter, "created_at")
    list_select_related = ("outlet",)
    date_hierarchy = "published_on"
    search_fields = ("title", "url", "outlet__name", "outlet__domain", "byline")
    search_help_text = _("Title, URL, author or outlet")
    autocomplete_fields = ("outlet",)
    one_line = ("title", "url", "archived_url")
    inlines = (TextListing, DerivationListing)
    change_list_template = "desk/article_list.html"
    kept_tables = (ArticleOrigin,)
    readonly_fields = (*BulkAdmin.readonly_fields, "status", "published_label", "current_text")
    verbs = (
        Verb(
            name="publish",
            label=_("Publish"),
            done=_("Readers may see the citation and the quotes now."),
            permission="sources.change_article",
            perform=lambda article, *, by: publish_article(article=article, by=by),
            offered=lambda article, _user: article.status == Publication.DRAFT,
        ),
        Verb(
            name="withdraw",
            label=_("Withdraw"),
            done=_("The article is withdrawn."),
            permission="sources.change_article",
            perform=lambda article, *, by: withdraw_article(article=article, by=by),
            offered=lambda article, _user: article.status == Publication.PUBLIC,
            warning=_(
                "The article, its quotes and whatever rests on them disappear from the public pages, at every date."
            ),
            is_destructive=True,
            in_bulk=True,
        ),
        Verb(
            name="annotated",
            label=_("Annotation is done"),
            done=_("Done: the article no longer waits to be annotated. A later text of it will."),
            permission="sources.change_article",
            perform=lambda article, *, by: finish_reading(article=article, by=by),
            offered=lambda article, _user: article.current_text_id is not None and not is_read(article),
        ),
        Verb(
            name="annotate-on",
            label=_("Annotation is not done"),
            done=_("The article waits to be annotated again."),
            permission="sources.change_article",
            perform=lambda article, *, by: resume_reading(article=article, by=by),
            offered=lambda article, _user: is_read(article),
        ),
    )

    def get_fieldsets(self, request: Any, obj: Article | None = None) -> Any:
        """Ask for the text along with a new article; later texts are added as versions."""
        citation = (
            None,
            {
                "description": _(
                    "Give what is known and nothing else. A date that is not exact is written as such: 2018-07, "
                    "2018-07-16~, 2018-06-28/2018-07-15."
                ),
                "fields": CITATION,
            },
        )
        if obj is None:
            text = _("Readers never see the full text, only the passages that are quoted from it.")
            return (citation, (_("Text"), {"description": text, "fields": ("content", "extent")}))
        return (citation, record("status", "published_label", "current_text"))

    def get_inlines(self, request: Any, obj: Article | None) -> Any:
        """List texts and originals once there is an article."""
        return self.inlines if obj else ()

    def store(self, form: Any, formsets: Iterable[Any], *, by: User, change: bool) -> Article:
        """Import a new article, with its text if there is one; change a known one."""
        if change:
            super().store(form, formsets, by=by, change=change)
            return form.instance  # type: ignore[no-any-return]  # the form's model
        typed = form.cleaned_data
        article = import_article(**{name: typed[name] for name in CITATION}, by=by)
        if typed["content"].strip():
            add_text(article=article, content=typed["content"], extent=Extent(typed["extent"]), by=by)
        return article

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Lead from an article to a new capture of it."""
        article = context.get("original")
        if article and request.user.has_perm("sources.add_articletext"):
            query = urlencode({"article": article.pk, "url": article.url})
            again = (_("Capture again"), f"{reverse('admin:sources_capture_add')}?{query}")
            context["next_pages"] = [*context.get("next_pages", ()), again]
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=_("published"), ordering="published_on")
    def published_label(self, article: Article) -> str:
        """Show the day as far as it is known."""
        return article.published_label

    @admin.display(description=_("text"), boolean=True)
    def has_text(self, article: Article) -> bool:
        """Show whether there is more than a citation."""
        return article.current_text_id is not None
