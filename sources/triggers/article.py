"""Rules of articles and derivations: no cycles, roots kept, the change log told."""

import pgtrigger

from changes.triggers import Rule, Touch, refuse_if

OUTLET = [
    Touch(
        "SELECT 'outlet', ROW.id",
        on_update=(
            "SELECT 'derivation', id FROM sources_derivation WHERE status = 'confirmed' AND OLD.name <> NEW.name"
            " AND (article_id IN (SELECT id FROM sources_article WHERE outlet_id = ROW.id)"
            " OR original_id IN (SELECT id FROM sources_article WHERE outlet_id = ROW.id))",
        ),
    ),
]

ARTICLE = [
    Touch(
        "SELECT 'article', ROW.id",
        "SELECT 'outlet', ROW.outlet_id WHERE ROW.status = 'public'",
        # What a derivation shows of its articles, and whether it is shown.
        on_update=(
            "SELECT 'derivation', d.id FROM sources_derivation d"
            " WHERE (d.article_id = ROW.id OR d.original_id = ROW.id) AND d.status = 'confirmed'"
            " AND (OLD.title, OLD.outlet_id, OLD.status) IS DISTINCT FROM (NEW.title, NEW.outlet_id, NEW.status)",
        ),
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
        "SELECT 'derivation', ROW.id WHERE ROW.status = 'confirmed'",
        "SELECT 'article', ROW.article_id WHERE ROW.status = 'confirmed'",
        "SELECT 'article', ROW.original_id WHERE ROW.status = 'confirmed'",
    ),
]
