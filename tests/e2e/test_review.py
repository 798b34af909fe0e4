"""Reviewing in a browser: by mouse and by keyboard alone, on a telephone, and without a barrier that axe knows."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from claims.actions.verdict import edit_verdict
from claims.models import Appearance, Evidence, Verdict, VerdictComment
from tests.e2e.desk import Desk
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_comment,
    make_editor,
    make_evidence,
    make_mark,
    make_outlet,
    make_passage,
    make_reviewer,
    make_verdict,
)

PASSWORD = "known-to-this-test"
REASONS = "1. The log says that it was shut.\n2. Nobody has said otherwise."
TEXT = "«Мост открыт», сказал министр (he meant the other one - ed.). The bridge is open, he said. Nobody was asked."


@pytest.fixture
def verdict(transactional_db):
    """A second version under review; its lead, its evidence and more of the claim wait for approval."""
    claim = make_claim(statement="The bridge over the Neva was open on 1 January 2026.")
    make_verdict(claim=claim, title="The bridge was closed", summary="It was closed that day.")
    article = make_article(content=TEXT, language="ru")
    make_mark(
        text=article.current_text, exact="(he meant the other one - ed.)", inserted_by=make_outlet(name="InoSMI")
    )  # fmt: skip
    passage = make_passage(article=article, exact="сказал министр (he meant the other one - ed.)")
    make_appearance(claim=claim, passage=passage, said="2025", status="draft", steps=[(article.outlet, "reports")])
    evidence = make_evidence(claim=claim, article=article, passage=passage, status="draft", comment="The log.")
    make_evidence(claim=claim, status="draft", comment="Not cited.")
    return make_verdict(
        claim=claim, state="submitted", title="The bridge was shut", evidence=[evidence], rationale=REASONS,
        summary="It was closed that night, as the city’s log says.",
    )  # fmt: skip


@pytest.fixture
def desk(page, verdict):
    """The desk, with an editor and a reviewer who can sign in."""
    for user in (make_editor(), make_reviewer()):
        user.set_password(PASSWORD)
        user.save()
    return Desk(page)


def open_review(desk, verdict):
    desk.open(f"claims/verdict/{verdict.pk}/review/")


def test_verdict_is_read_let_through_approved_and_published(desk, verdict):
    desk.sign_in("reviewer", PASSWORD)
    desk.open("claims/verdict/?review=mine")
    desk.page.locator("#result_list").get_by_role("link", name="Review", exact=True).click()

    expect(desk.page.locator("#summary ins")).to_contain_text(["night, as the city’s log says"])
    expect(desk.page.locator("#lead_appearance .inserted")).to_contain_text("insertion by InoSMI")
    desk.page.locator("#evidence").get_by_text("Comment on: evidence").click()
    desk.page.locator("#evidence textarea").fill("Какой лог?")
    desk.page.locator("#evidence").get_by_role("button", name="Keep the comment").click()
    expect(desk.page.locator("#evidence .review-comments")).to_contain_text("Какой лог?")
    desk.page.get_by_role("button", name=re.compile("Approve all 3")).click()
    expect(desk.page.locator("#waiting")).to_contain_text("Nothing else waits.")
    desk.page.locator("#decision").get_by_role("button", name="Approve").click()
    expect(desk.page.locator(".review-state")).to_have_text("approved")
    desk.page.locator("#decision").get_by_role("button", name="Publish").click()
    expect(desk.page.locator(".review-state")).to_have_text("published")

    expect(desk.page.locator("#record ol li")).to_have_count(3)
    assert Verdict.objects.get(pk=verdict.pk).reviewer == make_reviewer()
    assert {row.status for model in (Appearance, Evidence) for row in model.objects.all()} == {"public"}
    assert VerdictComment.objects.get().text == "Какой лог?"
    desk.page.locator(".review-readers").get_by_role("link").first.click()
    expect(desk.page.locator("body")).to_contain_text("It was closed that night")


def test_numbered_reasons_keep_their_numbers(desk, verdict):
    desk.sign_in("reviewer", PASSWORD)
    open_review(desk, verdict)

    reasons = desk.page.locator(".review-prose ol > li")

    expect(reasons).to_have_count(2)
    expect(reasons.first).to_have_css("list-style-type", "decimal")


def test_everything_is_reached_and_done_by_keyboard(desk, verdict):
    desk.sign_in("reviewer", PASSWORD)
    open_review(desk, verdict)
    page = desk.page

    page.locator("#statement summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Which bridge?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#statement .review-comments")).to_contain_text("Which bridge?")
    page.locator("#lead_appearance").get_by_role("button", name="Approve").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#lead_appearance .review-approval")).to_contain_text("approved by reviewer")
    page.locator("#decision").get_by_label("Reason").focus()
    page.keyboard.type("Say which bridge.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator(".review-state")).to_have_text("draft")
    assert verdict.events.latest("id").note == "Say which bridge."
    assert Evidence.objects.filter(status="public").count() == 1  # of the first version


def test_author_is_refused_and_told_who_may(desk, verdict):
    desk.sign_in("editor", PASSWORD)
    open_review(desk, verdict)

    expect(desk.page.locator("#who-may")).to_contain_text("You wrote this verdict")
    expect(desk.page.locator("#who-may")).to_contain_text("These may review it: reviewer")
    expect(desk.page.locator("#decision button")).to_have_count(0)
    expect(desk.page.locator("#evidence")).to_contain_text("You recorded this")


def test_edit_under_the_reviewer_s_eyes_is_refused_and_explained(desk, verdict):
    desk.sign_in("reviewer", PASSWORD)
    open_review(desk, verdict)
    edit_verdict(verdict=verdict, summary="It was closed at noon.", by=make_editor())

    desk.page.locator("#decision").get_by_label("Note").fill("Fine.")
    desk.page.locator("#decision").get_by_role("button", name="Approve").click()

    expect(desk.page.locator("#refused")).to_contain_text("Nothing was done")
    expect(desk.page.locator("#voided")).to_contain_text("editor edited this version on")
    expect(desk.page.locator("#summary")).to_contain_text("It was closed at noon.")


def test_later_version_is_submitted_with_its_note(desk, verdict):
    edit_verdict(verdict=verdict, change_kind="", change_note="", by=make_editor())
    desk.sign_in("editor", PASSWORD)
    open_review(desk, verdict)

    desk.page.locator("#decision").get_by_label("Kind of change").select_option(label="error corrected")
    desk.page.locator("#decision").get_by_label("Public note on the change").fill("The log was of another day.")
    desk.page.locator("#decision").get_by_role("button", name="Submit").click()

    expect(desk.page.locator(".review-state")).to_have_text("submitted")
    expect(desk.page.locator("#change")).to_contain_text("The log was of another day.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_page_fits_and_has_no_barrier_that_axe_knows(browser, live_server, desk, verdict, width, scheme):
    for field in ("", "rationale"):
        make_comment(verdict=verdict, field=field, text="Слово" * 40)
    desk.sign_in("reviewer", PASSWORD)
    # A page of its own: axe tries inline styles, and that the policy blocks them fails the page of the fixture.
    context = browser.new_context(
        base_url=live_server.url, storage_state=desk.page.context.storage_state(), color_scheme=scheme,
        viewport={"width": width, "height": 844},
    )  # fmt: skip
    page = context.new_page()
    page.goto(f"/admin/claims/verdict/{verdict.pk}/review/")
    page.locator("#rationale summary").click()

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    serious = [rule for rule in found if rule["impact"] in ("serious", "critical")]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in serious] == []
    context.close()
