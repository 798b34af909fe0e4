"""What the annotation screen looks up while somebody types: claims, and who speaks."""

import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.closeness import Near, find_near
from claims.models import Claim, Claimant, Verdict
from sources.models import Article, Outlet

SHOWN = 8
LONGEST = 1_000  # characters that are looked at
RECENT = datetime.timedelta(days=1)
FRESH = 3  # places of claims that were worded within that time
MOST_WORDS = 40  # that are looked for letter by letter


def find_claims(text: str, *, language: str, article: Article) -> list[dict[str, Any]]:
    """Return the claims closest to ``text``, drafts too, the closest first; a number finds that claim.

    Without a text, the claims of the article. What was worded within a day is found by the letters of its words as
    well, in any order, since words that are new to the database do not count at once; places are kept for it.
    """
    among = Claim.objects.unmerged()
    words = text.replace("\0", "").strip()[:LONGEST]
    number = words.removeprefix("#")
    if not words:
        return told([(claim, None) for claim in among.filter(is_in(article)).distinct().order_by("-id")[:SHOWN]])
    if number.isascii() and number.isdigit() and len(number) < 10:
        return told([(claim, None) for claim in among.filter(pk=int(number))])
    near = find_near(words, language=language, among=among, least=0.0, limit=SHOWN)
    seen = [one.claim.pk for one in near]
    fresh = list(among.filter(holds(words), created_at__gte=timezone.now() - RECENT).exclude(pk__in=seen)[:FRESH])
    kept = near[: SHOWN - len(fresh)]
    return told([*((one.claim, one) for one in kept), *((claim, None) for claim in fresh)])


def holds(words: str) -> Q:
    """Return the condition that the statement or its short form has the letters of every one of the words."""
    condition = Q()
    for word in words.split()[:MOST_WORDS]:
        condition &= Q(statement__icontains=word) | Q(short_statement__icontains=word)
    return condition


def is_in(article: Article) -> Q:
    """Return the condition that the article's current text has a passage of the claim."""
    return Q(appearances__passage__text=article.current_text) | Q(evidence__passage__text=article.current_text)


def told(found: list[tuple[Claim, Near | None]]) -> list[dict[str, Any]]:
    """Return what the screen shows of claims."""
    standing = Verdict.objects.published().select_related("rating").filter(claim__in=[claim.pk for claim, _ in found])
    verdicts = {verdict.claim_id: str(verdict.rating) for verdict in standing}
    return [
        {
            "id": claim.pk, "statement": claim.statement, "language": claim.language,
            "status": claim.get_status_display(), "verdict": verdicts.get(claim.pk, ""),
            "score": round(near.score, 2) if near else None, "method": near.method if near else "",
            "polarity": near.polarity if near else "unknown",
            "url": reverse("admin:claims_claim_change", args=[claim.pk]),
        }
        for claim, near in found
    ]  # fmt: skip


def find_speakers(name: str, *, article: Article, outlets_only: bool) -> list[dict[str, Any]]:
    """Return claimants and outlets whose name holds ``name``; without a name, those of the article."""
    words = name.replace("\0", "").strip()[:LONGEST]
    found = [] if outlets_only else [claimant_told(one) for one in claimants(words, article)]
    known = {one["outlet"] for one in found if one["outlet"]}
    rows = Outlet.objects.filter(name__icontains=words) if words else Outlet.objects.filter(pk=article.outlet_id)
    return [*found, *(outlet_told(one) for one in rows.exclude(pk__in=known).order_by("name", "pk")[:SHOWN])]


def claimants(words: str, article: Article) -> QuerySet[Claimant]:
    """Return whoever may speak in the article: named claimants, and the unnamed ones of this article."""
    rows = Claimant.objects.filter(Q(article=None) | Q(article=article)).prefetch_related("affiliations")
    if words:
        return rows.filter(Q(name__icontains=words) | Q(aliases__icontains=words)).order_by("name", "pk")[:SHOWN]
    here = rows.filter(appearances__passage__text__article=article)
    return here.annotate(times=Count("appearances")).order_by("-times", "name")[:SHOWN]


def claimant_told(claimant: Claimant) -> dict[str, Any]:
    """Return what the screen shows of a claimant, with the roles to choose from."""
    roles = [
        {"id": role.pk, "label": f"{role} ({role.since or '…'} – {role.until or '…'})"}
        for role in claimant.affiliations.all()
    ]
    note = claimant.get_kind_display() if claimant.is_named else _("only in this article")
    return {
        "value": f"claimant:{claimant.pk}", "name": claimant.name, "note": note, "roles": roles,
        "outlet": claimant.outlet_id,
    }  # fmt: skip


def outlet_told(outlet: Outlet) -> dict[str, Any]:
    """Return what the screen shows of an outlet."""
    return {
        "value": f"outlet:{outlet.pk}", "name": outlet.name, "note": outlet.get_kind_display(), "roles": [],
        "outlet": outlet.pk,
    }  # fmt: skip
