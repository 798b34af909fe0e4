"""Annotations in the shapes of the programs that made them, and quotes that are written otherwise than here."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions.import_annotations import import_annotations
from claims.interchange.foreign_annotations import annotations_in
from claims.interchange.imports.reading import FileFault
from claims.models import Evidence
from sources.models import Passage
from tests.factories import make_article, make_editor

pytestmark = pytest.mark.django_db
URL = "https://news.example/bridge"
CONTENT = "The bridge is open, he said 😀. The bridge\nis open, they wrote."


def take(document, **how):
    """Take a document in and return the counts and the reasons."""
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    rejected = []
    told = import_annotations(annotations=annotations_in(content), by=make_editor(), reject=rejected.append, **how)
    return (told.read, told.new, told.known, told.rejected), [one.reason for one in rejected]


def marked(*selectors, **members):
    """Return an annotation of the page."""
    return {"id": "x", "target": {"source": URL, "selector": list(selectors)}, **members}


@pytest.fixture
def article():
    return make_article(url=URL, content=CONTENT)


@pytest.mark.parametrize(
    "exact",
    [
        "Мост зелёный и новый",
        "Мост зеле\u0308ныи\u0306 и новыи\u0306",
        "Мост\r\nзелёный и\r\nновый",
        "Мост\u00a0зелёный и  новый ",
        "Мост зе\u00adлё\u00adный и\u200b новый",
    ],
    ids=["as it is", "decomposed", "lines of Windows", "other spaces", "soft hyphens"],
)
def test_quote_is_found_however_its_characters_are_written(exact):
    article = make_article(url="https://news.example/most", content="Он сказал:\nМост\nзелёный и новый.")
    annotation = {"id": "x", "target": {"source": article.url, "selector": [{"exact": exact}]}}

    assert take(annotation) == ((1, 1, 0, 0), [])
    assert Passage.objects.get().exact == "Мост\nзелёный и новый"


@pytest.mark.parametrize("start", [33, 34], ids=["code points", "as browsers count"])
def test_position_chooses_among_equal_quotes_however_it_counts(article, start):
    annotation = marked({"exact": "bridge"}, {"type": "TextPositionSelector", "start": start + 2, "end": start + 8})

    assert take(annotation) == ((1, 1, 0, 0), [])
    assert Passage.objects.get().start == 35


@pytest.mark.parametrize(
    ("before", "after", "start"), [("The\n", "\r\n is  open,\nthey", 35), ("The ", " is open, he", 4)]
)
def test_words_around_choose_among_equal_quotes_whatever_their_blanks(article, before, after, start):
    assert take(marked({"exact": "bridge", "prefix": before, "suffix": after})) == ((1, 1, 0, 0), [])
    assert Passage.objects.get().start == start


def test_equal_quotes_are_not_chosen_by_words_that_are_others(article):
    counts, (reason,) = take(marked({"exact": "bridge", "prefix": "Tower "}))

    assert counts == (1, 0, 0, 1)
    assert reason.startswith("“bridge” stands 2 times in the text, at 4, 35.")


TABLE = (
    "Creation Date,URL,Group,Annotation/Reply Type,Quote,User,Body,Tags,Page\n"
    f'2026-01-05 10:00,{URL},Public,Annotation,"is open, they wrote",ada,"Is it?\nReally?","check,bridge",\n'
    f"2026-01-05 10:01,{URL},Public,Reply,,bob,No.,,\n"
    f"2026-01-05 10:02,{URL},Public,Annotation,,bob,A note on the page,,\n"
)


def test_table_of_hypothesis_is_read(article):
    counts, reasons = take(TABLE.encode("utf-8-sig"))

    assert counts == (3, 1, 0, 2)
    assert reasons == [
        "It is a reply to another annotation, and quotes nothing of its own.",
        "It quotes nothing: an annotation of a whole page or of an image has no place in a text.",
    ]
    assert Evidence.objects.get().comment == "Annotated by ada.\nIs it?\nReally?\nTags: check, bridge"
    assert take(TABLE.encode())[0] == (3, 0, 1, 2)


def test_table_of_something_else_is_refused():
    with pytest.raises(FileFault, match="neither JSON nor a table that Hypothesis exports"):
        take(b"statement,label\nOpen.,False\n")


def test_comment_of_recogito_studio_is_read_as_words(article):
    steps = {"ops": [{"insert": "It is "}, {"insert": "not", "attributes": {"bold": True}}, {"insert": {"image": "x"}},
                     {"insert": " open.\n"}]}  # fmt: skip
    bodies = [
        {"purpose": "commenting", "format": "Quill", "value": json.dumps(steps)},
        {"purpose": "commenting", "format": "Quill", "value": "Plain."},
    ]

    take(marked({"exact": "he said"}, body=bodies, creator={"id": "u-1", "name": "Ada"}))

    assert Evidence.objects.get().comment == "Annotated by Ada.\nIt is not open.\nPlain."


def test_article_is_found_by_its_page_here_and_by_a_link_that_was_followed(settings):
    without = make_article(url="", title="Without", content="The tower is shut.")
    make_article(url="https://news.example/bridge?id=7", title="With", content="The bridge is open, he said.")
    sources = (
        f"{settings.SITE_URL}/articles/{without.pk}/",
        "http://www.news.example/bridge/?utm_source=mail&id=7&fbclid=x",
        f"{settings.SITE_URL}/articles/999999/",
        "https://news.example/bridge?id=8",
    )
    annotations = [
        {"id": source, "target": {"source": source, "selector": [{"exact": exact}]}}
        for source, exact in zip(sources, ("tower", "bridge", "tower", "bridge"), strict=True)
    ]

    counts, reasons = take(annotations)

    assert counts == (4, 2, 0, 2)
    assert reasons == [f"No article on record has the address “{source}”." for source in sources[2:]]
    assert set(Evidence.objects.values_list("article__title", flat=True)) == {"Without", "With"}


def test_article_of_many_annotations_is_looked_up_once(article):
    annotations = [marked({"exact": "he said"}, id=f"x-{number}") for number in range(5)]

    with CaptureQueriesContext(connection) as asked:
        assert take(annotations)[0] == (5, 5, 0, 0)

    assert sum(1 for query in asked if '"sources_article"."url" IN' in query["sql"]) == 1


def test_further_places_of_an_annotation_are_told(article):
    targets = [{"source": URL, "selector": [{"exact": exact}]} for exact in ("he said", "they wrote")]

    assert take({"id": "x", "target": targets}) == ((1, 1, 0, 0), [])
    assert Evidence.objects.get().comment.endswith("It marks “they wrote” as well.")
