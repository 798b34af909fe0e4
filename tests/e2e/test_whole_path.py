"""From a sentence that holds a foreign remark to a corrected verdict that readers see, by two people in a browser."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from playwright.sync_api import expect

from claims.actions.lexemes import fold_lexemes
from claims.models import Appearance, Claim, Evidence, Verdict
from sources.models import Article
from tests.e2e.annotation import AnnotationScreen
from tests.e2e.desk import Desk
from tests.e2e.weighing import WorkspaceScreen
from tests.factories import make_claim, make_claimant, make_editor, make_reviewer

PASSWORD = "known-to-this-test"
REMARKED = (
    "They have just bombed a nursing home (the Russian Armed Forces are attacking exclusively military "
    "targetsapprox. InoSMI)"
)
CITED = "The constant use of Russian drone swarm tactics — thousands of launches every night"
STATEMENT = "Russian forces bombed a nursing home in Ukraine in the first half of 2025."

pytestmark = pytest.mark.slow


@pytest.fixture
def article(transactional_db):
    """The article of capture 002, two people, somebody to quote, and a claim that is there already."""
    author = make_editor()
    author.groups.add(Group.objects.get(name="reviewers"))  # who may review, but never this
    for user in (author, make_reviewer()):
        user.set_password(PASSWORD)
        user.save()
    call_command("import_corpus", verbosity=0)
    make_claimant(name="Donald Trump")
    make_claim(statement=STATEMENT, short_statement="A nursing home in Ukraine was bombed")
    fold_lexemes()
    return Article.objects.get(external_id="vpk-50-days")


@pytest.fixture
def other(browser, live_server):
    """A second browser, for the second person."""
    context = browser.new_context(base_url=live_server.url, locale="en-GB")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def link(screen: AnnotationScreen) -> None:
    """Find the claim by search, and record who says it there."""
    screen.form.get_by_label("Search the claims").fill("nursing home bombed in Ukraine")
    screen.form.get_by_role("button", name=STATEMENT).click()


def annotate_by_mouse(screen: AnnotationScreen) -> None:
    screen.select(REMARKED)
    screen.expect_selected(REMARKED)
    expect(screen.page.locator("#composer-mark")).to_contain_text("insertion by InoSMI")
    screen.verb("Link to a claim")
    link(screen)
    screen.claimant("Donald Trump")
    screen.form.get_by_label("Manner").select_option("quoted")
    screen.save()
    screen.expect_done("The appearance is recorded")
    screen.select(CITED)
    screen.verb("Supports")
    link(screen)
    screen.save()
    screen.expect_done("The evidence is cited")


def annotate_by_keyboard(screen: AnnotationScreen) -> None:
    press = screen.page.keyboard.press
    for quote, verb in ((REMARKED, "l"), (CITED, "s")):
        screen.page.locator("#text").focus()
        press("q")
        screen.page.keyboard.insert_text(quote)
        press("Enter")
        screen.expect_selected(quote)
        press(verb)
        expect(screen.form.get_by_label("Search the claims")).to_be_focused()
        screen.page.keyboard.insert_text("nursing home bombed in Ukraine")
        found = screen.form.get_by_role("button", name=STATEMENT)
        expect(found).to_be_visible()
        found.focus()
        press("Enter")
        if verb == "l":
            screen.form.get_by_role("combobox", name="Claimant").focus()
            screen.page.keyboard.insert_text("Donald Trump")
            screen.expect_pointed_at("Donald Trump")
            press("Enter")
        press("Control+Enter")
        expect(screen.page.locator("#status")).to_contain_text("recorded" if verb == "l" else "cited")


def draft(screen: WorkspaceScreen) -> None:
    """Give the reason why nobody was asked, and write the verdict."""
    screen.page.get_by_role("link", name="Ask Donald Trump").click()
    screen.field("inquiry-reason_not_asked").fill("A test asks nobody.")
    screen.button("Record").click()
    screen.expect_told("The inquiry is recorded.")
    screen.rate("unproven")
    screen.write(
        title="Not known", summary="It cannot be told.", rationale="1. One speaker.", evidence_until="2026-01-02"
    )
    screen.page.locator("input[name=verdict-relied_on]").first.check()
    screen.button("Save and submit").click()
    screen.expect_told("Submitted.")


def refuse_own(desk: Desk, verdict: Verdict) -> None:
    """The page explains why the author cannot review; the server refuses who asks all the same."""
    desk.open(f"claims/verdict/{verdict.pk}/review/")
    expect(desk.page.locator("#who-may")).to_contain_text("You wrote this verdict, so another editor must review it.")
    desk.open(f"claims/verdict/{verdict.pk}/do/approve/")
    desk.page.locator(".submit-row input[type=submit]").filter(visible=True).click()
    expect(desk.page.locator(".errorlist, .errornote").first).to_contain_text("another editor must review it")


def let_through(desk: Desk, verdict: Verdict) -> None:
    """Approve what the verdict rests on, then the verdict, and publish both."""
    desk.open(f"claims/verdict/{verdict.pk}/review/")
    approve = desk.page.get_by_role("button", name="Approve all 2 on this page")
    if approve.count():
        approve.click()
        expect(desk.page.locator(".messagelist li")).to_have_text("Approved: readers may see it.")
    for step, told in (("Approve", "Approved. It can be published."), ("Publish", "Published.")):
        desk.page.locator("#decision").get_by_role("button", name=step, exact=True).click()
        expect(desk.page.locator(".messagelist li")).to_have_text(told)


def correct(screen: WorkspaceScreen, claim: Claim) -> None:
    screen.open(claim)
    screen.write(summary="It cannot be told from one speaker.", change_note="The summary now says why.")
    screen.field("verdict-change_kind").select_option("wording")
    screen.button("Save and submit").click()
    screen.expect_told("Submitted.")


@pytest.mark.parametrize("annotate", [annotate_by_mouse, annotate_by_keyboard])
def test_sentence_with_a_remark_becomes_a_verdict_that_is_corrected(page, other, article, annotate):
    desk, review = Desk(page), Desk(other)
    desk.sign_in("editor", PASSWORD)
    review.sign_in("reviewer", PASSWORD)
    annotating = AnnotationScreen(page)
    annotating.open(article)
    annotate(annotating)
    claim = Appearance.objects.get().claim
    assert (Appearance.objects.get().passage.exact, Evidence.objects.get().passage.exact) == (REMARKED, CITED)

    weighing = WorkspaceScreen(page)
    weighing.open(claim)
    draft(weighing)
    first = Verdict.objects.get()
    refuse_own(desk, first)
    let_through(review, first)

    page.goto(claim.get_absolute_url())
    expect(page.locator(".verdict-label")).to_have_text("unproven")
    remark = page.locator(".appearance .quote .inserted")
    expect(remark).to_contain_text("[(the Russian Armed Forces are attacking")
    expect(remark).to_contain_text("insertion by InoSMI")

    correct(weighing, claim)
    let_through(review, Verdict.objects.get(version=2))
    page.goto(claim.get_absolute_url())
    expect(page.get_by_text("The summary now says why.").first).to_be_visible()
    for version, summary in ((1, "It cannot be told."), (2, "It cannot be told from one speaker.")):
        page.goto(f"/claims/{claim.pk}/versions/{version}/")
        expect(page.get_by_text(summary, exact=True).first).to_be_visible()
