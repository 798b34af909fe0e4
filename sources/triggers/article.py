"""Rules of articles and derivations: no cycles, roots kept, the change log told."""

import pgtrigger

from changes.triggers import Rule, Touch, refuse_if

OUTLET = [
    Touch("SELECT 'outlet', ROW.id"),
]

ARTICLE = [
    Touch(
        "SELECT 'article', ROW.id",
        "SELECT 'outlet', ROW.outlet_id WHERE ROW.status = 'public'",
    ),
    pgtrigger.Trigger(
        name="article_own_root",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        func="PERFORM sources_rebuild_origins(NEW.id); RETURN NULL;",
    ),
]

DERIVATION = [
    Rule(
        name="derivation_no_cycle",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        checks=[
            # One derivation at a time: two halves of a cycle must not be written side by side, nor the roots.
            "PERFORM pg_advisory_xact_lock(7233002);",
            refuse_if(
                "NEW.status <> 'rejected' AND EXISTS (WITH RECURSIVE above(id) AS (SELECT NEW.original_id"
                " UNION SELECT d.original_id FROM sources_derivation d JOIN above ON d.article_id = above.id"
                " WHERE d.status <> 'rejected' AND d.id IS DISTINCT FROM NEW.id)"
                " SELECT 1 FROM above WHERE id = NEW.article_id)",
                "derivation_no_cycle",
                "An article cannot be derived, even through others, from itself.",
            ),
        ],
    ),
    pgtrigger.Trigger(
        name="rebuild_origins",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=(
            "IF TG_OP IN ('UPDATE', 'DELETE') THEN PERFORM sources_rebuild_origins(OLD.article_id); END IF;\n"
            "IF TG_OP IN ('INSERT', 'UPDATE') THEN PERFORM sources_rebuild_origins(NEW.article_id); END IF;\n"
            "RETURN NULL;"
        ),
    ),
    Touch(
        "SELECT 'article', ROW.article_id WHERE ROW.status = 'confirmed'",
        "SELECT 'article', ROW.original_id WHERE ROW.status = 'confirmed'",
    ),
]
