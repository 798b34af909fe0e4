"""A passage equals its text at its place, and never moves."""

import pytest

from sources.models import Passage
from tests.factories import make_appearance, make_article, make_evidence, make_passage, make_text
from tests.rules import Case, accepted, failing, made, passing, refused, run, still_referenced

pytestmark = pytest.mark.django_db

CONTENT = "Мост 🌉 is open, he said. It is open."

CASES = [
    Case(
        "passage_anchored",
        good=[
            {"exact": "is open", "start": 7, "end": 14},
            {"exact": "is open", "start": 28, "end": 35, "prefix": "It ", "suffix": "."},
            {"exact": "Мост 🌉", "start": 0, "end": 6, "suffix": " is"},
            {"exact": CONTENT, "start": 0, "end": len(CONTENT)},
        ],
        bad=[
            {"exact": "is shut", "start": 7, "end": 14},
            {"exact": "is open", "start": 8, "end": 15},
            {"exact": "is open", "start": 7, "end": 14, "prefix": "Мост  "},
            {"exact": "is open", "start": 7, "end": 14, "suffix": "; he"},
            {"exact": "Мост", "start": 0, "end": 4, "prefix": "M"},
            {"exact": "open.", "start": 31, "end": 36, "suffix": " And"},
            {"exact": "open. And", "start": 31, "end": 40},
        ],
    ),
    Case(
        "passage_span_positive",
        good=[{"exact": "M".replace("M", "М"), "start": 0, "end": 1}],
        bad=[{"exact": "", "start": 3, "end": 3}],
    ),
]


def create(**fields):
    text = make_article(content=CONTENT).current_text
    return Passage.objects.create(**{"text": text, **made(fields)})


@passing(*CASES)
def test_passage_is_accepted(rule, fields):
    with accepted(rule):
        passage = create(**fields)

    assert CONTENT[passage.start : passage.end] == passage.exact


@failing(*CASES)
def test_passage_is_refused(rule, fields):
    with refused(rule):
        create(**fields)


def test_quote_of_two_thousand_characters_is_accepted_and_a_longer_one_refused():
    text = make_article(content="ж" * 2_001).current_text

    with accepted("passage_is_a_quote"):
        Passage.objects.create(text=text, exact="ж" * 2_000, start=0, end=2_000)
    with refused("passage_is_a_quote"):
        Passage.objects.create(text=text, exact="ж" * 2_001, start=0, end=2_001)


def test_passage_is_not_stored_before_its_text():
    with refused("passage_anchored"):
        run(
            'INSERT INTO sources_passage (external_id, text_id, exact, prefix, suffix, start, "end")'
            " VALUES ('before', 987654, 'Never', '', '', 0, 5)"
        )


def test_overlapping_passages_are_accepted():
    article = make_article(content=CONTENT)

    with accepted("passage_once"):
        make_passage(article=article, exact="Мост 🌉 is")
        make_passage(article=article, exact="🌉 is open, he")


def test_place_is_stored_once():
    passage = make_passage(article=make_article(content=CONTENT), exact="he said")

    with refused("passage_once"):
        Passage.objects.create(text=passage.text, exact="he said", start=passage.start, end=passage.end)


def test_new_passage_is_made_beside_the_old():
    passage = make_passage(article=make_article(content=CONTENT), exact="he said")

    with accepted("passage_immutable"):
        make_passage(article=passage.text.article, exact="It is open")


@pytest.mark.parametrize(
    "assignment", ["start = start - 1", "exact = 'is shut'", "text_id = text_id + 1", "external_id = 'other'"]
)
def test_passage_never_moves(assignment):
    passage = make_passage(article=make_article(content=CONTENT), exact="he said")

    with refused("passage_immutable"):
        run(f"UPDATE sources_passage SET {assignment} WHERE id = %s", passage.pk)


def test_passage_is_not_saved_again():
    passage = make_passage()
    passage.suffix = ""

    with refused("passage_immutable"):
        passage.save()


@pytest.mark.parametrize("make_citing", [make_appearance, lambda **fields: make_evidence(article=None, **fields)])
def test_quoted_passage_is_not_deleted(make_citing):
    article = make_article()
    passage = make_passage(article=article)
    if make_citing is make_appearance:
        make_appearance(passage=passage)
    else:
        make_evidence(article=article, passage=passage)

    with still_referenced():
        run("DELETE FROM sources_passage WHERE id = %s", passage.pk)


def test_passage_is_orphaned_by_a_newer_text():
    article = make_article(content=CONTENT)
    kept = make_passage(article=article, exact="he said")

    make_text(article=article, content=f"{CONTENT} Corrected.")

    assert list(Passage.objects.orphaned()) == [kept]
    assert Passage.objects.get(pk=kept.pk).text.version == 1
