"""Claimants and affiliations tell the change log."""

from changes.triggers import Touch

CLAIMANT = [Touch("SELECT 'claimant', ROW.id")]
AFFILIATION = [
    Touch(
        "SELECT 'claimant', ROW.claimant_id",
        "SELECT 'appearance', id FROM claims_appearance WHERE affiliation_id = ROW.id",
    )
]
