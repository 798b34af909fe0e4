"""Other desks' reviews are part of what a claim's page shows."""

from changes.triggers import Touch

EXTERNAL_REVIEW = [Touch("SELECT 'claim', id FROM claims_claim WHERE id = ROW.claim_id AND status = 'public'")]
