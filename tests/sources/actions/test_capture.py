"""Taking captures in: who may, what is kept, what becomes of it."""

import pytest
from django.contrib.auth.models import User

from claims.actions.recapture import recapture
from sources.actions.capture import (
    Story,
    StoryRefusal,
    articles_from_capture,
    read_capture,
    take_in_file,
    take_in_page,
    take_in_text,
)
from sources.enums import ArticleKind
from sources.models import Article, ArticleText, Capture
from sources.rules import Refusal
from sources.stories import cut
from tests.factories import NOON, make_article, make_editor, make_outlet

pytestmark = pytest.mark.django_db

TEXT = "Bridge\nIt is closed.\nTower\nIt is open."


def outsider():
    return User.objects.create(username="outsider")


@pytest.mark.parametrize(
    "take_in",
    [
        lambda by: take_in_text(text=TEXT, by=by),
        lambda by: take_in_file(name="a.txt", content=TEXT.encode(), by=by),
        lambda by: take_in_page(url="https://neva.example/", by=by),
    ],
)
def test_outsider_takes_nothing_in(take_in):
    with pytest.raises(Refusal, match="outsider may not do this"):
        take_in(outsider())

    assert not Capture.objects.exists()


def test_outsider_adds_no_newer_text():
    capture, article = take_in_text(text=TEXT, by=make_editor()), make_article()
    reading = read_capture(capture)

    with pytest.raises(Refusal, match="outsider may not do this"):
        recapture(article=article, capture=capture, reading=reading, span=cut(TEXT, ())[0], by=outsider())

    assert ArticleText.objects.count() == 1


def test_capture_keeps_bytes_and_time():
    content = TEXT.replace("\n", "\r\n").encode()

    capture = take_in_file(name="a.txt", content=content, url="https://neva.example/#x", by=make_editor(), now=NOON)

    stored = Capture.objects.get(pk=capture.pk)
    assert (bytes(stored.content), stored.retrieved_at, stored.origin) == (content, NOON, "https://neva.example/")


def test_nothing_is_left_of_the_stories_before_one_that_is_refused():
    editor, capture = make_editor(), take_in_text(text=TEXT, by=make_editor())
    first, second = cut(TEXT, [1, 3])
    stories = [Story(first, title="Bridge"), Story(second, title="Tower", published="one day")]

    with pytest.raises(StoryRefusal) as refusal:
        articles_from_capture(
            capture=capture, reading=read_capture(capture), stories=stories, outlet=make_outlet(),
            kind=ArticleKind.NEWS, by=editor,
        )  # fmt: skip

    assert (refusal.value.code, refusal.value.story) == ("published", stories[1])
    assert not Article.objects.exists()
