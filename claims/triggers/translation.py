"""Rules of translations: the summary belongs to a verdict of the same claim."""

import pgtrigger

from changes.triggers import Rule, Touch, refuse_if

TRANSLATION = [
    Rule(
        name="translation_verdict_of_claim",
        operation=pgtrigger.Insert | pgtrigger.Update,
        checks=[
            refuse_if(
                "NEW.verdict_id IS NOT NULL AND NEW.claim_id IS DISTINCT FROM"
                " (SELECT claim_id FROM claims_verdict WHERE id = NEW.verdict_id)",
                "translation_verdict_of_claim",
                "The verdict must be one of the translated claim.",
            )
        ],
    ),
    Touch(
        "SELECT 'translation', ROW.id WHERE ROW.checked_at IS NOT NULL",
        "SELECT 'claim', ROW.claim_id WHERE ROW.checked_at IS NOT NULL",
    ),
]
