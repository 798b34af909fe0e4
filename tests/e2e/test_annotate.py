"""Annotating an article in a browser, by mouse and by keyboard."""

import pytest
from playwright.sync_api import expect

from claims.actions.lexemes import fold_lexemes
from claims.models import Appearance, Claim, Evidence
from sources.models import Mark, Passage
from tests.e2e.annotation import TEXT, places, record
from tests.factories import (
    make_appearance,
    make_claim,
    make_claimant,
    make_passage,
    make_text,
)


@pytest.mark.parametrize(
    ("words", "nth", "start"),
    [
        ("«Мост открыт», сказала 👩‍💼 Анна", 0, TEXT.index("«Мост")),
        ("The bridge is open, she said.", 1, TEXT.rindex("The bridge is open")),
        ("🌉 of the Neva\n\n«Мост открыт»", 0, TEXT.index("🌉")),
        ("Zoë̄ and Noël (editor's remark: no such", 0, TEXT.index("Zoë̄")),
        ("The end.", 0, TEXT.index("The end.")),
    ],
)
def test_selection_becomes_a_claim_anchored_exactly(screen, words, nth, start):
    screen.select(words, nth=nth)
    screen.expect_selected(words)
    record(screen)
    screen.expect_done("The appearance is recorded")

    appearance = Appearance.objects.get()
    assert places() == [(start, words)]
    assert (appearance.claim.statement, appearance.claimant.name) == (
        "The Neva bridge was open on 1 January 2026.", "Anna Petrova"
    )  # fmt: skip
    expect(screen.page.locator(".annotate-card.is-active")).to_contain_text("Anna Petrova asserts")


def test_page_shows_the_stored_text_and_nothing_else(screen):
    assert screen.page.locator("#text").evaluate("text => text.textContent") == TEXT
    credit = screen.page.locator("#text mark").evaluate("mark => getComputedStyle(mark, '::after').content")
    assert "insertion by InoSMI" in credit


def test_claim_that_is_there_is_linked_after_a_search(screen):
    known = make_claim(statement="The bridge over the Neva was open on 1 January 2026.")
    make_claimant(name="Anna Petrova").affiliations.create(title="mayor")
    fold_lexemes()
    screen.select("The bridge is open, she said.")
    screen.verb("Link to a claim")
    screen.form.get_by_label("Search the claims").fill("Neva bridge open on 1 January 2026")
    expect(screen.form.locator(".annotate-claims li").first).to_contain_text("by words")
    screen.form.get_by_role("button", name=known.statement).click()
    screen.claimant("Anna")
    screen.form.get_by_label("Role on that day").select_option(label="mayor (… – …)")
    screen.form.get_by_label("Stance").select_option("denies")
    screen.form.get_by_text("Attribution: who relays it").click()
    screen.form.get_by_role("button", name="Add a step").click()
    screen.form.get_by_role("combobox", name="Speaker").fill("InoSMI")
    screen.form.get_by_role("option", name="InoSMI").first.click()
    screen.form.get_by_label("Verb").fill("reports")
    screen.save()
    screen.expect_done("recorded")

    row = Appearance.objects.get()
    assert (row.claim, row.stance, str(row.affiliation)) == (known, "denies", "mayor")
    assert [str(step) for step in row.steps.all()] == ["InoSMI reports"]


def test_evidence_and_marks_are_made_from_selections(screen):
    claim = make_claim(statement="Anna Petrova alone was asked.")
    fold_lexemes()
    screen.select("Nobody else was asked.")
    screen.verb("Supports")
    screen.form.get_by_label("Search the claims").fill(f"#{claim.pk}")
    screen.form.get_by_role("button", name=claim.statement).click()
    screen.save()
    screen.expect_done("The evidence is cited")
    screen.select("The end.")
    screen.verb("Mark as")
    screen.form.get_by_label("Kind").select_option("chrome")
    screen.save()
    screen.expect_done("Marked")

    assert (Evidence.objects.get().stance, Evidence.objects.get().passage.exact) == (
        "supports", "Nobody else was asked."
    )  # fmt: skip
    assert Mark.objects.filter(kind="chrome", start=TEXT.index("The end.")).count() == 1
    expect(screen.page.locator("#text mark.is-chrome")).to_have_text("The end.")


def test_inserted_words_are_offered_to_their_outlet_alone(screen):
    screen.select("no such people")
    expect(screen.page.locator("#composer-mark")).to_contain_text("insertion by InoSMI")
    screen.verb("New claim")
    screen.save()
    screen.expect_done("recorded")

    assert Appearance.objects.get().claimant.outlet.name == "InoSMI"


def test_pasted_quote_is_found_and_asked_for_where_it_stands_twice(screen):
    screen.page.get_by_label("Paste the quote").fill("The bridge is open")
    screen.page.get_by_role("button", name="Find").click()
    expect(screen.page.locator("#places")).to_contain_text("several places")
    screen.page.locator("#places button").nth(1).click()
    record(screen)
    screen.expect_done("recorded")

    assert places() == [(TEXT.rindex("The bridge is open"), "The bridge is open")]


def test_pasted_words_that_do_not_stand_there_are_refused(screen):
    screen.page.get_by_label("Paste the quote").fill("The bridge was open")
    screen.page.keyboard.press("Enter")

    expect(screen.page.locator("#places")).to_contain_text("does not hold these words")
    expect(screen.composer).to_be_hidden()


def test_undo_takes_the_last_deed_back(screen):
    screen.select("The end.")
    record(screen)
    screen.expect_done("recorded")
    screen.page.get_by_role("button", name="Undo").click()

    expect(screen.page.locator("#status")).to_have_text("Undone.")
    expect(screen.page.locator(".annotate-card.is-appearance")).to_have_count(0)
    assert (Appearance.objects.count(), Claim.objects.count(), Passage.objects.count()) == (0, 0, 0)


def test_everything_is_done_by_keyboard_alone(screen):
    keyboard = screen.page.keyboard
    screen.page.locator("#text").focus()
    for key in (".", ".", ".", "n"):
        keyboard.press(key)
    expect(screen.composer).to_be_visible()
    quoted = screen.page.locator("#composer-quote").text_content()
    keyboard.press("Control+a")
    keyboard.type("The Neva bridge was open.")
    screen.form.get_by_role("combobox", name="Claimant").focus()
    keyboard.type("Anna Petrova")
    expect(screen.form.get_by_role("option", name="Create “Anna Petrova”")).to_be_visible()
    keyboard.press("Enter")
    keyboard.press("Control+Enter")
    screen.expect_done("recorded")
    assert places() == [(TEXT.index(quoted), quoted)]

    keyboard.press("z")
    expect(screen.page.locator("#status")).to_have_text("Undone.")
    keyboard.press("?")
    expect(screen.page.get_by_role("dialog", name="Keys")).to_be_visible()


def test_orphan_is_anchored_where_the_editor_says(screen, article):
    orphan = make_appearance(passage=make_passage(article=article, exact="Nobody else was asked."), status="draft")
    make_text(article=article, content="It was closed. Nobody else was ever asked.")
    screen.open(article)
    screen.page.get_by_role("tab", name="Orphans (1)").click()
    place = screen.page.locator(".orphan-candidates li").first
    expect(place).to_contain_text("similar words")
    place.get_by_role("button", name="Anchor here").click()
    place.get_by_role("button", name="Yes, this is the passage").click()
    expect(screen.page.get_by_role("tab", name="Orphans (0)")).to_be_visible()

    orphan.refresh_from_db()
    assert (orphan.passage.exact, orphan.passage.start) == ("Nobody else was ever asked.", 15)
