"""Other desks' reviews are public rows of their own, and part of what a claim's page shows."""

from changes.triggers import Touch

# The claim is asked once for both: files of others bring a million of these at once, mostly for drafts.
EXTERNAL_REVIEW = [
    Touch(
        "SELECT told.kind, told.id FROM claims_claim c"
        " CROSS JOIN LATERAL (VALUES ('claim', c.id), ('external_review', ROW.id)) AS told (kind, id)"
        " WHERE c.id = ROW.claim_id AND c.status = 'public'"
    )
]
