"""Rules of appearances and their attribution: who may be claimant where, and what stays as it is."""

import pgtrigger

from changes.triggers import ACTING_USER, Rule, Touch, refuse, refuse_if
from claims.triggers.frozen import content_guard, delete_guard
from claims.triggers.source_count import COUNT_SOURCES

CONTENT = [
    "claim_id", "passage_id", "claimant_id", "affiliation_id", "stance", "manner", "fidelity",
    "original_wording", "original_article_id", "said", "occasion",
]  # fmt: skip

# Whether a verdict beyond its draft shows appearance {id} as its lead.
CITED = "EXISTS (SELECT 1 FROM claims_verdict v WHERE v.lead_appearance_id = {id} AND v.state <> 'draft')"
RELIED_ON = (
    "EXISTS (SELECT 1 FROM claims_verdict v WHERE v.lead_appearance_id = {id}"
    " AND v.state IN ('submitted', 'approved', 'published'))"
)

APPEARANCE = [
    Rule(
        name="appearance_parties",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("claimant_id", "affiliation_id", "passage_id"),
        checks=[
            refuse_if(
                "NEW.affiliation_id IS NOT NULL AND NEW.claimant_id IS DISTINCT FROM"
                " (SELECT claimant_id FROM claims_affiliation WHERE id = NEW.affiliation_id)",
                "appearance_affiliation_of_claimant",
                "The role must be one of the claimant.",
            ),
            # Locked, so that no mark over the passage is confirmed meanwhile.
            "PERFORM 1 FROM sources_articletext WHERE id ="
            " (SELECT text_id FROM sources_passage WHERE id = NEW.passage_id) FOR SHARE;",
            refuse_if(
                "NOT EXISTS (SELECT 1 FROM claims_claimant c, sources_passage p"
                " JOIN sources_articletext t ON t.id = p.text_id"
                " WHERE c.id = NEW.claimant_id AND p.id = NEW.passage_id"
                " AND (c.article_id IS NULL OR c.article_id = t.article_id))",
                "appearance_claimant_of_article",
                "An anonymous source or unnamed group belongs to one article and cannot speak in another.",
            ),
            refuse_if(
                "EXISTS (SELECT 1 FROM claims_attributionstep WHERE appearance_id = NEW.id"
                " AND claimant_id = NEW.claimant_id)",
                "step_not_final_speaker",
                "The final speaker is the claimant of the appearance and is not repeated in the chain.",
            ),
            refuse_if(
                "claims_in_foreign_mark(NEW.passage_id, NEW.claimant_id)",
                "appearance_claimant_of_mark",
                "This passage was inserted by an outlet; only that outlet can be the claimant.",
            ),
        ],
    ),
    Rule(
        name="appearance_content",
        operation=pgtrigger.Update,
        checks=content_guard("appearance", CONTENT, cited=CITED, relied_on=RELIED_ON),
    ),
    Rule(
        name="appearance_leads_its_claim",
        operation=pgtrigger.UpdateOf("claim_id"),
        checks=[
            refuse_if(
                "EXISTS (SELECT 1 FROM claims_claim WHERE lead_appearance_id = NEW.id AND id <> NEW.claim_id)",
                "claim_lead_appearance",
                "This appearance leads its claim; choose another one there first.",
            )
        ],
    ),
    Rule(name="appearance_kept", operation=pgtrigger.Delete, checks=delete_guard("appearance")),
    COUNT_SOURCES,
    Touch(
        "SELECT 'appearance', ROW.id",
        "SELECT 'claim', ROW.claim_id WHERE ROW.status = 'public'",
        "SELECT 'claimant', ROW.claimant_id WHERE ROW.status = 'public'",
        "SELECT 'claimant', claimant_id FROM claims_attributionstep"
        " WHERE appearance_id = ROW.id AND claimant_id IS NOT NULL AND ROW.status = 'public'",
    ),
]

ATTRIBUTION_STEP = [
    Rule(
        name="step_content",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("parent", "record"), ("parent_id", "bigint"), ("acting", "integer")],
        checks=[
            refuse_if(
                "TG_OP = 'UPDATE' AND OLD.appearance_id <> NEW.appearance_id",
                "step_stays",
                "A step of an attribution stays with its appearance.",
            ),
            "IF TG_OP = 'DELETE' THEN parent_id := OLD.appearance_id; ELSE parent_id := NEW.appearance_id; END IF;",
            "SELECT * INTO parent FROM claims_appearance WHERE id = parent_id FOR UPDATE;",
            "IF parent.id IS NOT NULL THEN",
            refuse_if(
                "parent.status <> 'draft'",
                "appearance_public_frozen",
                "The attribution of a public appearance is not changed: take the appearance back to draft, "
                "or withdraw it and record a new one.",
            ),
            f"IF {CITED.format(id='parent.id')} THEN",
            refuse("appearance_cited_frozen", "A verdict relies on this appearance; record a new one instead."),
            "END IF;",
            "IF TG_OP <> 'DELETE' AND NEW.claimant_id = parent.claimant_id THEN",
            refuse(
                "step_not_final_speaker",
                "The final speaker is the claimant of the appearance and is not repeated in the chain.",
            ),
            "END IF;",
            f"acting := {ACTING_USER};",
            "UPDATE claims_appearance"
            " SET edited_by_id = acting, editor_ids = array_remove(editor_ids, acting) || acting"
            " WHERE id = parent_id AND acting IS NOT NULL"
            " AND (edited_by_id IS DISTINCT FROM acting OR NOT acting = ANY (editor_ids));",
            "END IF;",
        ],
    ),
    Touch("SELECT 'appearance', ROW.appearance_id"),
]
