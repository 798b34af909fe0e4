"""Appearances and evidence as W3C Web Annotations: a passage of an article, and the claim that it bears on."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.conf import settings
from django.db.models import Model, Prefetch, QuerySet

from claims.interchange.claim_review import timestamp
from claims.interchange.fact_check_tools import Json, filled, page_address
from claims.interchange.publisher import licence_address
from claims.models import Appearance, Evidence
from rest.permalinks import permalink
from sources.models import Article, ArticleText, Mark, Passage
from sources.quotes import CONTEXT

ANNOTATION_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PROFILE = f'application/ld+json; profile="{ANNOTATION_CONTEXT}"'
Row = TypeVar("Row", bound=Model)


def annotation_address(name: str) -> str:
    """Return the name of an annotation, such as that of ``appearance-12``, which is its address too."""
    return f"{settings.SITE_URL.rstrip('/')}/annotations/{name}"


def public_appearances() -> QuerySet[Appearance]:
    """Return the appearances that readers may see, with what an annotation says of them."""
    return _with_source(Appearance.objects.public()).select_related("claimant")


def public_evidence() -> QuerySet[Evidence]:
    """Return the evidence that readers may see, likewise."""
    return _with_source(Evidence.objects.public()).select_related("article")


def appearance_annotation(appearance: Appearance) -> Json:
    """Return an appearance as an annotation without its context."""
    passage = appearance.passage
    said = filled(type="TextualBody", value=appearance.claimant.name, purpose="identifying", format="text/plain")
    return _annotation(
        f"appearance-{appearance.pk}",
        appearance,
        motivation="linking",
        bodies=[_word(appearance.stance), said, *_insertions(passage)],
        target=_target(passage.text.article, passage),
    )


def evidence_annotation(evidence: Evidence) -> Json:
    """Return a piece of evidence as an annotation without its context; without a passage it is of the whole article."""
    comment = filled(value=evidence.comment, purpose="commenting", format="text/plain")
    locator = filled(value=evidence.locator, purpose="describing", format="text/plain")
    bodies = [{"type": "TextualBody", **body} for body in (comment, locator) if "value" in body]
    return _annotation(
        f"evidence-{evidence.pk}",
        evidence,
        motivation="assessing",
        bodies=[_word(evidence.stance), *bodies, *_insertions(evidence.passage)],
        target=_target(evidence.article, evidence.passage),
    )


def _annotation(
    name: str, row: Appearance | Evidence, *, motivation: str, bodies: Iterable[Json], target: Json
) -> Json:
    claim = {"type": "SpecificResource", "source": page_address(row.claim_id), "purpose": "linking"}
    site = settings.SITE_URL.rstrip("/")
    return filled(
        id=annotation_address(name),
        type="Annotation",
        motivation=motivation,
        created=timestamp(row.created_at),
        creator={"id": f"{site}/#publisher", "type": "Organization", "name": settings.SITE_NAME},
        rights=licence_address(),
        body=[claim, *bodies],
        target=target,
    )


def _word(stance: str) -> Json:
    return {"type": "TextualBody", "value": stance, "purpose": "classifying", "format": "text/plain"}


def _insertions(passage: Passage | None) -> Iterator[Json]:
    """Yield a remark for each part of the quote that is not its author's: the quote itself stays as it is printed."""
    marks: list[Mark] = getattr(passage.text, "confirmed_marks") if passage else []  # noqa: B009  # set by _with_source()
    for mark in marks:
        assert passage is not None  # noqa: S101  # narrows the type
        part = passage.exact[max(0, mark.start - passage.start) : max(0, mark.end - passage.start)]
        if part:
            by = f" by {mark.inserted_by.name}" if mark.inserted_by else ""
            value = f"“{part}” is not the author's: {mark.get_kind_display()}{by}."
            yield {"type": "TextualBody", "value": value, "purpose": "commenting", "format": "text/plain"}


def _target(article: Article, passage: Passage | None) -> Json:
    """Return where the quote stands: the article's own address, else its page here."""
    return {
        "type": "SpecificResource",
        "source": article.url or permalink("article", article.pk),
        **filled(state=_state(article, passage.text if passage else None), selector=_selectors(passage)),
    }


def _state(article: Article, text: ArticleText | None) -> Json:
    """Return which copy of the page was read; nothing where neither its day nor an archived copy is known."""
    day = text.retrieved_on.isoformat() if text and text.retrieved_on else ""
    known = filled(sourceDate=f"{day}T00:00:00Z" if day else "", cached=article.archived_url)
    return {"type": "TimeState", **known} if known else {}


def _selectors(passage: Passage | None) -> list[Json]:
    """Return both ways to find the quote, as an array: some readers refuse annotations without a position.

    The position counts code points in the article's text as it is kept here.
    """
    if passage is None:
        return []
    around = filled(prefix=passage.prefix[-CONTEXT:], suffix=passage.suffix[:CONTEXT])
    return [
        {"type": "TextQuoteSelector", "exact": passage.exact, **around},
        {"type": "TextPositionSelector", "start": passage.start, "end": passage.end},
    ]


def _with_source(rows: QuerySet[Row]) -> QuerySet[Row]:
    marks = Mark.objects.confirmed().select_related("inserted_by")
    return (
        rows.select_related("passage__text__article")
        .defer("passage__text__content")
        .prefetch_related(Prefetch("passage__text__marks", marks, to_attr="confirmed_marks"))
    )
