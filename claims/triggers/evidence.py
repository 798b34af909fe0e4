"""Rules of evidence: its passage stands in its article, and what a verdict cites stays as it is."""

import pgtrigger

from changes.triggers import Rule, Touch, refuse_if
from claims.triggers.frozen import content_guard, delete_guard
from claims.triggers.source_count import COUNT_SOURCES

CONTENT = ["claim_id", "article_id", "passage_id", "locator", "stance", "comment", "is_primary"]

CITED = (
    "EXISTS (SELECT 1 FROM claims_verdictevidence l JOIN claims_verdict v ON v.id = l.verdict_id"
    " WHERE l.evidence_id = {id} AND v.state <> 'draft')"
)
RELIED_ON = (
    "EXISTS (SELECT 1 FROM claims_verdictevidence l JOIN claims_verdict v ON v.id = l.verdict_id"
    " WHERE l.evidence_id = {id} AND v.state IN ('submitted', 'approved', 'published'))"
)

EVIDENCE = [
    Rule(
        name="evidence_passage_of_article",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("passage_id", "article_id"),
        checks=[
            refuse_if(
                "NEW.passage_id IS NOT NULL AND NEW.article_id IS DISTINCT FROM (SELECT t.article_id"
                " FROM sources_passage p JOIN sources_articletext t ON t.id = p.text_id"
                " WHERE p.id = NEW.passage_id)",
                "evidence_passage_of_article",
                "The passage must stand in the cited article.",
            )
        ],
    ),
    Rule(
        name="evidence_content",
        operation=pgtrigger.Update,
        checks=content_guard("evidence", CONTENT, cited=CITED, relied_on=RELIED_ON),
    ),
    Rule(
        name="evidence_stays_with_links",
        operation=pgtrigger.UpdateOf("claim_id"),
        checks=[
            refuse_if(
                "OLD.claim_id <> NEW.claim_id AND EXISTS"
                " (SELECT 1 FROM claims_verdictevidence WHERE evidence_id = NEW.id)",
                "verdict_evidence_same_claim",
                "A verdict relies on this evidence, so it stays with its claim.",
            )
        ],
    ),
    Rule(name="evidence_kept", operation=pgtrigger.Delete, checks=delete_guard("evidence")),
    COUNT_SOURCES,
    Touch("SELECT 'evidence', ROW.id", "SELECT 'claim', ROW.claim_id WHERE ROW.status = 'public'"),
]
