"""What one row of a mark must satisfy."""

import pytest

from sources.models import Mark
from tests.factories import NOON, make_article, make_editor, make_mark
from tests.rules import Case, accepted, failing, made, passing, refused, run

pytestmark = pytest.mark.django_db

CONTENT = "The bridge [over the Neva — Ed.] is open."

CASES = [
    Case("mark_span_positive", good=[{"start": 0, "end": 1}], bad=[{"start": 4, "end": 4}, {"start": 5, "end": 4}]),
    Case("mark_inside_text", good=[{"end": len(CONTENT)}], bad=[{"end": len(CONTENT) + 1}]),
    Case("mark_kind_known", good=[{"kind": "caption"}], bad=[{"kind": "advert"}]),
    Case(
        "mark_decided_by_and_at",
        good=[
            {"status": "suggested"},
            {"status": "confirmed", "decided_by": make_editor, "decided_at": NOON},
            {"status": "rejected", "decided_by": make_editor, "decided_at": NOON},
        ],
        bad=[
            {"status": "confirmed"},
            {"status": "confirmed", "decided_by": make_editor},
            {"status": "rejected", "decided_at": NOON},
            {"status": "suggested", "decided_by": make_editor, "decided_at": NOON},
            {"status": "suggested", "decided_at": NOON},
        ],
    ),
    Case(
        "mark_status_known",
        good=[{"status": "suggested"}],
        bad=[{"status": "maybe", "decided_by": make_editor, "decided_at": NOON}],
    ),
]


def create(**fields):
    text = make_article(content=CONTENT).current_text
    return Mark.objects.create(**{"text": text, "kind": "insertion", "start": 11, "end": 32, **made(fields)})


@passing(*CASES)
def test_mark_is_accepted(rule, fields):
    with accepted(rule):
        create(**fields)

    assert Mark.objects.count() == 1


@failing(*CASES)
def test_mark_is_refused(rule, fields):
    with refused(rule):
        create(**fields)


def test_mark_is_not_stretched_beyond_its_text():
    mark = create()

    with refused("mark_inside_text"):
        Mark.objects.filter(pk=mark.pk).update(end=1000)


def test_mark_is_not_stored_before_its_text():
    with refused("mark_inside_text"):
        run(
            'INSERT INTO sources_mark (external_id, created_at, text_id, kind, start, "end", note, status)'
            " VALUES ('before', now(), 987654, 'insertion', 0, 5, '', 'suggested')"
        )


def test_span_is_marked_in_two_ways():
    text = make_article(content=CONTENT).current_text

    with accepted("mark_once"):
        make_mark(text=text, exact="[over the Neva — Ed.]", kind="insertion")
        make_mark(text=text, exact="[over the Neva — Ed.]", kind="alteration")


def test_span_is_marked_once_in_the_same_way():
    text = make_article(content=CONTENT).current_text
    make_mark(text=text, exact="[over the Neva — Ed.]")

    with refused("mark_once"):
        make_mark(text=text, exact="[over the Neva — Ed.]")
