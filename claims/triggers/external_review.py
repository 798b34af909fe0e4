"""Other desks' reviews are part of what a claim's page shows."""

from changes.triggers import Touch

EXTERNAL_REVIEW = [Touch("SELECT 'claim', ROW.claim_id")]
