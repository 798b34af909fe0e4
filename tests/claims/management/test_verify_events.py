"""verify_events."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_verdict
from tests.rules import at_commit, run, triggers_off

pytestmark = pytest.mark.django_db


def test_command_says_that_the_record_holds():
    make_verdict(state="published")
    at_commit()
    out = StringIO()

    call_command("verify_events", stdout=out)

    assert out.getvalue() == "3 events checked: the record holds.\n"


def test_command_names_the_first_broken_link():
    make_verdict(state="published")
    at_commit()
    with triggers_off():
        run("UPDATE claims_verdictevent SET note = 'Nicer.' WHERE position = 2")

    with pytest.raises(CommandError, match=r"^The record breaks at position 2: Event \d+ was changed"):
        call_command("verify_events", stdout=StringIO())
