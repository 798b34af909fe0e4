"""Two editors on one article at once: neither undoes nor hides what the other does."""

import pytest
from playwright.sync_api import Browser, expect

from claims.models import Appearance
from tests.e2e.annotation import AnnotationScreen
from tests.e2e.desk import Desk
from tests.factories import make_article, make_claimant, make_editor, make_reviewer

PASSWORD = "known-to-this-test"

pytestmark = pytest.mark.slow


@pytest.fixture
def article(transactional_db):
    """An article, two people who may annotate it, and somebody to quote."""
    for user in (make_editor(), make_reviewer()):
        user.set_password(PASSWORD)
        user.save()
    make_claimant(name="Anna Petrova")
    return make_article(content="The bridge is open, she said. Nobody else was asked. The mayor agreed.")


@pytest.fixture
def second(browser: Browser, live_server):
    """A browser for the second editor."""
    context = browser.new_context(base_url=live_server.url, locale="en-GB")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def opened(page, username, article):
    """Sign in and open the screen."""
    Desk(page).sign_in(username, PASSWORD)
    screen = AnnotationScreen(page)
    screen.open(article)
    return screen


def record(screen, words, statement):
    """Word a new claim of a passage."""
    screen.select(words)
    screen.verb("New claim")
    screen.form.get_by_label("Statement", exact=False).first.fill(statement)
    screen.claimant("Anna Petrova")
    screen.save()
    screen.expect_done("The appearance is recorded")


def told(article):
    """Return who recorded which words."""
    rows = Appearance.objects.filter(passage__text__article=article).order_by("pk")
    return list(rows.values_list("created_by__username", "passage__exact"))


def test_two_editors_annotate_one_article_and_take_back_only_their_own(page, second, article):
    one, other = opened(page, "editor", article), opened(second, "reviewer", article)

    record(one, "The bridge is open, she said.", "The bridge over the Neva was open on 1 January 2026.")
    record(other, "Nobody else was asked.", "Nobody but Anna Petrova was asked about the bridge on 1 January 2026.")

    assert told(article) == [
        ("editor", "The bridge is open, she said."),
        ("reviewer", "Nobody else was asked."),
    ]
    expect(second.locator("#cards")).to_contain_text("The bridge over the Neva was open")

    page.locator("#text").focus()
    page.keyboard.press("z")

    expect(page.locator("#cards")).to_contain_text("Nobody but Anna Petrova was asked")
    assert told(article) == [("reviewer", "Nobody else was asked.")]


def test_two_editors_record_the_same_words_of_one_passage(page, second, article):
    one, other = opened(page, "editor", article), opened(second, "reviewer", article)

    record(one, "The mayor agreed.", "The mayor agreed that the Neva bridge was open on 1 January 2026.")
    record(other, "The mayor agreed.", "Anna Petrova was right about the Neva bridge on 1 January 2026.")

    assert told(article) == [("editor", "The mayor agreed."), ("reviewer", "The mayor agreed.")]
    assert Appearance.objects.values("passage").distinct().count() == 1
