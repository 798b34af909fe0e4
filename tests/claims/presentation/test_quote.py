"""Quotes with what is not their author's bracketed."""

import pytest

from claims.models import Appearance
from claims.presentation.appearance import with_sources
from claims.presentation.quote import Piece, quote_of
from sources.enums import Decision
from tests.factories import make_appearance, make_article, make_mark, make_outlet, make_passage, make_text

pytestmark = pytest.mark.django_db

CONTENT = "He said: they bombed a home (only military targets - approx. InoSMI), and left."


@pytest.fixture
def text(db):
    """Return the Russian text of an article."""
    return make_article(content=CONTENT, language="ru").current_text


def test_quote_brackets_an_insertion_and_names_its_outlet(text):
    inosmi = make_outlet(name="InoSMI")
    make_mark(text=text, exact="(only military targets - approx. InoSMI)", inserted_by=inosmi)

    quote = quote_of(
        make_passage(article=text.article, exact="a home (only military targets - approx. InoSMI), and left")
    )

    assert quote.pieces == [
        Piece("a home ", ""),
        Piece("(only military targets - approx. InoSMI)", "insertion by InoSMI"),
        Piece(", and left", ""),
    ]
    assert (quote.language, quote.is_orphaned) == ("ru", False)


def test_quote_brackets_a_mark_that_it_cuts_through(text):
    make_mark(text=text, exact="bombed a home", kind="caption")

    quote = quote_of(make_passage(article=text.article, exact="home (only"))

    assert quote.pieces == [Piece("home", "caption, not the author’s"), Piece(" (only", "")]


@pytest.mark.parametrize("status", [Decision.SUGGESTED, Decision.REJECTED])
def test_quote_fetched_for_a_page_leaves_out_marks_that_nobody_confirmed(text, status):
    mark = make_mark(text=text, exact="home")
    type(mark).objects.filter(pk=mark.pk).update(
        status=status,
        decided_by=None if status == Decision.SUGGESTED else mark.decided_by,
        decided_at=None if status == Decision.SUGGESTED else mark.decided_at,
    )
    make_appearance(passage=make_passage(article=text.article, exact="a home"))

    row = with_sources(Appearance.objects.public()).get()

    assert quote_of(row.passage).pieces == [Piece("a home", "")]


def test_quote_of_an_earlier_text_is_orphaned(text):
    passage = make_passage(article=text.article, exact="a home")
    make_text(article=text.article, content="He said nothing.")
    passage.text.article.refresh_from_db()

    assert quote_of(passage).is_orphaned
