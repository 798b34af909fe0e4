"""Where a verdict stands: what readers see of it, what still keeps it from them, and whether its record holds."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.actions.event_chain import ChainCheck, check_events_of
from claims.enums import PUBLIC_STATES, VerdictEventKind, VerdictState
from claims.models import Appearance, Verdict, VerdictEvent
from claims.rules import MESSAGES
from sources.enums import Publication

DAY = "j F Y"


OF_ITSELF = {
    VerdictState.PUBLISHED: gettext_lazy(
        "Readers see this version: its rating, summary and reasons, what it relies on, and that an author and a second "
        "editor stand behind it. Names are not shown."
    ),
    VerdictState.SUPERSEDED: gettext_lazy(
        "This version stays readable at an address of its own, marked as an earlier verdict; the version after it says "
        "in public what kind of change was made, and why."
    ),
    VerdictState.RETRACTED: gettext_lazy(
        "Readers see that this verdict was taken back, on which day and for which reason. Its rating is struck out on "
        "the claim’s page; the whole of it stays readable at an address of its own."
    ),
}


@dataclass(frozen=True)
class Seen:
    """A sentence on what readers see, and where they see it."""

    words: str
    address: str = ""


@dataclass(frozen=True)
class Hindrance:
    """What must be public before the verdict can be, and where that is done."""

    words: str
    address: str


@dataclass(frozen=True)
class Record:
    """The steps taken so far, whether their hashes hold, and the edit that voided the last submission, if one did."""

    events: list[VerdictEvent]
    check: ChainCheck
    voided_by: VerdictEvent | None
    was_approved: bool


def record_of(verdict: Verdict) -> Record:
    """Return the steps in their order, each with who took it."""
    events = list(verdict.events.select_related("by").order_by("id"))
    last = events[-1] if events else None
    voided_by = last if last and last.is_voiding else None
    was_approved = len(events) > 1 and events[-2].kind == VerdictEventKind.APPROVED
    return Record(events, check_events_of(verdict), voided_by, was_approved=bool(voided_by) and was_approved)


def readers_see(verdict: Verdict) -> list[Seen]:
    """Say what readers see today, and what becomes of this version."""
    claim, versions = verdict.claim, list(verdict.claim.verdicts.filter(state__in=PUBLIC_STATES).order_by("-version"))
    if claim.status != Publication.PUBLIC or claim.merged_into_id is not None:
        return [Seen(_("Readers do not see the claim, nor any verdict on it."))]
    standing = next((version for version in versions if version.state == VerdictState.PUBLISHED), None)
    return list(_seen(verdict, standing, versions[0] if versions else None))


def _seen(verdict: Verdict, standing: Verdict | None, last: Verdict | None) -> Iterator[Seen]:
    page = verdict.claim.get_absolute_url()
    if standing and standing != verdict:
        day = date_format(standing.published_at, DAY) if standing.published_at else ""
        words = _("On the claim’s page readers see version %(version)s, “%(title)s”, published on %(day)s.")
        yield Seen(words % {"version": standing.version, "title": standing.title, "day": day}, page)
    elif standing is None and last and last != verdict:
        yield Seen(_("On the claim’s page readers see that version %(version)s was retracted, and why.")
                   % {"version": last.version}, page)  # fmt: skip
    elif standing is None and last is None:
        yield Seen(_("Readers see the claim without a verdict."), page)
    if verdict.state in OF_ITSELF:
        yield Seen(str(OF_ITSELF[VerdictState(verdict.state)]), _own_page(verdict, page))


def _own_page(verdict: Verdict, page: str) -> str:
    return verdict.get_absolute_url() if verdict.state in PUBLIC_STATES else page


def hindrances(verdict: Verdict, lead: Appearance | None) -> list[Hindrance]:
    """Return what still keeps an open version from being published, in the words of the rules."""
    if not verdict.is_open:
        return []
    return list(_hindrances(verdict, lead))


def _hindrances(verdict: Verdict, lead: Appearance | None) -> Iterator[Hindrance]:
    if verdict.claim.status != Publication.PUBLIC:
        yield _to("verdict_claim_public", "claims_claim", verdict.claim_id)
    cited = verdict.evidence.select_related("article")
    if any(row.status != Publication.PUBLIC or row.article.status != Publication.PUBLIC for row in cited):
        yield Hindrance(str(MESSAGES["verdict_evidence_public"]), "#evidence")
    if lead and lead.status != Publication.PUBLIC:
        yield Hindrance(str(MESSAGES["verdict_lead_public"]), "#lead_appearance")
    elif lead and lead.passage.text.article.status != Publication.PUBLIC:
        words = _("Publish the article in which the claim appears first.")
        yield Hindrance(words, reverse("admin:sources_article_change", args=[lead.passage.text.article_id]))


def _to(code: str, table: str, pk: int) -> Hindrance:
    return Hindrance(str(MESSAGES[code]), reverse(f"admin:{table}_change", args=[pk]))
