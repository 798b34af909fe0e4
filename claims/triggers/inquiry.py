"""Inquiries are public rows of their own, and part of what a claim's page shows."""

from changes.triggers import Touch

INQUIRY = [
    Touch(
        "SELECT 'inquiry', ROW.id WHERE ROW.is_public",
        "SELECT 'claim', ROW.claim_id WHERE ROW.is_public",
        "SELECT 'claimant', ROW.addressee_id WHERE ROW.is_public",
    )
]
