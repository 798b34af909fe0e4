"""An editor's word that an article is annotated."""

import pytest

from sources.actions.reading import finish_reading, resume_reading
from sources.models import Article, Reading
from tests.factories import NOON, make_article, make_editor, make_passage, make_reviewer, make_text, make_user
from tests.rules import refused

pytestmark = pytest.mark.django_db


def test_article_is_annotated_though_nothing_was_found():
    article = make_article()

    reading = finish_reading(article=article, by=make_editor(), now=NOON)

    assert list(Article.objects.annotated()) == [article]
    assert (reading.text, reading.created_by, reading.created_at) == (article.current_text, make_editor(), NOON)


def test_first_word_stands():
    finish_reading(article=(article := make_article()), by=make_editor())

    again = finish_reading(article=article, by=make_reviewer())

    assert again.created_by == make_editor()
    assert Reading.objects.count() == 1


def test_word_is_taken_back_and_the_history_keeps_who_gave_it():
    finish_reading(article=(article := make_article()), by=make_editor())

    resume_reading(article=article, by=make_reviewer())

    kept = Reading._meta.get_field("history").related_model.objects.order_by("pgh_id")
    assert list(Article.objects.not_annotated()) == [article]
    assert [(row.pgh_label, row.pgh_context.metadata["user"]) for row in kept] == [
        ("insert", make_editor().pk), ("delete", make_reviewer().pk),
    ]  # fmt: skip


def test_newer_text_is_to_be_read_again():
    finish_reading(article=(article := make_article()), by=make_editor())

    make_text(article=article, content="The bridge is closed again.")

    assert not Article.objects.annotated().exists()
    assert list(Article.objects.not_annotated()) == [article]


def test_quoted_article_is_begun_until_it_is_done():
    article = make_passage().text.article

    begun = list(Article.objects.begun())
    finish_reading(article=article, by=make_editor())

    assert begun == [article]
    assert not Article.objects.begun().exists()


def test_excerpts_citations_and_withdrawn_articles_are_not_to_be_annotated():
    make_text(article=make_article(content=None), content="Only a quotation.", extent="excerpt")
    make_article(content=None)
    make_article(status="withdrawn")

    assert not Article.objects.to_annotate().exists()


def test_citation_cannot_be_called_annotated():
    with refused("reading_of_text"):
        finish_reading(article=make_article(content=None), by=make_editor())


@pytest.mark.parametrize("verb", [finish_reading, resume_reading])
def test_onlooker_may_not_say_so(verb):
    with refused("permission"):
        verb(article=make_article(), by=make_user(username="onlooker"))
