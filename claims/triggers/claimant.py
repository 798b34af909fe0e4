"""Claimants and affiliations: what an appearance says of its speaker stays right; the change log is told."""

import pgtrigger

from changes.triggers import Rule, Touch, refuse_if

CLAIMANT = [
    Rule(
        name="claimant_parties",
        operation=pgtrigger.UpdateOf("article_id", "outlet_id"),
        checks=[
            refuse_if(
                "NEW.article_id IS NOT NULL AND EXISTS (SELECT 1 FROM claims_appearance a"
                " JOIN sources_passage p ON p.id = a.passage_id JOIN sources_articletext t ON t.id = p.text_id"
                " WHERE a.claimant_id = NEW.id AND t.article_id <> NEW.article_id)",
                "appearance_claimant_of_article",
                "This claimant speaks in other articles as well and cannot belong to one.",
            ),
            refuse_if(
                "OLD.outlet_id IS DISTINCT FROM NEW.outlet_id AND EXISTS (SELECT 1 FROM claims_appearance a"
                " JOIN sources_passage p ON p.id = a.passage_id"
                ' JOIN sources_mark m ON m.text_id = p.text_id AND m.start <= p.start AND m."end" >= p."end"'
                " WHERE a.claimant_id = NEW.id AND a.status <> 'withdrawn' AND m.status = 'confirmed'"
                " AND m.inserted_by_id <> COALESCE(NEW.outlet_id, 0))",
                "appearance_claimant_of_mark",
                "This claimant speaks in a passage that another outlet inserted.",
            ),
        ],
    ),
    Touch("SELECT 'claimant', ROW.id"),
]
AFFILIATION = [
    Rule(
        name="affiliation_stays",
        operation=pgtrigger.UpdateOf("claimant_id"),
        checks=[
            refuse_if(
                "EXISTS (SELECT 1 FROM claims_appearance WHERE affiliation_id = NEW.id"
                " AND claimant_id <> NEW.claimant_id)",
                "appearance_affiliation_of_claimant",
                "Appearances name this role of its claimant; add a role to the other claimant instead.",
            )
        ],
    ),
    Touch(
        "SELECT 'claimant', ROW.claimant_id",
        "SELECT 'appearance', id FROM claims_appearance WHERE affiliation_id = ROW.id",
    ),
]
