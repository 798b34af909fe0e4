"""The database's rules, put to the test: what is refused in a rule's name, and what it lets pass.

Every named constraint and trigger has to be named in both ways somewhere; ``test_architecture.py`` looks.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pghistory
import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from psycopg.errors import ForeignKeyViolation

from sources.rules import Refusal, constraint_name

Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """A rule on one row: the fields that it lets pass, and those that it refuses.

    A value that is a function is called when the row is made, for what must be in the database by then.
    """

    rule: str
    good: list[Fields]
    bad: list[Fields]


def passing(*cases: Case) -> pytest.MarkDecorator:
    """Run a test with ``rule`` and ``fields`` for everything that the cases let pass."""
    return pytest.mark.parametrize(("rule", "fields"), [(case.rule, fields) for case in cases for fields in case.good])


def failing(*cases: Case) -> pytest.MarkDecorator:
    """Run a test with ``rule`` and ``fields`` for everything that the cases refuse."""
    return pytest.mark.parametrize(("rule", "fields"), [(case.rule, fields) for case in cases for fields in case.bad])


def made(fields: Fields) -> dict[str, Any]:
    """Return the fields with functions called."""
    return {name: value() if callable(value) else value for name, value in fields.items()}


def at_commit() -> None:
    """Do now what the database does at the end of a transaction: deferred rules, the change log, the chain."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def accepted(rule: str) -> Iterator[None]:
    """Run the block to the end of a transaction; fails where ``rule``, or another one, refuses."""
    try:
        with transaction.atomic():
            yield
            at_commit()
    except (IntegrityError, Refusal) as error:
        pytest.fail(f"{rule} should let this pass, but: {error}")


@contextmanager
def refused(rule: str) -> Iterator[None]:
    """Run the block to the end of a transaction, which must be refused in the name of ``rule``."""
    try:
        with transaction.atomic():
            yield
            at_commit()
    except (IntegrityError, Refusal) as error:
        caught = error
    else:
        pytest.fail(f"{rule} should refuse this")
    assert (caught.code if isinstance(caught, Refusal) else constraint_name(caught)) == rule, str(caught)


@contextmanager
def still_referenced() -> Iterator[None]:
    """Run the block, which must be refused because another row refers to what it removes."""
    try:
        with transaction.atomic():
            yield
            at_commit()
    except IntegrityError as error:
        caught = error
    else:
        pytest.fail("what is referred to should stay")
    assert isinstance(caught.__cause__, ForeignKeyViolation), str(caught)


def acting(user: User) -> Any:
    """Act in the name of ``user``, as a request of theirs does."""
    return pghistory.context(user=user.pk)


def run(statement: str, *values: Any) -> int:
    """Run a statement of one's own, as somebody at the database's prompt would; return how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def ask(question: str, *values: Any) -> Any:
    """Return the only value that a query gives."""
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        row = cursor.fetchone()
    assert row is not None
    return row[0]


@contextmanager
def triggers_off() -> Iterator[None]:
    """Run the block with triggers switched off, to reach a constraint that a trigger stands before, or to tamper."""
    at_commit()
    run("SET LOCAL session_replication_role = replica")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            run("SET LOCAL session_replication_role = origin")
