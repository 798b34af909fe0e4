"""The sorts of work at the desk, in groups, the most urgent first."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from changes.models import Webhook
from claims.enums import Priority, RecheckReason
from claims.models import Appearance, Claim, ClaimMatch, Evidence, Verdict
from claims.recheck import due
from sources.enums import Decision
from sources.models import Article, Derivation, Mark, Passage

Words = str | Promise


@dataclass(frozen=True)
class Kind:
    """A sort of work: who may do it, which rows they are for a user, and how the list is asked for them.

    ``label`` takes the number. With ``remark`` the first rows are named on the page, each with what it says of them;
    ``along`` is fetched with them, and ``page`` is where each is worked on.
    """

    label: Any
    permission: str
    rows: Callable[[User], QuerySet[Any]]
    query: str
    remark: Callable[[Any], str] | None = None
    along: tuple[str, ...] = ()
    page: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class Group:
    """Kinds of work that are done for the same end."""

    key: str
    title: Words
    lead: Words
    kinds: tuple[Kind, ...]


def workspace(claim: int) -> str:
    """Return the address of the page on which a claim is weighed."""
    return reverse("admin:claims_claim_workspace", args=[claim])


def review_page(verdict: Verdict) -> str:
    """Return the address of the page on which a verdict is reviewed."""
    return reverse("admin:claims_verdict_review", args=[verdict.pk])


def urgency(claim: Claim) -> str:
    """Say how urgent a claim is, where it is anything but ordinary."""
    return "" if claim.priority == Priority.NORMAL else f"{_('priority')}: {claim.get_priority_display()}"


def due_for(reason: RecheckReason, _user: User) -> QuerySet[Claim]:
    """Return the claims that are due for ``reason``, whoever asks."""
    return due(reason)


def recheck(reason: RecheckReason, label: Words) -> Kind:
    """Return the sort of work that ``reason`` makes."""
    return Kind(
        label, "claims.change_claim", partial(due_for, reason), f"recheck={reason.value}", lambda _claim: "",
        page=lambda claim: workspace(claim.pk),
    )  # fmt: skip


REVIEW = Group(
    "review", _("For your review"), _("Written by others; readers see it once you have let it through."),
    (
        Kind(
            ngettext_lazy("verdict to review", "verdicts to review"), "claims.review_verdict",
            Verdict.objects.awaiting_review_by, "review=mine", lambda verdict: str(verdict.author),
            ("author", "claim"), review_page,
        ),
        Kind(
            ngettext_lazy("approved verdict to publish", "approved verdicts to publish"), "claims.publish_verdict",
            Verdict.objects.awaiting_publication_by, "review=publish",
            lambda verdict: str(verdict.author),
            ("author", "claim"), review_page,
        ),
        Kind(
            ngettext_lazy("appearance to approve", "appearances to approve"), "claims.approve_appearance",
            Appearance.objects.awaiting_approval_by, "approval=mine",
        ),
        Kind(
            ngettext_lazy("piece of evidence to approve", "pieces of evidence to approve"), "claims.approve_evidence",
            Evidence.objects.awaiting_approval_by, "approval=mine",
        ),
    ),
)  # fmt: skip
MINE = Group(
    "mine", _("Yours"), _("What you began, what came back to you, and what you were given."),
    (
        Kind(
            ngettext_lazy("verdict returned to you", "verdicts returned to you"), "claims.change_verdict",
            Verdict.objects.returned_to, "review=returned", lambda verdict: str(verdict.returned_because),
            ("claim",), lambda verdict: workspace(verdict.claim_id),
        ),
        Kind(
            ngettext_lazy("verdict that you are drafting", "verdicts that you are drafting"), "claims.change_verdict",
            Verdict.objects.being_drafted_by, "review=drafts", lambda _verdict: "", ("claim",),
            lambda verdict: workspace(verdict.claim_id),
        ),
        Kind(
            ngettext_lazy("claim given to you", "claims given to you"), "claims.change_claim",
            lambda user: Claim.objects.assigned_to(user).urgent_first(), "assigned=me", urgency,
            page=lambda claim: workspace(claim.pk),
        ),
    ),
)  # fmt: skip
RECHECK = Group(
    "recheck", _("To check again"), _("Verdicts that may no longer hold, and questions that nobody answered."),
    (
        recheck(
            RecheckReason.ARTICLE_WITHDRAWN,
            ngettext_lazy(
                "claim whose verdict cites a withdrawn article", "claims whose verdicts cite withdrawn articles"
            ),
        ),
        recheck(
            RecheckReason.NEWER_EVIDENCE,
            ngettext_lazy(
                "claim with newer evidence than its verdict", "claims with newer evidence than their verdicts"
            ),
        ),
        recheck(
            RecheckReason.REVIEW_BY,
            ngettext_lazy("claim whose review-by day has come", "claims whose review-by day has come"),
        ),
        recheck(
            RecheckReason.INQUIRY_OVERDUE,
            ngettext_lazy("claim with an inquiry past its deadline", "claims with inquiries past their deadline"),
        ),
    ),
)  # fmt: skip
DECIDE = Group(
    "decide", _("To decide"), _("Found by the program, or left over by a newer text: only a person says what is so."),
    (
        Kind(
            ngettext_lazy("orphaned passage", "orphaned passages"), "sources.add_passage",
            lambda _user: Passage.objects.undecided(), "orphaned=undecided",
        ),
        Kind(
            ngettext_lazy("pair of claims to compare", "pairs of claims to compare"), "claims.change_claimmatch",
            lambda _user: ClaimMatch.objects.waiting(), "tray=waiting",
        ),
        Kind(
            ngettext_lazy("suggested derivation", "suggested derivations"), "sources.change_derivation",
            lambda _user: Derivation.objects.filter(status=Decision.SUGGESTED), "status__exact=suggested",
        ),
        Kind(
            ngettext_lazy("suggested mark", "suggested marks"), "sources.change_mark",
            lambda _user: Mark.objects.filter(status=Decision.SUGGESTED), "status__exact=suggested",
        ),
        Kind(
            ngettext_lazy("webhook that was given up", "webhooks that were given up"), "changes.change_webhook",
            lambda _user: Webhook.objects.given_up(), "gave_up_at__isnull=0",
        ),
    ),
)  # fmt: skip
ARTICLES = Group(
    "articles", _("To annotate"), _("Whole texts of which nobody has said yet that nothing is left to find in them."),
    (
        Kind(
            ngettext_lazy("article not annotated yet", "articles not annotated yet"), "claims.add_appearance",
            lambda _user: Article.objects.not_annotated(), "annotation=open", lambda article: str(article.outlet),
            ("outlet",), lambda article: reverse("admin:sources_article_annotate", args=[article.pk]),
        ),
    ),
)  # fmt: skip
GROUPS = (REVIEW, MINE, RECHECK, DECIDE, ARTICLES)
