"""A page in the system's Chromium, on the live server; a console error fails the test."""

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import arguments, chromium
from tests.e2e.annotation import PASSWORD, TEXT, AnnotationScreen
from tests.e2e.desk import Desk
from tests.factories import make_article, make_editor, make_mark, make_outlet


# Not for the whole session: while Playwright's event loop is there, Django refuses its database to other tests.
@pytest.fixture(scope="module")
def browser():
    """Chromium, headless, for the tests of one module."""
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        # Sync Playwright runs inside an event loop, which Django takes for asynchronous code.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        launched = playwright.chromium.launch(executable_path=chromium(), args=arguments())
        yield launched
        launched.close()


@pytest.fixture
def page(browser, live_server):
    """An empty page whose relative addresses are the live server's; what it complains of fails the test."""
    context = browser.new_context(base_url=live_server.url, locale="en-GB")
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    complaints = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []


@pytest.fixture
def article(transactional_db):
    """An article with emoji, Cyrillic, combining characters, a phrase that stands twice, and a remark."""
    article = make_article(title="The bridge", content=TEXT)
    remark = "(editor's remark: no such people)"
    make_mark(text=article.current_text, exact=remark, inserted_by=make_outlet(name="InoSMI"))
    return article


@pytest.fixture
def screen(page, article):
    """The screen of the article, with an editor signed in."""
    user = make_editor()
    user.set_password(PASSWORD)
    user.save()
    Desk(page).sign_in("editor", PASSWORD)
    screen = AnnotationScreen(page)
    screen.open(article)
    return screen
