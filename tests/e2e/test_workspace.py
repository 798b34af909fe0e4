"""Weighing a claim in a browser: by mouse, by keyboard, by two editors at once, without network and without script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from claims.actions.inquiry import inquire
from claims.actions.lexemes import fold_lexemes
from claims.models import Claim, ClaimMatch, Inquiry, Verdict
from tests.e2e.desk import Desk
from tests.e2e.weighing import WorkspaceScreen
from tests.factories import (
    NOON,
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_editor,
    make_evidence,
    make_outlet,
    make_passage,
    make_reviewer,
    make_topic,
)

PASSWORD = "known-to-this-test"
STATEMENT = "The bridge over the Neva was open on 1 January 2026."


@pytest.fixture
def claim(transactional_db):
    """A claim that Anna Petrova made, with evidence against it and another claim that is like it."""
    for user in (make_editor(), make_reviewer()):
        user.set_password(PASSWORD)
        user.save()
    claim = make_claim(statement=STATEMENT, short_statement="The Neva bridge was open")
    make_appearance(claim=claim, claimant=make_claimant(name="Анна Петрова"), status="draft")
    article = make_article(title="The city's log", content="The log says: closed.")
    passage = make_passage(article=article, exact="closed")
    make_evidence(claim=claim, article=article, passage=passage, stance="contradicts", is_primary=True)
    make_claim(statement="On 1 January 2026 the bridge over the Neva was open to all.", short_statement="It was open")
    fold_lexemes()
    return claim


@pytest.fixture
def screen(page, claim):
    """The workspace of the claim, with an editor signed in."""
    Desk(page).sign_in("editor", PASSWORD)
    screen = WorkspaceScreen(page)
    screen.open(claim)
    return screen


@pytest.fixture
def refused(browser, live_server, screen, claim):
    """The same on a page that may complain: a refusal, a lost network and what axe tries are told to its console."""
    context = browser.new_context(
        base_url=live_server.url, locale="en-GB", storage_state=screen.page.context.storage_state()
    )
    refused = WorkspaceScreen(context.new_page())
    refused.open(claim)
    yield refused
    context.close()


def test_verdict_is_prepared_by_mouse(refused, claim):
    page = refused.page
    refused.field("claim-short_statement").fill("Neva bridge open")
    expect(page.locator(".ws-count")).to_have_text("59 left")
    refused.button("Save the claim").click()
    refused.expect_told("The claim is saved.")

    refused.part("similar").get_by_role("button", name="variant").first.click()
    refused.expect_told("Decided.")
    expect(refused.part("similar").get_by_text("variant", exact=True)).to_be_visible()

    page.get_by_role("link", name="Ask Анна Петрова").click()
    refused.field("inquiry-reason_not_asked").fill("No address was found.")
    refused.button("Record").click()
    refused.expect_told("The inquiry is recorded.")
    expect(refused.lacking.filter(has_text="Анна Петрова")).to_have_count(0)

    refused.rate("false (1)")
    refused.write(title="It was closed", summary="It was closed.", rationale="The **log** says so.")
    page.get_by_role("checkbox", name="The city's log").check()
    expect(refused.preview.get_by_text("It was closed", exact=True)).to_be_visible()
    page.get_by_text("How the reasons will look").click()
    expect(page.locator("#rationale-preview strong")).to_have_text("log")
    expect(refused.preview.locator("strong", has_text="log")).to_be_visible()
    page.get_by_role("link", name="ClaimReview").click()
    expect(refused.preview.get_by_text("Save a draft first")).to_be_visible()
    refused.button("Save and submit").click()
    refused.expect_told("not submitted. Say up to which day")
    expect(refused.preview.locator("pre")).to_contain_text('"alternateName": "false"')
    expect(refused.lacking).to_have_count(1)

    refused.write(evidence_until="2026-01-02")
    refused.button("Save and submit").click()
    refused.expect_told("Submitted.")

    verdict = Verdict.objects.get()
    assert (verdict.state, verdict.title, verdict.short_statement) == ("submitted", "It was closed", "Neva bridge open")
    assert ClaimMatch.objects.get().decision == "variant"
    assert Inquiry.objects.get().reason_not_asked == "No address was found."


def test_verdict_is_prepared_by_keyboard_alone(screen, claim):
    page, press = screen.page, screen.page.keyboard.press
    page.get_by_role("link", name="Choose a rating").focus()
    press("Enter")
    expect(page.get_by_role("radio").first).to_be_focused()
    press("Space")
    for _ in range(4):
        press("ArrowDown")
    for words in ("It was closed", "It was closed.", "The log says so."):
        press("Tab")
        page.keyboard.insert_text(words)
    press("Tab")
    press("Tab")
    page.keyboard.type("01022026")
    press("Control+Enter")
    screen.expect_told("The draft is saved.")
    page.get_by_role("link", name="A verdict relies on").focus()
    press("Enter")
    expect(page.get_by_role("checkbox", name="The city's log")).to_be_focused()
    press("Space")
    page.get_by_role("link", name="Ask Анна Петрова").focus()
    press("Enter")
    expect(screen.field("inquiry-addressee")).to_be_focused()
    for _ in range(2):
        screen.field("inquiry-reason_not_asked").focus()
    page.keyboard.insert_text("No address was found.")
    press("Control+Enter")
    screen.expect_told("The inquiry is recorded.")
    screen.button("Save and submit").focus()
    press("Enter")
    screen.expect_told("Submitted.")

    assert (Verdict.objects.get().state, Verdict.objects.get().rating.label) == ("submitted", "false")


def test_second_of_two_editors_loses_nothing(refused, claim, browser, live_server):
    context = browser.new_context(base_url=live_server.url, locale="en-GB")
    Desk(context.new_page()).sign_in("reviewer", PASSWORD)
    other = WorkspaceScreen(context.pages[0])
    other.open(claim)
    other.field("claim-statement").fill("Theirs.")
    other.button("Save the claim").click()
    other.expect_told("The claim is saved.")
    context.close()

    refused.field("claim-statement").fill("Mine.")
    with refused.page.expect_response(lambda response: response.status == 422):
        refused.button("Save the claim").click()

    expect(refused.page.locator("#meanwhile")).to_contain_text("reviewer")
    expect(refused.page.locator("#meanwhile ins")).to_have_text("Theirs.")
    assert refused.field("claim-statement").input_value() == "Mine."
    refused.button("Save the claim").click()
    refused.expect_told("The claim is saved.")
    assert Claim.objects.get(pk=claim.pk).statement == "Mine."


def test_what_was_typed_outlives_network_and_page(refused, claim):
    refused.write(title="It was closed")
    refused.page.context.set_offline(True)
    refused.button("Save the draft").click()
    refused.expect_told("The network does not answer. What you typed is kept here")
    refused.page.context.set_offline(False)

    refused.open(claim)
    refused.button("Go on with it").click()
    assert refused.field("verdict-title").input_value() == "It was closed"
    refused.button("Save the draft").click()
    refused.expect_told("The draft is saved.")
    refused.open(claim)

    expect(refused.page.locator("#kept")).to_be_hidden()
    assert Verdict.objects.get().title == "It was closed"


def test_ended_session_keeps_what_was_typed(refused):
    refused.write(title="It was closed")
    Session.objects.all().delete()
    refused.button("Save the draft").click()
    refused.expect_told("You are signed out.")

    with refused.page.expect_popup() as opened:
        refused.page.locator("#status a").click()
    opened.value.fill("#id_username", "editor")
    opened.value.fill("#id_password", PASSWORD)
    opened.value.click("input[type=submit]")
    expect(opened.value.locator("#form-verdict")).to_be_visible()
    refused.button("Save the draft").click()
    refused.expect_told("The draft is saved.")

    assert Verdict.objects.get().title == "It was closed"


def test_workspace_works_without_script(claim, browser, live_server):
    context = browser.new_context(base_url=live_server.url, locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    Desk(page).sign_in("editor", PASSWORD)
    page.goto(f"/admin/claims/claim/{claim.pk}/workspace/")

    page.fill("#id_verdict-title", "It was closed")
    page.get_by_role("button", name="Show what is typed").click()
    page.get_by_role("checkbox", name="The city's log").check()
    page.get_by_role("button", name="Save the draft").click()
    expect(page.locator(".messagelist .success")).to_have_text("The draft is saved.")
    context.close()

    verdict = Verdict.objects.get()
    assert (verdict.title, verdict.evidence.count()) == ("It was closed", 1)


@pytest.mark.parametrize("width", [1280, 390])
def test_workspace_is_accessible_and_fits(refused, claim, width):
    long = "Достопримечательность" * 8
    make_topic(name=long[:60])
    make_claim(statement=f"The bridge over the Neva was open: {long}.", short_statement=long[:75])
    article = make_article(title=long, content=f"It says {long}.", outlet=make_outlet(name=long[:100]))
    make_appearance(
        claim=claim, claimant=make_claimant(name=long[:150]), passage=make_passage(article=article, exact=long)
    )
    make_evidence(claim=claim, article=article, comment=long, stance="supports")
    inquire(claim=claim, addressee=make_claimant(name=long[:150]), asked_at=NOON, by=make_editor())
    fold_lexemes()
    refused.open(claim)
    refused.page.set_viewport_size({"width": width, "height": 844})
    expect(refused.preview.locator("h1")).to_be_visible()

    assert refused.page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(refused.page).response["violations"]
    serious = [rule for rule in found if rule["impact"] in ("serious", "critical")]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in serious] == []
