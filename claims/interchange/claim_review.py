"""Verdicts as schema.org ClaimReview: what search engines and other fact-checkers read of a claim's page.

The shape is that of schema.org 30 as Google and Bing ask for it. Nothing is in it that the page does not show, and
nobody is named as a claim's author who denies, questions or only mentions it.
"""

import datetime
import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Min, OuterRef, Prefetch, Subquery
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from claims.enums import PUBLIC_STATES, ClaimantKind, Stance
from claims.interchange.fact_check_tools import (
    BEST,
    WIKIDATA,
    WORST,
    Json,
    Review,
    filled,
    page_address,
    reviews,
    with_leads,
)
from claims.interchange.fact_check_tools import with_sources as with_assertions
from claims.interchange.publisher import licence_address, publisher
from claims.models import Appearance, Claim, Evidence, Verdict
from claims.models.verdict import VerdictQuerySet
from sources.models import Article

CONTEXT = "https://schema.org"
PEOPLE = (ClaimantKind.PERSON, ClaimantKind.ANONYMOUS_SOURCE)
# What would end the script, or a line of it, inside a page.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def standing_reviews() -> VerdictQuerySet:
    """Return the verdicts that stand on public claims, with all that ``claim_review`` needs, in a few queries."""
    return with_sources(with_leads(Verdict.objects.public().published()))


def with_sources(verdicts: VerdictQuerySet) -> VerdictQuerySet:
    """Fetch the assertions, the cited articles as ``cited``, and ``first_published_at`` along with the verdicts."""
    versions = Verdict.objects.filter(claim=OuterRef("claim"), state__in=PUBLIC_STATES).order_by()
    first = versions.values("claim").annotate(first=Min("published_at")).values("first")
    cited = Evidence.objects.public().select_related("article").order_by("-is_primary", "id")
    rows: VerdictQuerySet = with_assertions(verdicts).annotate(first_published_at=Subquery(first))
    return rows.prefetch_related(Prefetch("evidence", cited, to_attr="cited"))


def claim_reviews(verdicts: VerdictQuerySet) -> list[Json]:
    """Return the markup of rows of ``standing_reviews``; one query more."""
    return [claim_review(review) for review in reviews(verdicts)]


def claim_review_of(claim: Claim) -> Json | None:
    """Return the markup of a public claim's page; None where no verdict stands."""
    found = claim_reviews(standing_reviews().filter(claim=claim))
    return {"@context": CONTEXT, **found[0]} if found else None


def draft_claim_review(verdict: Verdict) -> Json:
    """Return the markup that a version still in work would have; what is not known yet is left out.

    Drafts of appearances and evidence count, as readers would see them once they are approved.
    """
    claim = verdict.claim
    lead = claim.leading_appearance(with_drafts=True)
    asserted = Appearance.objects.not_withdrawn().filter(claim=claim, stance=Stance.ASSERTS)
    return {
        "@context": CONTEXT,
        **_markup(
            verdict,
            wording=(verdict.statement or claim.statement, verdict.short_statement or claim.short_statement),
            lead=lead if lead and lead.stance == Stance.ASSERTS else None,
            asserted=asserted.select_related("passage__text__article").in_order_of_time(),
            cited=Evidence.objects.not_withdrawn()
            .filter(verdict_links__verdict=verdict)
            .select_related("article")
            .order_by("-is_primary", "id"),
        ),
    }


def claim_review(review: Review) -> Json:
    """Return a standing verdict as a ClaimReview without its context."""
    verdict: Any = review.verdict
    return _markup(
        verdict,
        wording=(verdict.statement, verdict.short_statement),
        lead=review.lead,
        asserted=verdict.claim.asserted,
        cited=verdict.cited,
        first_published_at=verdict.first_published_at,
    )


def as_script(markup: Json) -> SafeString:
    """Return JSON-LD for the inside of a script element: no text of ours or of others can end it."""
    text = json.dumps(markup, ensure_ascii=False, indent=1).translate(ESCAPES)
    return mark_safe(text)  # noqa: S308  # every sign that HTML knows has been escaped


def review_id(claim: int) -> str:
    """Return the name of the review of a claim, which stays whatever its page is called."""
    return f"{page_address(claim)}#review"


# The names of pages are those in the default language, whatever the reader's.
@translation.override(settings.LANGUAGE_CODE)
def _markup(
    verdict: Verdict,
    *,
    wording: tuple[str, str],
    lead: Appearance | None,
    asserted: Iterable[Appearance],
    cited: Iterable[Evidence],
    first_published_at: datetime.datetime | None = None,
) -> Json:
    statement, short_statement = wording
    return filled(
        **{"@type": "ClaimReview", "@id": review_id(verdict.claim_id)},
        url=settings.SITE_URL.rstrip("/") + verdict.claim.get_absolute_url(),
        datePublished=timestamp(first_published_at),
        dateModified=timestamp(verdict.published_at),
        inLanguage=verdict.claim.language,
        headline=verdict.title,
        claimReviewed=short_statement,
        author=publisher(),
        reviewRating=_rating(verdict),
        itemReviewed=_claim(statement, verdict.claim.language, lead, asserted),
        citation=_works(piece.article for piece in cited),
        sdLicense=licence_address(),
    )


def _rating(verdict: Verdict) -> Json:
    """Return the rating; those without a number have no scale either, so that nobody computes with them."""
    rating = verdict.rating
    if rating is None:
        return {}
    number = {"ratingValue": rating.value, "bestRating": BEST, "worstRating": WORST} if rating.value else {}
    return {"@type": "Rating", **number, **filled(alternateName=rating.label, ratingExplanation=verdict.summary)}


def _claim(statement: str, language: str, lead: Appearance | None, asserted: Iterable[Appearance]) -> Json:
    works = _works(appearance.passage.text.article for appearance in asserted)
    return {
        "@type": "Claim",
        **filled(
            text=statement,
            inLanguage=language,
            datePublished=lead.said_on.isoformat() if lead and lead.said_on else "",
            author=_author(lead) if lead else {},
            firstAppearance=works[0] if works else {},
            appearance=works[1:],
        ),
    }


def _author(lead: Appearance) -> Json:
    claimant = lead.claimant
    is_person = claimant.kind in PEOPLE
    return filled(
        **{"@type": "Person" if is_person else "Organization"},
        name=claimant.name,
        jobTitle=str(lead.affiliation) if lead.affiliation and is_person else "",
        sameAs=[f"{WIKIDATA}{claimant.wikidata_id}"] if claimant.wikidata_id else [],
    )


def _works(articles: Iterable[Article]) -> list[Json]:
    """Return each article once, in the order given, by what is known of it."""
    return [
        filled(
            **{"@type": "CreativeWork"},
            url=article.url,
            archivedAt=article.archived_url,
            name=article.title,
            datePublished=article.published_on.isoformat() if article.published_on else "",
            inLanguage=article.language,
        )
        for article in dict.fromkeys(articles)
    ]


def timestamp(at: datetime.datetime | None) -> str:
    """Return a time in UTC as RFC 3339; empty where there is none."""
    return at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else ""
