"""The container of all public annotations: its own description, and its pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import QuerySet
from django.utils.http import urlencode

from changes.models import Change
from claims.interchange.claim_review import timestamp
from claims.interchange.fact_check_tools import Json, filled
from claims.interchange.web_annotation import (
    ANNOTATION_CONTEXT,
    annotation_address,
    appearance_annotation,
    evidence_annotation,
    public_appearances,
    public_evidence,
)

PAGE = 100
COUNTED = 20_000  # annotations: a container of more says no total, for counting them takes longer than anybody waits
CONTEXTS = [ANNOTATION_CONTEXT, "http://www.w3.org/ns/ldp.jsonld"]
# The kinds in the order in which the container lists them.
KINDS: dict[str, tuple[Callable[[], QuerySet[Any]], Callable[[Any], Json]]] = {
    "appearance": (public_appearances, appearance_annotation),
    "evidence": (public_evidence, evidence_annotation),
}


@dataclass(frozen=True)
class Place:
    """A page by its number, and, where a page before it led here, the annotation after which it begins."""

    number: int = 0
    after: tuple[str, int] | None = None

    @property
    def address(self) -> str:
        """Return the page's address, by its number alone."""
        return f"{annotation_address('')}?{urlencode({'page': self.number})}"


def annotation(kind: str, pk: int) -> Json | None:
    """Return one public annotation with its context; None if there is none."""
    rows, shape = KINDS[kind]
    row = rows().filter(pk=pk).first()
    return {"@context": ANNOTATION_CONTEXT, **shape(row)} if row else None


def container(*, embed: bool, only_ids: bool) -> Json:
    """Return the container's description; with its first page inside, of annotations or of their ids alone."""
    newest, total = Change.objects.order_by("-seq").first(), total_of_annotations()
    first = page(Place(), only_ids=only_ids) if embed else {}
    first.pop("@context", None)
    return {
        "@context": CONTEXTS,
        "id": annotation_address(""),
        "type": ["BasicContainer", "AnnotationCollection"],
        "label": f"{settings.SITE_NAME}: annotations",
        **said(total),
        **filled(modified=timestamp(newest.at if newest else None)),
        **({"first": first or Place().address} if total != 0 else {}),
        **({"last": Place(last_page(total)).address} if total else {}),
    }


def page(place: Place, *, only_ids: bool) -> Json:
    """Return a page; its ``next`` leads on by the last annotation, however far that is from the beginning."""
    found = _rows(place, PAGE + 1)
    shown, kind_and_pk = found[:PAGE], [(kind, row.pk) for kind, row in found[:PAGE]]
    items = [annotation_address(f"{kind}-{row.pk}") if only_ids else KINDS[kind][1](row) for kind, row in shown]
    following: dict[str, int | str] = (
        {"page": place.number + 1, "after": "-".join(map(str, kind_and_pk[-1]))} if len(found) > PAGE else {}
    )
    return {
        "@context": ANNOTATION_CONTEXT,
        "id": place.address,
        "type": "AnnotationPage",
        "partOf": {"id": annotation_address(""), "type": "AnnotationCollection", **said(total_of_annotations())},
        "startIndex": place.number * PAGE,
        **filled(
            next=f"{annotation_address('')}?{urlencode(following)}" if following else "",
            prev=Place(place.number - 1).address if place.number else "",
        ),
        "items": items,
    }


def said(total: int | None) -> dict[str, int]:
    """Return what is told of the number of annotations: nothing where nobody counts them."""
    return {} if total is None else {"total": total}


def is_within_reach(number: int) -> bool:
    """Say whether a page can be found by its number alone."""
    return number <= last_page(COUNTED)


def last_page(total: int) -> int:
    """Return the number of the last page; there is always one."""
    return max(0, (total - 1) // PAGE)


def total_of_annotations() -> int | None:
    """Return how many there are, None for more than ``COUNTED``; counted once after each public change."""
    newest = Change.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    key = f"annotations-total-{newest}"
    total: int | None = cache.get(key)
    if total is None:
        total = sum(rows()[: COUNTED + 1].count() for rows, _ in KINDS.values())
        cache.set(key, total)
    return total if total <= COUNTED else None


def _rows(place: Place, size: int) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    to_pass = 0 if place.after else place.number * PAGE
    kinds = list(KINDS)
    for kind in kinds[kinds.index(place.after[0]) if place.after else 0 :]:
        rows = KINDS[kind][0]().order_by("pk")
        if place.after and kind == place.after[0]:
            rows = rows.filter(pk__gt=place.after[1])
        if to_pass:
            held = rows[:to_pass].count()
            if held < to_pass:
                to_pass -= held
                continue
        found += [(kind, row) for row in rows[to_pass : to_pass + size - len(found)]]
        to_pass = 0
        if len(found) >= size:
            break
    return found
