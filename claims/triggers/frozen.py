"""What may still change in a row that needs two pairs of eyes and that verdicts rely on."""

from changes.triggers import ACTING_USER, refuse, refuse_if

# Whoever changes the content signs it: the last one by name, all of them so that none can approve it.
SIGN = (
    f"NEW.edited_by_id := COALESCE({ACTING_USER}, NEW.edited_by_id);\n"
    f"IF {ACTING_USER} IS NOT NULL AND NOT {ACTING_USER} = ANY (NEW.editor_ids) THEN"
    f" NEW.editor_ids := NEW.editor_ids || {ACTING_USER}; END IF;"
)


def differs(columns: list[str]) -> str:
    """Return the SQL condition that any of ``columns`` differs between OLD and NEW."""
    old = ", ".join(f"OLD.{column}" for column in columns)
    new = ", ".join(f"NEW.{column}" for column in columns)
    return f"ROW({old}) IS DISTINCT FROM ROW({new})"


def content_guard(noun: str, columns: list[str], *, cited: str, relied_on: str) -> list[str]:
    """Return the checks of an UPDATE of an appearance or a piece of evidence.

    ``columns`` are its content; ``cited`` and ``relied_on`` are SQL conditions with ``{id}``: whether a verdict
    beyond its draft cites the row, and whether one that is under review or published does. Content moves
    freely only when its claim is merged into another, and then only to that claim and with the stance turned.
    """
    wording = [column for column in columns if column not in ("claim_id", "stance")]
    return [
        *signature_guard(noun),
        f"IF {differs(columns)} AND NOT (NOT {differs(wording)}"
        " AND OLD.claim_id <> NEW.claim_id AND NEW.claim_id IS NOT DISTINCT FROM"
        " (SELECT merged_into_id FROM claims_claim WHERE id = OLD.claim_id)) THEN",
        f"IF {cited.format(id='OLD.id')} THEN",
        refuse(
            f"{noun}_cited_frozen",
            "A verdict relies on this and it is not changed any more; make a new row instead.",
        ),
        "END IF;",
        refuse_if(
            "OLD.status <> 'draft' AND NEW.status <> 'draft'",
            f"{noun}_public_frozen",
            "What a second editor has approved is not changed: take it back to draft first, "
            "or withdraw it and make a new row.",
        ),
        f"IF NEW.status = 'draft' THEN {SIGN} END IF;",
        "END IF;",
        refuse_if(
            "NEW.status = 'public' AND OLD.status <> 'public' AND NEW.approved_by_id = ANY (NEW.editor_ids)",
            f"{noun}_four_eyes",
            "Somebody else than who wrote this must approve it.",
        ),
        refuse_if(
            f"OLD.claim_id <> NEW.claim_id AND {cited.format(id='OLD.id')}",
            f"{noun}_cited_frozen",
            "A verdict relies on this and it stays with its claim.",
        ),
        refuse_if(
            f"OLD.status = 'public' AND NEW.status = 'draft' AND {cited.format(id='OLD.id')}",
            f"{noun}_cited_frozen",
            "A verdict relies on this, so it is no draft again; withdraw it or make a new row.",
        ),
        refuse_if(
            f"OLD.status = 'public' AND NEW.status <> 'public' AND {relied_on.format(id='OLD.id')}",
            f"{noun}_cited_frozen",
            "A verdict under review or published relies on this: return, supersede or retract the verdict first.",
        ),
        refuse_if(
            "OLD.status = 'withdrawn' AND NEW.status <> 'withdrawn'",
            f"{noun}_stays_withdrawn",
            "What was withdrawn stays withdrawn; make a new row.",
        ),
    ]


def signature_guard(noun: str) -> list[str]:
    """Return the checks that who wrote and who approved a row is not rewritten afterwards."""
    return [
        # Kept by the database: a row saved as it was read earlier must not bring old signatures back.
        "IF pg_trigger_depth() < 2 THEN",
        "NEW.edited_by_id := OLD.edited_by_id; NEW.editor_ids := OLD.editor_ids;",
        "END IF;",
        refuse_if(
            "OLD.created_by_id IS NOT NULL AND NEW.created_by_id IS DISTINCT FROM OLD.created_by_id"
            " OR NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id AND NEW.status = OLD.status",
            f"{noun}_signatures_fixed",
            "Who wrote and who approved a row is a record; it changes only with what was written or decided.",
        ),
    ]


def delete_guard(noun: str) -> list[str]:
    """Return the check that only a draft is ever deleted."""
    return [
        refuse_if(
            "OLD.status <> 'draft'",
            f"{noun}_kept",
            "What has been public is withdrawn, not deleted.",
        )
    ]
