"""What the page of one outlet shows beside its articles: how often they are the origin, and how often a copy."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from sources.models import Article, Derivation, Outlet

# Counted up to here, so that no page reads all the articles of a large outlet.
COUNTED_UP_TO = 2_000


@dataclass(frozen=True)
class Record:
    """So many articles are on record: ``originals`` were copied by others, ``copies`` were made from others.

    ``is_part`` where there are more articles than were counted.
    """

    articles: int
    originals: int
    copies: int
    is_part: bool


def record_of(outlet: Outlet) -> Record:
    """Return the counts over the outlet's public articles, the newest 2,000 at most; one query."""
    public = Derivation.objects.public()
    newest = Article.objects.public().filter(outlet=outlet).order_by("-id").values("pk")[: COUNTED_UP_TO + 1]
    counts = Article.objects.filter(pk__in=newest).aggregate(
        articles=Count("pk"),
        originals=Count("pk", filter=Q(Exists(public.filter(original=OuterRef("pk"))))),
        copies=Count("pk", filter=Q(Exists(public.filter(article=OuterRef("pk"))))),
    )
    is_part = counts["articles"] > COUNTED_UP_TO
    return Record(min(counts["articles"], COUNTED_UP_TO), counts["originals"], counts["copies"], is_part)
