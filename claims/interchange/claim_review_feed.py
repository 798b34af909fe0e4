"""All ClaimReviews as one DataFeed in the form that Data Commons reads, with those that were taken back."""

import datetime
import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Exists, Max, OuterRef, Subquery
from django.utils import translation

from changes.models import Change
from changes.models.change import ChangeKind
from claims.enums import PUBLIC_STATES
from claims.interchange.claim_review import CONTEXT, claim_review, review_id, standing_reviews, timestamp
from claims.interchange.fact_check_tools import Json, filled, page_address, reviews
from claims.interchange.publisher import licence_address, publisher
from claims.models import Verdict

BATCH = 200  # reviews that stand in memory at a time
TAKEN_BACK = (ChangeKind.RETRACTED, ChangeKind.WITHDRAWN, ChangeKind.MERGED)


def feed_chunks() -> Iterator[str]:
    """Yield the text of the feed piece by piece: a head, the reviews that stand, the deletions.

    However many there are, only a few are in memory. What is published while it runs may or may not be in it.
    """
    head = json.dumps({**_head(), "dataFeedElement": []}, ensure_ascii=False)
    yield head.removesuffix("]}")
    separator = "\n"
    for items in _batches():
        yield separator + ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
        separator = ",\n"
    yield "\n]}\n"


def feed_state() -> str:
    """Return a word that is another one after each public change."""
    newest = Change.objects.order_by("-seq").values_list("seq", flat=True).first()
    return f"{newest or 0}"


def _head() -> Json:
    newest = Change.objects.order_by("-seq").first()
    site = settings.SITE_URL.rstrip("/")
    return {
        "@context": CONTEXT,
        "@type": "DataFeed",
        **filled(
            **{"@id": f"{site}/claim-review/feed.json"},
            name=f"{settings.SITE_NAME}: ClaimReview",
            url=f"{site}/claim-review/feed.json",
            dateModified=timestamp(newest.at if newest else None),
            publisher=publisher(),
            license=licence_address(),
        ),
    }


def _batches() -> Iterator[list[Json]]:
    last = 0
    while rows := list(standing_reviews().filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield [_item(claim_review(review)) for review in reviews(rows)]
        last = rows[-1].pk
    yield from _deletions()


def _item(markup: Json) -> Json:
    """Return a review as an element of the feed; its ``item`` is an array, over which readers loop."""
    return {
        "@type": "DataFeedItem",
        **filled(
            url=markup["url"],
            dateCreated=markup["datePublished"],
            dateModified=markup["dateModified"],
            item=[{"@context": CONTEXT, **markup}],
        ),
    }


def _deletions() -> Iterator[list[Json]]:
    """Yield what once stood and does not any more: the name of the review and the day, nothing of its content."""
    standing = Verdict.objects.public().published().filter(claim=OuterRef("claim"))
    taken = Change.objects.filter(object_type="verdict", object_id=OuterRef("pk"), kind__in=TAKEN_BACK)
    rows = (
        Verdict.objects.filter(~Exists(standing), state__in=PUBLIC_STATES)
        .order_by()
        .annotate(taken_at=Subquery(taken.order_by("-seq").values("at")[:1]))
        .values("claim")
        .annotate(deleted_at=Max("taken_at"))
        .filter(deleted_at__isnull=False)
    )
    batch: list[Json] = []
    for row in rows.order_by("claim").iterator(chunk_size=BATCH):
        batch.append(_deletion(row["claim"], row["deleted_at"]))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


@translation.override(settings.LANGUAGE_CODE)
def _deletion(claim: int, at: datetime.datetime) -> Json:
    name: dict[str, Any] = {"@type": "DataFeedItem", "@id": review_id(claim), "url": page_address(claim)}
    return {**name, "dateDeleted": timestamp(at), "item": []}
