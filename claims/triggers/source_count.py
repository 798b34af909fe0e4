"""Keeps the number of independent sources of a claim."""

import pgtrigger

from changes.triggers import Touch

# The numbers are part of what a claim's page shows.
SOURCE_COUNT = [Touch("SELECT 'claim', ROW.claim_id")]

COUNT_SOURCES = pgtrigger.Trigger(
    name="count_sources",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func=(
        "IF TG_OP IN ('UPDATE', 'DELETE') THEN PERFORM claims_count_sources(OLD.claim_id); END IF;\n"
        "IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.claim_id <> OLD.claim_id) THEN"
        " PERFORM claims_count_sources(NEW.claim_id); END IF;\n"
        "RETURN NULL;"
    ),
)
