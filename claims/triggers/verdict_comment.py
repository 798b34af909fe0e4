"""Rules of comments on verdicts: what was written stays; only whether it is settled changes."""

import pgtrigger

from changes.triggers import DeferredRule, Rule, refuse_if
from claims.triggers.frozen import differs

WRITTEN = ["external_id", "verdict_id", "field", "text", "created_by_id", "created_at"]

VERDICT_COMMENT = [
    Rule(
        name="comment_append_only",
        operation=pgtrigger.Update,
        checks=[
            refuse_if(
                differs(WRITTEN),
                "comment_append_only",
                "A comment stays as it was written; write another one.",
            )
        ],
    ),
    DeferredRule(
        name="comment_kept",
        operation=pgtrigger.Delete,
        checks=[
            refuse_if(
                "EXISTS (SELECT 1 FROM claims_verdict WHERE id = OLD.verdict_id)",
                "comment_kept",
                "A comment is kept as long as its verdict.",
            )
        ],
    ),
]
