"""What the workspace shows of a claim besides its forms; each part is fetched anew after every step."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from claims.closeness import Near, find_near
from claims.enums import ClaimKind, EvidenceStance, MatchDecision, Polarity, VerdictEventKind, VerdictState
from claims.models import Appearance, Claim, ClaimMatch, Evidence, Inquiry, Verdict, VerdictEvent
from claims.presentation import appearance as appearances
from claims.presentation import evidence as pieces
from claims.presentation.appearance import ShownAppearance, shown_appearances
from claims.presentation.evidence import HEADINGS, ShownEvidence, shown_evidence
from claims.readiness import Missing, advice, missing, unasked
from sources.enums import Publication
from sources.independence import independent_sources

SIMILAR = 8  # suggestions that nobody has decided on
LEAST_SIMILAR = 0.25
METHODS = {
    "words": _lazy("by words"), "meaning": _lazy("by meaning"), "words+meaning": _lazy("by words and meaning"),
    "editor": _lazy("by an editor"),
}  # fmt: skip
COPIED = ("title", "rating", "summary", "rationale", "evidence_until", "review_by")


@dataclass(frozen=True)
class Source:
    """Pieces of evidence whose articles go back to one story."""

    pieces: list[ShownEvidence]
    articles: int


@dataclass(frozen=True)
class Column:
    """The evidence of one stance by independent source."""

    stance: EvidenceStance
    heading: str
    sources: list[Source]

    @property
    def count(self) -> dict[str, int]:
        """Return the numbers of articles and of independent sources."""
        return {"articles": sum(source.articles for source in self.sources), "sources": len(self.sources)}


@dataclass(frozen=True)
class Similar:
    """Another claim that may be the same; ``match`` is None while nobody has recorded the pair."""

    claim: Claim
    match: ClaimMatch | None
    score: float | None
    method: str
    polarity: str
    suggestion: str

    @property
    def is_decided(self) -> bool:
        """Say whether an editor has said what it is."""
        return self.match is not None and self.match.decision != MatchDecision.UNDECIDED

    @property
    def is_opposite(self) -> bool:
        """Say whether a merge would turn the stances round."""
        decided = self.match.decision if self.match else MatchDecision.UNDECIDED
        return decided == MatchDecision.OPPOSITE


def open_verdict(claim: Claim) -> Verdict:
    """Return the version in work, or a new one that is not stored yet."""
    found = Verdict.objects.open().filter(claim=claim).select_related("rating__scale", "author", "reviewer").first()
    if found:
        found.claim = claim
        return found
    last = Verdict.objects.filter(claim=claim).order_by("-version").first()
    return Verdict(claim=claim, version=last.version + 1 if last else 1)


def parts_of(claim: Claim, verdict: Verdict) -> dict[str, Any]:
    """Return what the parts of the page show that change with what is done on it."""
    return {
        "original": claim,
        "verdict": verdict,
        "is_opinion": claim.kind == ClaimKind.OPINION,
        "lacking": lacking(claim, verdict),
        "advice": [] if claim.kind == ClaimKind.OPINION else advice(verdict),
        "similar": list(similar(claim)),
        "inquiries": list(Inquiry.objects.filter(claim=claim).select_related("addressee").order_by("id")),
        "now": timezone.now(),
        "unasked": [] if claim.kind == ClaimKind.OPINION else list(unasked(claim)),
        "decisions": [one for one in MatchDecision.choices if one[0] != MatchDecision.UNDECIDED],
    }


def before(claim: Claim) -> dict[str, Any]:
    """Return what a new version takes over from the newest one."""
    last = Verdict.objects.filter(claim=claim).select_related("rating").order_by("-version").first()
    if last is None:
        return {}
    return {
        **{name: getattr(last, name) for name in COPIED},
        "relied_on": list(last.evidence.values_list("pk", flat=True)),
    }


def lacking(claim: Claim, verdict: Verdict) -> list[Missing]:
    """Return what keeps the version from being submitted; nothing once it is, or where there is never one."""
    if verdict.state != VerdictState.DRAFT or claim.kind == ClaimKind.OPINION:
        return []
    if verdict.pk:
        return missing(verdict)
    begun = before(claim)
    is_cited = bool(begun.pop("relied_on", ()))
    found = missing(Verdict(claim=claim, version=verdict.version, **begun))
    return [one for one in found if not (is_cited and one.field == "evidence")]


def returned(verdict: Verdict) -> VerdictEvent | None:
    """Return with whose words the draft came back from its last review, if it did."""
    if not verdict.pk or verdict.state != VerdictState.DRAFT:
        return None
    return verdict.events.filter(kind=VerdictEventKind.RETURNED).select_related("by").order_by("-id").first()


def said(claim: Claim) -> list[ShownAppearance]:
    """Return the appearances that stand or wait, in the order of time."""
    rows = Appearance.objects.not_withdrawn().filter(claim=claim)
    return shown_appearances(appearances.with_sources(rows).in_order_of_time())


def columns(claim: Claim) -> list[Column]:
    """Return the evidence for, against and around the claim, grouped by independent source."""
    rows = Evidence.objects.filter(claim=claim).exclude(status=Publication.WITHDRAWN)
    shown = shown_evidence(pieces.with_sources(rows).order_by("-is_primary", "id"))
    return [
        Column(EvidenceStance(stance), str(heading), sources([one for one in shown if one.row.stance == stance]))
        for stance, heading in HEADINGS.items()
    ]


def sources(shown: list[ShownEvidence]) -> list[Source]:
    """Return the pieces by independent source, the first cited source first."""
    groups = independent_sources(piece.row.article_id for piece in shown)
    found = [
        Source([piece for piece in shown if piece.row.article_id in group], len(group))
        for group in groups
    ]  # fmt: skip
    return sorted(found, key=lambda source: shown.index(source.pieces[0]))


def similar(claim: Claim) -> Iterator[Similar]:
    """Yield the recorded pairs, those that wait first, and then claims that are close and in no pair yet."""
    pairs = ClaimMatch.objects.filter(Q(first=claim) | Q(second=claim)).select_related("first", "second", "decided_by")
    others = set()
    for match in sorted(pairs, key=lambda one: (one.decision != MatchDecision.UNDECIDED, -(one.score or 0), one.pk)):
        other = match.second if match.first_id == claim.pk else match.first
        others.add(other.pk)
        hint = str(match.suggestion.label) if match.suggestion else ""
        yield Similar(other, match, match.score, _found(match.method), _said_of(match.polarity), hint)
    if claim.merged_into_id is None:
        for near in nearest(claim, others):
            yield Similar(near.claim, None, near.score, _found(near.method), _said_of(near.polarity), "")


def nearest(claim: Claim, known: set[int]) -> list[Near]:
    """Return claims close to this one that are in no pair with it yet."""
    among = Claim.objects.unmerged().exclude(pk__in=[claim.pk, *known])
    return find_near(claim.statement, language=claim.language, among=among, least=LEAST_SIMILAR, limit=SIMILAR)


def _found(method: str) -> str:
    return str(METHODS.get(method, method))


def _said_of(polarity: str) -> str:
    return "" if polarity == Polarity.UNKNOWN else str(Polarity(polarity).label)


def words_of_state(verdict: Verdict) -> str:
    """Say where the version in work stands."""
    if not verdict.pk:
        return _("No version is in work.")
    return _("Version %(version)s: %(state)s") % {"version": verdict.version, "state": verdict.get_state_display()}
