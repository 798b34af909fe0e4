"""Mark what in a text is not its author's."""

import pytest

from sources.actions.mark import decide_mark, mark_span
from sources.models import Mark
from tests.factories import NOON, make_appearance, make_article, make_editor, make_mark, make_outlet
from tests.rules import refused

pytestmark = pytest.mark.django_db


def test_what_an_editor_marks_is_confirmed_at_once():
    text, outlet = make_article().current_text, make_outlet()

    mark = mark_span(text=text, kind="insertion", start=0, end=12, inserted_by=outlet, by=make_editor(), now=NOON)

    assert (mark.status, mark.decided_by, mark.decided_at) == ("confirmed", make_editor(), NOON)
    assert list(Mark.objects.confirmed().overlapping(11, 20)) == [mark]
    assert not Mark.objects.overlapping(12, 20).exists()


@pytest.mark.parametrize("status", ["confirmed", "rejected"])
def test_suggestion_is_decided(status):
    undecided = {"status": "suggested", "decided_by": None, "decided_at": None}
    mark = make_mark(text=make_article().current_text, exact="bridge", **undecided)

    decided = decide_mark(mark=mark, status=status, by=make_editor(), now=NOON)

    assert (decided.status, decided.decided_by, decided.decided_at) == (status, make_editor(), NOON)


def test_suggestion_over_somebody_elses_appearance_is_not_confirmed():
    appearance = make_appearance()
    undecided = {"status": "suggested", "decided_by": None, "decided_at": None}
    mark = make_mark(
        text=appearance.passage.text, exact="that the bridge is open.", inserted_by=make_outlet(), **undecided
    )

    with refused("appearance_claimant_of_mark"):
        decide_mark(mark=mark, status="confirmed", by=make_editor())

    assert Mark.objects.get().status == "suggested"


def test_span_outside_the_text_is_refused():
    with refused("mark_inside_text"):
        mark_span(text=make_article().current_text, kind="caption", start=0, end=9999, by=make_editor())
