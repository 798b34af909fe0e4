"""The public pages as a reader meets them: in a browser, on a telephone and on a desk, in light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.claims.api.cast import make_story
from tests.claims.views.test_pages import addresses
from tests.factories import make_claim

WIDTHS = [360, 390, 1920]
MOST_FILES = 3  # the page, its style sheet, its icon
HEAVIEST = 100_000  # bytes


@pytest.fixture
def story(transactional_db):
    """Return a public claim with everything on it, as committed rows that the server sees."""
    return make_story()


def test_reader_goes_from_the_home_page_to_the_source(page, story):
    page.goto("/")
    page.get_by_label("Search claims, claimants and articles").fill("bridge")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="The bridge was open.").click()
    page.get_by_role("link", name="The bridge", exact=True).first.click()

    page.get_by_role("heading", name="The bridge", level=1).wait_for()
    assert page.url.endswith(story.article.get_absolute_url())
    assert page.get_by_text("insertion by The Agency").first.is_visible()


def test_reader_follows_the_versions_of_a_verdict(page, story):
    page.goto(story.claim.get_absolute_url())
    page.get_by_role("link", name="Version 1").click()

    assert page.get_by_text("A newer version has taken the place of this one.").is_visible()
    page.get_by_role("link", name="See the verdict that stands").click()
    assert page.url.endswith(story.claim.get_absolute_url())


def test_reader_pages_through_a_list_and_back(page):
    for number in range(30):
        make_claim(statement=f"Claim number {number}.")

    page.goto("/claims/")
    page.get_by_role("link", name="Next page").click()
    page.get_by_role("link", name="Claim number 4.").wait_for()
    page.get_by_role("link", name="Previous page").click()

    page.get_by_role("link", name="Claim number 29.").wait_for()


def test_reader_reaches_the_content_by_keyboard(page, story):
    page.goto("/claims/")
    page.keyboard.press("Tab")

    assert page.get_by_role("link", name="Skip to the content").evaluate("link => link === document.activeElement")
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")


def test_pages_fit_every_screen(page, story):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for address in addresses(story).values():
            page.goto(address)

            assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)


def test_pages_are_light_and_ask_no_other_server(page, browser, story, live_server):
    for address in [*addresses(story).values(), f"/claims/{story.claim.pk}/embed/"]:
        # In a context of its own, so that nothing is kept from the page before.
        context = browser.new_context(base_url=live_server.url)
        opened, weights = context.new_page(), {}
        measure = context.new_cdp_session(opened)
        measure.send("Network.enable")
        measure.on("Network.loadingFinished", lambda end, into=weights: into.update({end["requestId"]: end}))
        asked = []
        opened.on("request", lambda request, into=asked: into.append(request.url))
        opened.goto(address, wait_until="networkidle")

        assert [url for url in asked if not url.startswith(live_server.url)] == [], address
        assert len(asked) <= MOST_FILES, (address, asked)
        assert 0 < sum(end["encodedDataLength"] for end in weights.values()) < HEAVIEST, address
        assert context.cookies() == [], address
        context.close()


def test_pages_have_no_barrier_that_axe_knows(page, story):
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for address in addresses(story).values():
            page.goto(address)
            found = Axe().run(page).response["violations"]

            assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == [], (address, scheme)
