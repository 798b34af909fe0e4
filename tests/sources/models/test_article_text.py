"""A text is never updated, and is what stands in its capture."""

import pytest

from sources.models import ArticleText
from tests.factories import make_article, make_passage, make_text
from tests.rules import Case, accepted, failing, made, passing, refused, run, still_referenced
from tests.sources.models.captured import PAGE, STORY, make_capture, make_captured_text

pytestmark = pytest.mark.django_db

CASES = [
    Case("text_version_positive", good=[{"version": 1}], bad=[{"version": 0}]),
    Case("text_not_empty", good=[{"content": "A word."}], bad=[{"content": ""}]),
    Case("text_nfc", good=[{"content": "caf\u00e9"}], bad=[{"content": "cafe\u0301"}]),
    Case("text_extent_known", good=[{"extent": "excerpt"}], bad=[{"extent": "half"}]),
    Case(
        "text_span_in_capture",
        good=[{"capture": None}, {"capture": make_capture}],
        bad=[
            {"start": 0, "end": 5},
            {"capture": make_capture, "start": 5, "end": 5},
            {"capture": make_capture, "end": 5},
        ],
    ),
]


def create(**fields):
    article = make_article(content=None)
    return ArticleText.objects.create(
        **{"article": article, "version": 1, "content": "The bridge is open.", "extent": "full", **made(fields)}
    )


@passing(*CASES)
def test_text_is_accepted(rule, fields):
    with accepted(rule):
        create(**fields)

    assert ArticleText.objects.count() == 1


@failing(*CASES)
def test_text_is_refused(rule, fields):
    # A start behind the end, or none, is looked at by the row's own constraint.
    expected = "text_matches_capture" if fields.get("start") == fields.get("end") == 5 else rule

    with refused(expected):
        create(**fields)


def test_next_version_is_accepted():
    article = make_article(content="First.")

    with accepted("text_version_unique"):
        make_text(article=article, content="Second.", version=2)


def test_version_is_given_once():
    article = make_article(content="First.")

    with refused("text_version_unique"):
        make_text(article=article, content="Second.", version=1)


def test_text_as_it_stands_in_its_capture_is_accepted():
    with accepted("text_matches_capture"):
        text = make_captured_text()

    assert PAGE[text.start : text.end] == STORY


@pytest.mark.parametrize(
    "change",
    [
        {"content": "The bridge is shut, the minister said."},
        {"start": 0, "end": len(STORY)},
        {"start": 14, "end": 900},
        {"capture": lambda: make_capture(content=b"\xff\xfe not text")},
    ],
)
def test_text_that_does_not_stand_in_its_capture_is_refused(change):
    with refused("text_matches_capture"):
        make_captured_text(**made(change))


def test_text_is_not_stored_before_its_capture():
    article = make_article(content=None)

    with refused("text_matches_capture"):
        run(
            "INSERT INTO sources_articletext (external_id, article_id, version, content, extent, extractor,"
            ' capture_id, start, "end") VALUES (%s, %s, 1, %s, %s, %s, 987654, 0, 5)',
            "before", article.pk, "Never", "full", "",
        )  # fmt: skip


def test_correction_is_a_new_version():
    article = make_article(content="The bridge is opne.")

    with accepted("text_immutable"):
        make_text(article=article, content="The bridge is open.")

    assert [text.content for text in article.texts.all()] == ["The bridge is opne.", "The bridge is open."]


def test_text_is_never_saved_again():
    text = make_article().current_text
    text.content = "Another story."

    with refused("text_immutable"):
        text.save()


@pytest.mark.parametrize("assignment", ["content = 'x'", "version = 7", "extractor = 'by hand'", "start = NULL"])
def test_text_is_never_updated(assignment):
    text = make_article().current_text

    with refused("text_immutable"):
        run(f"UPDATE sources_articletext SET {assignment} WHERE id = %s", text.pk)


def test_quoted_text_is_not_deleted():
    passage = make_passage()

    with still_referenced():
        run("DELETE FROM sources_articletext WHERE id = %s", passage.text_id)
