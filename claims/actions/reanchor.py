"""Anchor an orphaned quote in the current text, by an editor's decision."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from claims.actions.merge import copy_appearance, copy_evidence
from claims.models import Appearance, Evidence, Verdict
from claims.rules import Refusal, refusing, require_permission
from sources.actions.passage import anchor_passage
from sources.enums import Publication
from sources.models import Passage


@transaction.atomic
def reanchor_passage(*, passage: Passage, exact: str, start: int | None = None, by: User) -> Passage:
    """Make a new passage in the article's current text and let the desk's rows follow it.

    Drafts move to the new passage. What a second editor has approved, or a verdict cites, stays where it is, shown
    as orphaned, and is copied as a draft on the new passage, so that the change is approved as well. What stands
    there already is not made twice.
    """
    require_permission(by, "sources.add_passage")
    current = passage.text.article.current_text
    if current is None or current.pk == passage.text_id:
        raise Refusal("passage_current", _("This passage is anchored in the current text already."))
    anchored = anchor_passage(text=current, exact=exact, start=start, reanchored_from=passage, by=by)
    with refusing(by=by):
        _follow_appearances(passage, anchored, by)
        _follow_evidence(passage, anchored, by)
    return anchored


def _follow_appearances(old: Passage, new: Passage, by: User) -> None:
    cited = set(
        Verdict.objects.beyond_draft().filter(lead_appearance__passage=old).values_list("lead_appearance", flat=True)
    )
    there = set(Appearance.objects.filter(passage=new).values_list("claim_id", "claimant_id"))
    for appearance in Appearance.objects.filter(passage=old).not_withdrawn():
        if (appearance.claim_id, appearance.claimant_id) in there:
            continue
        if appearance.status == Publication.DRAFT and appearance.pk not in cited:
            appearance.passage = new
            appearance.save(update_fields=["passage"])
        else:
            copy_appearance(appearance, claim=appearance.claim, stance=appearance.stance, passage=new, by=by)


def _follow_evidence(old: Passage, new: Passage, by: User) -> None:
    cited = Evidence.objects.filter(verdicts__in=Verdict.objects.beyond_draft())
    there = set(Evidence.objects.filter(passage=new).values_list("claim_id", "stance"))
    for evidence in Evidence.objects.filter(passage=old).exclude(status=Publication.WITHDRAWN):
        if (evidence.claim_id, evidence.stance) in there:
            continue
        if evidence.status == Publication.DRAFT and not cited.filter(pk=evidence.pk).exists():
            evidence.passage = new
            evidence.save(update_fields=["passage"])
        else:
            copy_evidence(evidence, claim=evidence.claim, stance=evidence.stance, passage=new, by=by)
