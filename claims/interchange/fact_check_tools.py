"""Published verdicts in the shapes of Google's Fact Check Tools API v1alpha1; what is empty is left out, as there."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from claims.enums import Stance
from claims.models import Appearance, Claimant, Rating, Verdict
from claims.models.appearance import AppearanceQuerySet
from claims.models.verdict import VerdictQuerySet
from rest.permalinks import permalink

Json = dict[str, Any]
BEST, WORST = 5, 1  # of ratings with a number
WIKIDATA = "https://www.wikidata.org/entity/"


def site_of(address: str) -> str:
    """Return the host of an address or of a bare name, in lower case, without port and ``www.``; empty if none is."""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").rstrip(".")


def own_site() -> str:
    """Return the host that the reviews here are published under."""
    return site_of(settings.SITE_URL)


def page_address(claim: int) -> str:
    """Return the permalink of a claim's page."""
    return permalink("claim-permalink", claim)


@dataclass(frozen=True)
class Review:
    """A published verdict, and who claimed it first; nobody where its leading appearance asserts nothing."""

    verdict: Verdict
    lead: Appearance | None

    @property
    def rating(self) -> Rating:
        """Return the rating, which every published verdict has."""
        assert self.verdict.rating is not None, "held by verdict_complete"  # noqa: S101  # narrows the type
        return self.verdict.rating

    @property
    def published_at(self) -> datetime.datetime:
        """Return the time of publication, which every published verdict has."""
        assert self.verdict.published_at is not None, "held by verdict_complete"  # noqa: S101  # likewise
        return self.verdict.published_at


def assertions() -> AppearanceQuerySet:
    """Return the public appearances whose claimant is an author of the claim."""
    return Appearance.objects.public().filter(stance=Stance.ASSERTS)


def with_leads(verdicts: VerdictQuerySet) -> VerdictQuerySet:
    """Add ``lead_id``: the appearance that leads the verdict, else the claim, else its earliest assertion."""
    public = Appearance.objects.public()
    earliest = assertions().filter(claim=OuterRef("claim")).in_order_of_time()
    rows: VerdictQuerySet = verdicts.annotate(
        lead_id=Coalesce(
            Subquery(public.filter(pk=OuterRef("lead_appearance")).values("pk")),
            Subquery(public.filter(pk=OuterRef("claim__lead_appearance")).values("pk")),
            Subquery(earliest.values("pk")[:1]),
        )
    )
    return rows


def with_sources(verdicts: VerdictQuerySet) -> VerdictQuerySet:
    """Fetch what ``reviews`` and the shapes need, and the claim's assertions as ``claim.asserted``."""
    asserted = assertions().select_related("passage__text__article").in_order_of_time()
    return verdicts.select_related("claim", "rating").prefetch_related(
        Prefetch("claim__appearances", asserted, to_attr="asserted")
    )


def reviews(verdicts: Iterable[Verdict]) -> list[Review]:
    """Return the reviews of rows of ``with_leads``; one query more."""
    rows: Sequence[Any] = list(verdicts)
    leads = assertions().select_related("claimant", "affiliation", "passage__text__article")
    found = leads.in_bulk([row.lead_id for row in rows if row.lead_id])
    return [Review(row, found.get(row.lead_id)) for row in rows]


def claim_json(review: Review) -> Json:
    """Return a claim with its one review, as ``claims:search`` lists it."""
    verdict, lead = review.verdict, review.lead
    said_on = lead.said_on if lead else None
    return filled(
        text=verdict.short_statement,
        claimant=lead.claimant.name if lead else "",
        claimDate=f"{said_on.isoformat()}T00:00:00Z" if said_on else "",
        claimReview=[
            filled(
                publisher=filled(name=settings.SITE_NAME, site=own_site()),
                url=page_address(verdict.claim_id),
                title=verdict.title,
                reviewDate=review.published_at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                textualRating=review.rating.label,
                languageCode=verdict.claim.language,
            )
        ],
    )


def markup_page_json(review: Review) -> Json:
    """Return the markup of a claim's page, as ``pages`` lists it."""
    verdict = review.verdict
    return filled(
        name=f"pages/{verdict.claim_id}",
        pageUrl=page_address(verdict.claim_id),
        publishDate=review.published_at.astimezone(datetime.UTC).date().isoformat(),
        claimReviewAuthor=filled(name=settings.SITE_NAME),
        claimReviewMarkups=[_markup(review)],
        versionId=str(verdict.version),
    )


def _markup(review: Review) -> Json:
    verdict, lead = review.verdict, review.lead
    first = lead.passage.text.article.url if lead else ""
    asserted: list[Appearance] = getattr(verdict.claim, "asserted")  # noqa: B009  # fetched under this name
    addresses = dict.fromkeys(appearance.passage.text.article.url for appearance in asserted)
    return filled(
        claimReviewed=verdict.short_statement,
        claimDate=lead.said_on.isoformat() if lead and lead.said_on else "",
        claimAuthor=_author(lead) if lead else {},
        claimFirstAppearance=first,
        claimAppearances=[address for address in addresses if address and address != first],
        rating=_rating(review.rating, explanation=verdict.summary),
    )


def _author(lead: Appearance) -> Json:
    claimant: Claimant = lead.claimant
    return filled(
        name=claimant.name,
        jobTitle=str(lead.affiliation) if lead.affiliation else "",
        sameAs=f"{WIKIDATA}{claimant.wikidata_id}" if claimant.wikidata_id else "",
    )


def _rating(rating: Rating, *, explanation: str) -> Json:
    scale = {"ratingValue": rating.value, "bestRating": BEST, "worstRating": WORST} if rating.value else {}
    return filled(textualRating=rating.label, ratingExplanation=explanation, **scale)


def filled(**members: Any) -> Json:
    """Return the members that say something: Google's servers leave empty ones out."""
    return {name: value for name, value in members.items() if value}
