"""Rules of scales: what a verdict was given does not change its meaning afterwards."""

import pgtrigger

from changes.triggers import Rule, Touch, refuse_if
from claims.triggers.frozen import differs

RATING_SCALE = [
    Rule(
        name="scale_kinds_in_use",
        operation=pgtrigger.UpdateOf("kinds"),
        checks=[
            refuse_if(
                "EXISTS (SELECT 1 FROM claims_verdict v JOIN claims_rating r ON r.id = v.rating_id"
                " JOIN claims_claim c ON c.id = v.claim_id"
                " WHERE r.scale_id = NEW.id AND NOT c.kind = ANY (NEW.kinds))",
                "scale_kinds_in_use",
                "A verdict uses this scale for a kind of claim that it would no longer serve.",
            )
        ],
    ),
    Rule(
        name="scale_name_in_use",
        operation=pgtrigger.UpdateOf("name"),
        checks=[
            # The name is part of what an approval is bound to.
            refuse_if(
                "OLD.name <> NEW.name AND EXISTS (SELECT 1 FROM claims_verdict v"
                " JOIN claims_rating r ON r.id = v.rating_id WHERE r.scale_id = NEW.id AND v.state <> 'draft')",
                "scale_name_in_use",
                "A verdict was given on this scale, which keeps its name: add a new scale instead.",
            )
        ],
    ),
    Touch("SELECT 'rating', id FROM claims_rating WHERE scale_id = ROW.id"),
]

RATING = [
    Rule(
        name="rating_cited_frozen",
        operation=pgtrigger.Update,
        checks=[
            refuse_if(
                differs(["scale_id", "label", "definition", "value", "normalised"])
                + " AND EXISTS (SELECT 1 FROM claims_verdict WHERE rating_id = OLD.id AND state <> 'draft')",
                "rating_cited_frozen",
                "A verdict uses this rating: retire it and add a new one instead of changing it.",
            )
        ],
    ),
    Touch("SELECT 'rating', ROW.id"),
]
