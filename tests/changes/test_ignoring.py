"""Triggers that are to be passed over: asked for every row, so it must cost nothing."""

import pytest
from django.db import connection

from claims.models import Claim
from tests.factories import make_claim

pytestmark = pytest.mark.django_db


def asked(setting):
    """Return what a trigger is told of itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [setting])
        cursor.execute("SELECT _pgtrigger_should_ignore('pgtrigger_updated_at')")
        return cursor.fetchone()[0]


def test_question_is_one_that_the_planner_answers_itself():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.lanname FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang"
            " WHERE p.proname = '_pgtrigger_should_ignore'"
        )
        languages = cursor.fetchall()

    assert languages == [("sql",)]


@pytest.mark.parametrize(
    ("setting", "answer"),
    [("", False), ("{}", False), ("{pgtrigger_other}", False), ("{pgtrigger_other,pgtrigger_updated_at}", True)],
)
def test_trigger_is_passed_over_only_by_its_name(setting, answer):
    assert asked(setting) is answer


def test_triggers_run_where_nothing_was_set():
    claim = make_claim()

    Claim.objects.filter(pk=claim.pk).update(note="Read on.")

    assert claim.history.filter(pgh_label="update", note="Read on.").count() == 1
