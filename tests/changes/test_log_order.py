"""Numbers of the change log are in the order of commits, and nothing of undone work is told."""

import psycopg
import pytest
from django.db import transaction

from changes.models import Change, PendingChange
from claims.models import Claim
from tests.changes.news import database, news
from tests.committed import another_connection, committed_database  # noqa: F401  # a fixture
from tests.factories import (
    make_claim,
    make_verdict,
)
from tests.rules import at_commit


@database
def test_pending_changes_are_gone_at_the_end_of_the_transaction():
    make_verdict()
    assert PendingChange.objects.exists()

    at_commit()

    assert not PendingChange.objects.exists()


@database
def test_undone_work_is_not_told(quiet):
    quiet()

    with transaction.atomic():
        make_claim()
        transaction.set_rollback(True)

    assert news() == set()


SLOW = """
INSERT INTO claims_claim (external_id, created_at, statement, short_statement, language, kind, speaks_of, context,
    status, priority, note)
VALUES (%s, now(), 'S', 's', 'en', 'fact', '', '', 'public', 'normal', '')
"""


def told(*, since):
    return list(Change.objects.since(since).values_list("object_id", flat=True))


def test_numbers_are_in_the_order_of_commits(committed_database):  # noqa: F811  # the fixture
    begin = Change.objects.latest("seq").seq
    with another_connection() as early:
        early.execute(SLOW, ["begun-first"])
        late = make_claim()
        read = Change.objects.latest("seq").seq
        assert told(since=begin) == [late.pk]
        early.commit()

    begun_first = Claim.objects.get(external_id="begun-first")
    assert begun_first.pk < late.pk
    assert told(since=read) == [begun_first.pk]


def test_nobody_overtakes_a_transaction_that_has_its_numbers(committed_database):  # noqa: F811  # the fixture
    begin = Change.objects.latest("seq").seq
    with another_connection() as slow, another_connection() as fast:
        slow.execute(SLOW, ["has-numbers"])
        slow.execute("SET CONSTRAINTS ALL IMMEDIATE")
        fast.execute("SET lock_timeout = '200ms'")
        fast.execute(SLOW, ["wants-numbers"])

        with pytest.raises(psycopg.errors.LockNotAvailable):
            fast.commit()
        assert told(since=begin) == []
        slow.commit()

    assert told(since=begin) == [Claim.objects.get().pk]


def test_nothing_pending_is_ever_committed(committed_database):  # noqa: F811  # the fixture
    make_verdict(state="retracted")

    assert Change.objects.filter(object_type="verdict").exists()
    assert not PendingChange.objects.exists()
