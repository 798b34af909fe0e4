"""Has this been checked? A reader on a telephone, and an editor who types a claim that is there already."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from claims.actions.lexemes import fold_lexemes
from claims.models import Claim
from tests.e2e.desk import Desk
from tests.factories import make_claim, make_editor, make_verdict

PASSWORD = "known-to-this-test"
STATEMENT = "The bridge over the Neva was closed on 1 January 2026."


@pytest.fixture
def claim(transactional_db):
    """A claim with a verdict, beside another, both counted."""
    claim = make_verdict(claim=make_claim(statement=STATEMENT)).claim
    make_claim(statement="Центральный банк Норвегии продал золото.", language="ru")
    fold_lexemes()
    return claim


@pytest.fixture
def desk(page, claim):
    """The desk, with an editor signed in at the form of a new claim."""
    user = make_editor()
    user.set_password(PASSWORD)
    user.save()
    desk = Desk(page)
    desk.sign_in("editor", PASSWORD)
    desk.open("claims/claim/add/")
    return desk


def test_reader_checks_a_statement_and_reaches_the_claim(page, claim):
    page.goto("/")
    page.get_by_role("link", name="Check a statement").click()
    page.get_by_label("What did you read or hear?").fill("The Neva bridge was NOT closed on 1 January 2026!")
    page.get_by_role("button", name="Check").click()

    expect(page.locator(".match-polarity")).to_have_count(0)
    expect(page.locator(".match-words")).to_contain_text("closed")
    page.get_by_role("link", name=STATEMENT).click()
    assert page.url.endswith(claim.get_absolute_url())


@pytest.mark.parametrize(
    "text", [None, STATEMENT, "Банк Норвегии не продал золото", "Penguins fly", "x" * 900, "Neva " * 300]
)
def test_page_fits_a_telephone_and_has_no_barrier(browser, live_server, claim, text):
    context = browser.new_context(base_url=live_server.url, viewport={"width": 360, "height": 740})
    page = context.new_page()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto("/check/" if text is None else f"/check/?text={text}")

        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        found = Axe().run(page).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
    context.close()


def test_page_works_without_scripts(browser, live_server, claim):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/check/")
    page.get_by_label("What did you read or hear?").fill(STATEMENT)
    page.get_by_role("button", name="Check").click()

    assert page.get_by_text("Says the same as your text", exact=True).is_visible()
    context.close()


def test_editor_sees_like_claims_while_typing(desk, claim):
    box = desk.page.locator("#claim-like")
    desk.page.locator("#id_statement").press_sequentially("The bridge over the Neva was not closed on 1 January 2026")

    expect(box.get_by_role("link", name=STATEMENT)).to_be_visible()
    expect(box).to_contain_text("says the opposite")
    desk.page.fill("#id_statement", "")
    expect(box).to_be_hidden()


def test_only_the_last_words_are_answered(desk):
    asked = []
    desk.page.on("request", lambda request: asked.append(request.url) if "/like/" in request.url else None)
    with desk.page.expect_response(lambda response: "/like/" in response.url):
        desk.page.locator("#id_statement").press_sequentially("Банк Норвегии продал все золото", delay=5)

    assert len(asked) == 1


def test_editor_is_stopped_once_and_loses_nothing(desk):
    desk.fill(statement=STATEMENT, short_statement="The Neva bridge was closed", note="Typed with care.")
    desk.pick(kind="fact", priority="high")
    desk.save_refused("Claims like this one are here already.")

    expect(desk.page.locator(".desk-like").first.get_by_role("link", name=STATEMENT)).to_be_visible()
    expect(desk.page.locator("#id_note")).to_have_value("Typed with care.")
    desk.page.get_by_label("None of them says it: create anyway").check()
    desk.save()
    made = Claim.objects.get(note="Typed with care.")
    assert (made.statement, made.priority) == (STATEMENT, "high")
