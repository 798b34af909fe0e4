"""What the annotation screen shows of an article: its text, what lies on it, and which quotes lost their anchor."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from claims.models import Appearance, Evidence
from claims.presentation.quote import credit_of
from sources.candidates import candidates
from sources.enums import Decision, Publication
from sources.models import Article, ArticleText, Mark, Passage

MOST_ORPHANS = 100


def state_of(article: Article) -> dict[str, Any]:
    """Return the marks, appearances and evidence of the current text, in the order of the text."""
    text = article.current_text
    annotations = [*appearances(text), *evidence(text)] if text else []
    annotations.sort(key=lambda one: (one["start"], one["end"], one["key"]))
    return {
        "text": text.pk if text else None,
        "version": text.version if text else None,
        "marks": marks(text) if text else [],
        "annotations": annotations,
        "orphans": orphaned(article).count(),
    }


def marks(text: ArticleText) -> list[dict[str, Any]]:
    """Return what is not the author's, suggestions too."""
    shown = Mark.objects.filter(text=text).exclude(status=Decision.REJECTED).select_related("inserted_by")
    return [
        {
            "id": mark.pk, "start": mark.start, "end": mark.end, "kind": mark.kind, "credit": credit_of(mark),
            "outlet": mark.inserted_by_id, "outlet_name": mark.inserted_by.name if mark.inserted_by else "",
            "status": mark.status, "note": mark.note, "url": reverse("admin:sources_mark_change", args=[mark.pk]),
        }
        for mark in shown
    ]  # fmt: skip


def appearances(text: ArticleText) -> list[dict[str, Any]]:
    """Return who says what in the text."""
    rows = (
        Appearance.objects.filter(passage__text=text).not_withdrawn().select_related("passage", "claim", "claimant")
        .prefetch_related("steps__claimant", "steps__outlet")
    )  # fmt: skip
    return [
        {
            **placed(row), "type": "appearance", "stance": row.stance, "what": row.get_stance_display(),
            "who": row.claimant.name, "chain": " → ".join(str(step) for step in row.steps.all()),
            "note": row.get_manner_display(), "url": reverse("admin:claims_appearance_change", args=[row.pk]),
        }
        for row in rows
    ]  # fmt: skip


def evidence(text: ArticleText) -> list[dict[str, Any]]:
    """Return what of the text speaks for and against claims."""
    rows = (
        Evidence.objects.filter(passage__text=text).exclude(status=Publication.WITHDRAWN)
        .select_related("passage", "claim")
    )  # fmt: skip
    return [
        {
            **placed(row), "type": "evidence", "stance": row.stance, "what": row.get_stance_display(),
            "who": "", "chain": "", "note": row.comment,
            "url": reverse("admin:claims_evidence_change", args=[row.pk]),
        }
        for row in rows
    ]  # fmt: skip


def placed(row: Appearance | Evidence) -> dict[str, Any]:
    """Return where a row stands, and of which claim it is."""
    assert row.passage is not None  # noqa: S101  # narrows the type: the rows are those of a text
    return {
        "key": f"{row._meta.model_name}:{row.pk}", "start": row.passage.start, "end": row.passage.end,
        "status": row.get_status_display(), "is_draft": row.status == Publication.DRAFT,
        "claim": row.claim.short_statement, "claim_url": reverse("admin:claims_claim_workspace", args=[row.claim_id]),
    }  # fmt: skip


def orphaned(article: Article) -> QuerySet[Passage]:
    """Return the quotes of older texts on which something stands, as long as they were not anchored anew."""
    standing = Appearance.objects.filter(passage=OuterRef("pk")).not_withdrawn()
    cited = Evidence.objects.filter(passage=OuterRef("pk")).exclude(status=Publication.WITHDRAWN)
    anew = Passage.objects.filter(reanchored_from=OuterRef("pk"), text=article.current_text)
    return (
        Passage.objects.filter(text__article=article)
        .exclude(text=article.current_text)
        .filter(Q(Exists(standing)) | Q(Exists(cited)), ~Exists(anew))
        .select_related("text")
    )


def orphans(article: Article) -> list[dict[str, Any]]:
    """Return the orphaned quotes, each with what rests on it and the places where it may stand today."""
    rows = orphaned(article).prefetch_related(
        "appearances__claim", "appearances__claimant", "evidence__claim"
    )[:MOST_ORPHANS]  # fmt: skip
    content = article.current_text.content if article.current_text else ""
    return [
        {
            "id": row.pk, "exact": row.exact, "prefix": row.prefix, "suffix": row.suffix, "version": row.text.version,
            "url": reverse("admin:sources_passage_change", args=[row.pk]),
            "rests": [
                *(f"{one.claimant}: {one.claim} ({one.get_stance_display()})" for one in row.appearances.all()),
                *(f"{one.claim} ({one.get_stance_display()})" for one in row.evidence.all()),
            ],
            "candidates": [
                {
                    "start": one.start, "end": one.end, "exact": content[one.start : one.end], "score": one.score,
                    "is_exact": one.is_exact,
                    "before": content[max(0, one.start - 40) : one.start], "after": content[one.end : one.end + 40],
                }
                for one in candidates(content, row.exact, row.prefix, row.suffix)
            ],
        }
        for row in rows
    ]  # fmt: skip


def originals_of(article: Article) -> QuerySet[Article]:
    """Return the articles that this one is made from, confirmed or suggested: where original wordings stand."""
    known = article.derived_from.exclude(status=Decision.REJECTED)
    return Article.objects.filter(pk__in=known.values("original")).select_related("outlet")
