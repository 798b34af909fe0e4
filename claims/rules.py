"""The messages of the claim tables' rules, and the block in which an action runs."""

from contextlib import AbstractContextManager
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from sources.rules import MESSAGES as SOURCE_MESSAGES
from sources.rules import Refusal, require_permission
from sources.rules import refusing as refusing_with

MESSAGES: dict[str, Any] = {
    **SOURCE_MESSAGES,
    "appearance_affiliation_of_claimant": _("The role belongs to somebody else. Choose a role of this claimant."),
    "appearance_claimant_of_article": _(
        "An anonymous source or unnamed group belongs to one article. Describe the source anew for this article."
    ),
    "appearance_claimant_of_mark": _(
        "This passage was inserted by an outlet, so only that outlet can be the claimant. Choose it or mend the mark."
    ),
    "appearance_cited_frozen": _("A verdict relies on this appearance. Record a new one instead of changing it."),
    "appearance_four_eyes": _("Somebody else than who wrote the appearance must approve it."),
    "appearance_kept": _("An appearance that has been public is withdrawn, not deleted."),
    "appearance_once": _("This claimant already appears with this claim in this passage."),
    "appearance_public_frozen": _("The appearance is approved. Take it back to draft before you change it."),
    "claim_language_bcp47": _("Write the language as a BCP 47 tag, such as en or ru."),
    "claim_kind_served": _("The claim has a verdict on a scale that does not serve the new kind."),
    "claim_lead_appearance": _("The lead appearance must be one of this claim."),
    "claim_merge_flat": _("That claim has itself been merged. Merge into the claim that it points to."),
    "claim_merge_published_verdict": _(
        "A claim with a published verdict, or one under review, cannot be merged. Retract or return the verdict first."
    ),
    "claim_not_into_itself": _("A claim cannot be merged into itself."),
    "comment_append_only": _("A comment stays as it was written. Write another one."),
    "comment_kept": _("A comment is kept as long as its verdict. Call it settled instead."),
    "event_append_only": _("The events of a verdict are a record. Nothing in it is changed or removed."),
    "event_reason_given": _("Say why: the reason is part of the record."),
    "claimant_anonymous_has_article": _("An anonymous source belongs to one article: choose it."),
    "claimant_article_only_unnamed": _(
        "Only anonymous sources and unnamed groups belong to an article; leave it empty."
    ),
    "claimant_country_iso": _("Write the country as two capital letters after ISO 3166, such as GB."),
    "claimant_outlet_named": _("Choose the outlet that this claimant is."),
    "claimant_person_died": _("Only a person has a day of death; leave it empty."),
    "claimant_wikidata_id": _("A Wikidata id is a Q and a number, such as Q42."),
    "evidence_cited_frozen": _("A verdict relies on this evidence. Cite it anew instead of changing it."),
    "evidence_four_eyes": _("Somebody else than who cited the evidence must approve it."),
    "evidence_kept": _("Evidence that has been public is withdrawn, not deleted."),
    "evidence_passage_of_article": _("The passage stands in another article. Cite the article that it stands in."),
    "evidence_passage_or_locator": _("Give a passage or a locator, not both."),
    "evidence_public_frozen": _("The evidence is approved. Take it back to draft before you change it."),
    "external_review_language_bcp47": _("Write the language as a BCP 47 tag, such as en or ru."),
    "external_review_once": _("This review is already recorded for the claim; change that one."),
    "external_review_sources_http": _("Give the whole address of each source, beginning with https:// or http://."),
    "external_review_url_http": _("Give the whole address, beginning with https:// or http://."),
    "inquiry_asked_or_reason": _("Say when the claimant was asked, or why nobody was."),
    "inquiry_answer_and_answered_at": _("An answer needs the day on which it came."),
    "match_once": _("This pair of claims is already recorded; decide that one."),
    "rating_label_unique": _("The scale has a rating of this label already."),
    "rating_position_unique": _("Another rating of the scale stands at this position."),
    "rating_value_1_to_5": _("The value is a number from 1 to 5, or left empty."),
    "rating_cited_frozen": _("A verdict uses this rating. Retire it and add a new one."),
    "step_claimant_or_outlet": _("Each step of the attribution names either a claimant or an outlet."),
    "step_not_final_speaker": _("The claimant is the last speaker already; leave them out of the chain."),
    "translation_language_bcp47": _("Write the language as a BCP 47 tag, such as en or ru."),
    "translation_once": _("The claim has a translation into this language already; change that one."),
    "translation_summary_and_verdict": _(
        "A translated summary belongs to a version of the verdict: give both or neither."
    ),
    "verdict_change_explained": _("A later version says what kind of change it makes, and explains it to readers."),
    "verdict_claim_merged": _("This claim has been merged into another. Draft the verdict there."),
    "verdict_claim_public": _("Publish the claim before its verdict."),
    "verdict_complete": _(
        "Before it can be submitted a verdict needs a title, a rating, a summary, the reasons, and the day up to which "
        "evidence was weighed."
    ),
    "verdict_digest_matches": _(
        "What readers would see has changed since the verdict was submitted. Return it and submit it again."
    ),
    "verdict_evidence_frozen": _("Evidence is added to or removed from a verdict only while it is a draft."),
    "verdict_evidence_public": _("Approve the evidence that the verdict relies on, and publish its articles, first."),
    "verdict_evidence_same_claim": _("A verdict relies on evidence of its own claim."),
    "verdict_has_evidence": _("A verdict relies on at least one piece of evidence. Choose it before you submit."),
    "verdict_lead_public": _("Approve the appearance that leads the claim first."),
    "verdict_one_open": _("This claim already has a verdict in work. Finish that one first."),
    "verdict_one_published": _(
        "This claim already has a published verdict; publish the new version through its own step."
    ),
    "verdict_opinion_unrated": _("Opinions take no rating."),
    "verdict_of_another": _("You wrote or edited this verdict, so another reviewer must take this step."),
    "verdict_published_immutable": _("What was published is never changed. Draft a new version."),
    "verdict_rating_in_use": _("This rating has been retired. Choose another."),
    "verdict_reviewer_contributed": _("You have edited this verdict, so another editor must review it."),
    "verdict_reviewer_not_author": _("You wrote this verdict, so another editor must review it."),
    "verdict_scale_serves_kind": _(
        "This scale does not serve claims of this kind. Choose a rating from one that does."
    ),
    "verdict_transition": _(
        "The verdict is not in the state that this step needs. Look at it again: it may have moved on."
    ),
}


def refusing(*, by: User | None) -> AbstractContextManager[None]:
    """Run one editorial verb on claims: atomic, in the name of ``by``, refusals put into words."""
    return refusing_with(by=by, messages=MESSAGES)


__all__ = ["MESSAGES", "Refusal", "refusing", "require_permission"]
