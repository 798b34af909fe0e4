"""Building blocks for the triggers that hold the rules and write the change log.

A rule raises ``check_violation`` with a constraint's name, so that it reaches Python as
``psycopg.errors.CheckViolation`` with ``diag.constraint_name`` just as a CHECK constraint would.
"""

import pgtrigger

# Who acts, as django-pghistory put it into the transaction: the user's id, or null outside any context.
ACTING_USER = "(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer"

# How the database's names of deferred rules begin, so that an action can have them checked before it returns.
DEFERRED_PREFIX = "deferred_"


def refuse(constraint: str, message: str) -> str:
    """Return the PL/pgSQL statement that refuses a change in the name of ``constraint``."""
    quoted = message.replace("'", "''")
    return f"RAISE EXCEPTION '{quoted}' USING ERRCODE = 'check_violation', CONSTRAINT = '{constraint}';"


def refuse_if(condition: str, constraint: str, message: str) -> str:
    """Return PL/pgSQL that refuses when ``condition`` (an SQL expression) is true."""
    return f"IF {condition} THEN {refuse(constraint, message)} END IF;"


class Rule(pgtrigger.Trigger):
    """A BEFORE row trigger that may refuse a change; the row goes on as ``NEW`` (or ``OLD`` on delete)."""

    when = pgtrigger.Before

    def __init__(
        self,
        *,
        name: str,
        operation: pgtrigger.Operation | pgtrigger.Operations,
        checks: list[str],
        declare: list[tuple[str, str]] | None = None,
    ) -> None:
        """Run ``checks`` in order: PL/pgSQL statements, normally made by ``refuse_if``."""
        body = "\n".join([*checks, "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;", "RETURN NEW;"])
        super().__init__(name=name, operation=operation, func=body, declare=declare)


class DeferredRule(pgtrigger.Trigger):
    """A constraint trigger checked at the end of the transaction."""

    when = pgtrigger.After
    timing = pgtrigger.Deferred

    def __init__(
        self,
        *,
        name: str,
        operation: pgtrigger.Operation | pgtrigger.Operations,
        checks: list[str],
        declare: list[tuple[str, str]] | None = None,
    ) -> None:
        """Run ``checks`` in order once everything else of the transaction is done."""
        super().__init__(
            name=f"{DEFERRED_PREFIX}{name}",
            operation=operation,
            func="\n".join([*checks, "RETURN NULL;"]),
            declare=declare,
        )


class Immutable(Rule):
    """Rows of this table are never updated, whoever asks."""

    def __init__(self, *, constraint: str, message: str) -> None:
        """Refuse every UPDATE in the name of ``constraint``."""
        super().__init__(name=constraint, operation=pgtrigger.Update, checks=[refuse(constraint, message)])


class WrittenByDatabase(Rule):
    """Rows of this table are written by other triggers alone; a statement of anybody's own is refused."""

    def __init__(self, *, constraint: str, message: str, operation: pgtrigger.Operation | pgtrigger.Operations) -> None:
        """Refuse ``operation`` in the name of ``constraint`` unless a trigger does it."""
        super().__init__(
            name=constraint,
            operation=operation,
            checks=[refuse_if("pg_trigger_depth() < 2", constraint, message)],
        )


# Columns that readers never see; a change of nothing else is no public change.
INTERNAL = ("updated_at", "edited_by_id", "editor_ids")


class Touch(pgtrigger.Trigger):
    """Tell the change log that the public state of some objects may have changed.

    ``selects`` are SELECT statements that yield ``(object_type, object_id)`` and may use ``ROW``, which is
    once OLD and once NEW. They name what a reader sees and leave drafts alone; what really changed is decided
    once, at the end of the transaction.
    """

    when = pgtrigger.After
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

    def __init__(self, *selects: str, on_update: tuple[str, ...] = (), internal: tuple[str, ...] = ()) -> None:
        """Queue the objects named by ``selects``, unless only ``internal`` columns have changed.

        ``on_update`` may use OLD and NEW too, and costs nothing where many rows are inserted.
        """
        hidden = ", ".join(f"'{column}'" for column in (*INTERNAL, *internal))
        lines = [
            f"IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - ARRAY[{hidden}] = to_jsonb(NEW) - ARRAY[{hidden}] THEN",
            "RETURN NULL;",
            "END IF;",
        ]
        for row, operations in (("OLD", "('UPDATE', 'DELETE')"), ("NEW", "('INSERT', 'UPDATE')")):
            inserts = "\n".join(_queue(select, row) for select in selects)
            lines.append(f"IF TG_OP IN {operations} THEN\n{inserts}\nEND IF;")
            lines += [f"IF TG_OP = 'UPDATE' THEN\n{_queue(select, row)}\nEND IF;" for select in on_update]
        super().__init__(name="touch_public", func="\n".join([*lines, "RETURN NULL;"]))


def _queue(select: str, row: str) -> str:
    """Return the statement that queues what ``select`` names of ``row``, which is OLD or NEW."""
    return f"INSERT INTO changes_pendingchange (object_type, object_id) {select.replace('ROW.', row + '.')};"
