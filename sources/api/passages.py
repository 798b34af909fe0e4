"""Passages as W3C selectors, with the marks that say what in them is not the author's."""

from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, Model, OuterRef, Prefetch, QuerySet
from django.db.models.functions import JSONObject
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from rest.flat import Columns, column
from rest.links import Reference
from sources.models import Article, Mark, Outlet, Passage
from sources.quotes import CONTEXT

Row = TypeVar("Row", bound=Model)


def outlets() -> QuerySet[Outlet]:
    """Return outlets that know whether they are public on their own: a chain may name one that is not."""
    return Outlet.objects.annotate(is_public=Exists(Article.objects.public().filter(outlet=OuterRef("pk"))))


def with_passages(queryset: QuerySet[Row]) -> QuerySet[Row]:
    """Fetch each row's ``passage`` with its marks, its article and outlet, and never the text around it."""
    marks = Mark.objects.confirmed().prefetch_related(Prefetch("inserted_by", outlets()))
    return (
        queryset.select_related("passage__text__article__outlet")
        .defer("passage__text__content")
        .prefetch_related(Prefetch("passage__text__marks", marks, to_attr="confirmed_marks"))
    )


class MarkSerializer(serializers.ModelSerializer[Mark]):
    """A part of the passage's text that is not its author's; offsets are those of the text."""

    inserted_by = Reference("api-outlet-detail", allow_null=True)

    class Meta:
        model = Mark
        fields = ["kind", "start", "end", "inserted_by", "note"]
        read_only_fields = fields


class PassageSerializer(serializers.ModelSerializer[Passage]):
    """A quote with at most 32 characters around it; offsets are code points into the article's text."""

    exact = serializers.CharField(read_only=True, trim_whitespace=False)
    prefix = serializers.SerializerMethodField()
    suffix = serializers.SerializerMethodField()
    orphaned = serializers.SerializerMethodField()
    marks = serializers.SerializerMethodField()

    class Meta:
        model = Passage
        fields = ["exact", "prefix", "suffix", "start", "end", "orphaned", "marks"]
        read_only_fields = fields

    def get_prefix(self, passage: Passage) -> str:
        """Return what stands before the quote."""
        return before(passage.prefix)

    def get_suffix(self, passage: Passage) -> str:
        """Return what stands after the quote."""
        return after(passage.suffix)

    def get_orphaned(self, passage: Passage) -> bool:
        """Whether the article's current text is another than the one that was quoted."""
        return passage.text_id != passage.text.article.current_text_id

    @extend_schema_field(MarkSerializer(many=True))
    def get_marks(self, passage: Passage) -> list[dict[str, Any]]:
        """Return the confirmed marks that the quote overlaps."""
        marks: list[Mark] = getattr(passage.text, "confirmed_marks")  # noqa: B009  # set by with_passages()
        shown = [mark for mark in marks if mark.start < passage.end and mark.end > passage.start]
        return list(MarkSerializer(shown, many=True, context=self.context).data)


def before(prefix: str | None) -> str:
    """Return no more of what stands before a quote than is public."""
    return (prefix or "")[-CONTEXT:]


def after(suffix: str | None) -> str:
    """Return no more of what stands after a quote than is public."""
    return (suffix or "")[:CONTEXT]


PASSAGE_COLUMNS: Columns = (
    column("exact", "passage__exact"),
    column("prefix", "passage__prefix", shown=f"COALESCE(right({{0}}, {CONTEXT}), '')"),
    column("suffix", "passage__suffix", shown=f"COALESCE(left({{0}}, {CONTEXT}), '')"),
    column("start", "passage__start"),
    column("end", "passage__end"),
    column("orphaned", "passage__text", "passage__text__article__current_text", shown="{0} <> {1}"),
    column(
        "marks",
        ArraySubquery(
            Mark.objects.confirmed()
            .filter(
                text=OuterRef("passage__text"), start__lt=OuterRef("passage__end"), end__gt=OuterRef("passage__start")
            )
            .order_by("start", "-end")
            .values(
                mark=JSONObject(
                    kind="kind",
                    start="start",
                    end="end",
                    inserted_by_id="inserted_by",
                    inserted_by=F("inserted_by__name"),
                    note="note",
                )
            )
        ),
    ),
)
