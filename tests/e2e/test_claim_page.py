"""A claim's page in a browser: another day, copies unfolded, the card in somebody else's page, the keyboard alone."""

import pytest

from tests.claims.api.cast import make_story
from tests.factories import make_article, make_derivation, make_evidence, make_outlet
from tests.web_server import answer, serving


@pytest.fixture
def story(transactional_db):
    """Return a public claim with everything on it, as committed rows that the server sees."""
    return make_story()


def test_reader_asks_for_the_page_of_today_and_comes_back(page, story):
    page.goto(story.claim.get_absolute_url())
    day = page.get_by_label("What did this page say at the end of this day?")
    day.fill(day.get_attribute("max"))
    page.get_by_role("button", name="Show").click()

    page.get_by_text("You see this page as it was at the end of").wait_for()
    page.get_by_role("link", name="See it as it is now").click()
    page.get_by_role("heading", name="Cite this page").wait_for()


def test_reader_unfolds_the_copies_by_keyboard(page, story):
    copy = make_article(title="The copied log", content=None, outlet=make_outlet(name="Copyist"))
    make_derivation(article=copy, original=story.document)
    make_evidence(claim=story.claim, article=copy)

    page.goto(story.claim.get_absolute_url())
    summary = page.get_by_text("The same in 1 copy: Copyist")
    assert not page.get_by_role("link", name="The copied log").is_visible()
    summary.focus()
    page.keyboard.press("Enter")

    page.get_by_role("link", name="The copied log").wait_for()


def test_card_shows_in_a_page_of_somebody_else(page, story, live_server):
    card = f'<iframe src="{live_server.url}/claims/{story.claim.pk}/embed/" title="The card"></iframe>'
    with serving() as blog:
        blog.pages["/"] = answer(f"<!doctype html><title>Blog</title>{card}".encode(), "Content-Type: text/html")
        blog.pages["/favicon.ico"] = answer(b"")
        page.goto(blog.url("/"))

        page.frame_locator("iframe").get_by_role("heading", name="The bridge was open.").wait_for()


def test_dark_and_light_pages_have_the_colours_of_their_scheme(page, story):
    seen = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(story.claim.get_absolute_url())
        seen[scheme] = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")

    assert seen == {"light": "rgb(253, 252, 248)", "dark": "rgb(22, 23, 26)"}


def test_claim_can_be_read_without_javascript_and_printed_on_white(browser, story, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, color_scheme="dark")
    opened = context.new_page()
    opened.emulate_media(media="print")
    opened.goto(story.claim.get_absolute_url())

    assert opened.get_by_text("It was closed that day.").first.is_visible()
    assert not opened.get_by_role("navigation", name="Main").is_visible()
    paper = opened.locator("html").evaluate("page => getComputedStyle(page).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
    context.close()


def test_verdict_is_read_on_a_telephone_without_scrolling(page, story):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(story.claim.get_absolute_url())
    verdict = page.locator(".verdict")

    assert verdict.locator(".verdict-label").inner_text() == "False"
    summary = verdict.locator(".summary").bounding_box()
    assert summary["y"] + summary["height"] <= 844
    assert not verdict.locator(".scale li").first.is_hidden()
