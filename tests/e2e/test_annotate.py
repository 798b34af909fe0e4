"""Annotating an article in a browser: by mouse, by keyboard, with the network gone and the session over."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from claims.actions.lexemes import fold_lexemes
from claims.models import Appearance, Claim, Evidence
from sources.models import Mark, Passage
from tests.e2e.annotation import RECTANGLES, AnnotationScreen
from tests.e2e.desk import Desk
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_editor,
    make_mark,
    make_outlet,
    make_passage,
    make_text,
)

PASSWORD = "known-to-this-test"
TEXT = (
    "The bridge 🌉 of the Neva\n\n"
    "«Мост открыт», сказала 👩‍💼 Анна Петрова. The bridge is open, she said. Nobody else was asked.\n\n"
    "Later she said again: The bridge is open, she said. Zoë̄ and Noël (editor's remark: no such people) agreed.\n"
    "The end."
)


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


def record(screen, *, statement="The Neva bridge was open on 1 January 2026."):
    """Word a new claim of the selection, by Anna Petrova."""
    screen.verb("New claim")
    screen.form.get_by_label("Statement", exact=False).first.fill(statement)
    screen.claimant("Anna Petrova")
    screen.save()


def places():
    return [(passage.start, passage.exact) for passage in Passage.objects.order_by("start")]


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


def test_overlapping_highlights_are_told_apart_without_the_highlight_api(screen, article):
    for words in ("The bridge is open, she said. Nobody", "Nobody else was asked."):
        make_appearance(passage=make_passage(article=article, exact=words), status="draft")
    screen.page.add_init_script("delete window.Highlight")
    screen.open(article)

    assert screen.page.locator("#text").evaluate("text => text.textContent") == TEXT
    expect(screen.page.locator("#text .appearance-0.appearance-1")).to_have_text("Nobody")
    screen.select("else was")
    screen.expect_selected("else was")


def test_clicks_on_overlapping_highlights_go_from_one_to_the_next(screen, article):
    for words in ("The bridge is open, she said. Nobody", "Nobody else was asked."):
        make_appearance(passage=make_passage(article=article, exact=words), status="draft")
    screen.open(article)
    left, top, right, _bottom = screen.page.evaluate(RECTANGLES, ["Nobody", 0])
    active = screen.page.locator(".annotate-card.is-active")

    keys = []
    for number in range(2):
        screen.page.mouse.click((left + right) / 2 + number, top)
        expect(active).to_have_count(1)
        expect(active).not_to_have_attribute("data-key", keys[-1] if keys else "none")
        keys.append(active.get_attribute("data-key"))

    assert len(set(keys)) == 2


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


def test_faults_stand_beside_their_fields_and_nothing_typed_is_lost(browser, live_server, screen, article):
    # A page of its own: Chromium writes every refusal into the console, which fails the page of the fixture.
    context = browser.new_context(base_url=live_server.url, storage_state=screen.page.context.storage_state())
    refused = AnnotationScreen(context.new_page())
    refused.open(article)
    refused.select("The end.")
    refused.verb("New claim")
    refused.claimant("Anna Petrova")
    refused.form.get_by_text("When and where it was said").click()
    refused.form.get_by_label("Said", exact=False).fill("last Monday")
    refused.save()

    expect(refused.form.locator("[data-field=said] .annotate-error")).to_contain_text("last Monday")
    expect(refused.form.get_by_label("Said", exact=False)).to_have_value("last Monday")
    assert Appearance.objects.count() == 0
    context.close()


def test_network_that_fails_loses_nothing_and_sends_again(browser, live_server, screen, article):
    # A page of its own, as above: a request that did not arrive is a complaint too.
    context = browser.new_context(base_url=live_server.url, storage_state=screen.page.context.storage_state())
    cut_off = AnnotationScreen(context.new_page())
    cut_off.open(article)
    cut_off.select("The end.")
    cut_off.verb("New claim")
    cut_off.claimant("Anna Petrova")
    context.set_offline(True)
    cut_off.save()
    expect(cut_off.page.locator("#composer-error")).to_contain_text("The network does not answer")
    context.set_offline(False)
    cut_off.save()
    cut_off.expect_done("recorded")

    assert places() == [(TEXT.index("The end."), "The end.")]
    context.close()


def test_expired_session_keeps_what_was_typed(screen, article):
    screen.select("The end.")
    screen.verb("New claim")
    screen.form.get_by_label("Statement", exact=False).first.fill("The Neva bridge was open.")
    screen.claimant("Anna Petrova")
    Session.objects.all().delete()
    screen.save()
    expect(screen.page.locator("#composer-error")).to_contain_text("You are signed out")

    with screen.page.expect_popup() as opened:
        screen.page.locator("#composer-error a").click()
    opened.value.fill("#id_username", "editor")
    opened.value.fill("#id_password", PASSWORD)
    opened.value.click("input[type=submit]")
    expect(opened.value.locator("#text .line").first).to_be_visible()
    screen.save()
    screen.expect_done("recorded")

    assert Claim.objects.get().statement == "The Neva bridge was open."


def test_reloaded_page_offers_what_was_typed(screen, article):
    screen.select("The bridge is open", nth=1)
    screen.verb("New claim")
    screen.form.get_by_label("Statement", exact=False).first.fill("The Neva bridge was open.")
    screen.claimant("Anna Petrova")
    screen.open(article)
    screen.page.get_by_role("button", name="Go on with it").click()
    expect(screen.form.get_by_label("Statement", exact=False).first).to_have_value("The Neva bridge was open.")
    screen.save()
    screen.expect_done("recorded")

    assert places() == [(TEXT.rindex("The bridge is open"), "The bridge is open")]
    assert Appearance.objects.get().claimant.name == "Anna Petrova"


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


@pytest.mark.parametrize("width", [390, 1280])
def test_screen_fits_and_has_no_barrier_that_axe_knows(browser, live_server, screen, article, width):
    make_appearance(passage=make_passage(article=article, exact="Nobody else was asked."), status="draft")
    # A page of its own: axe tries inline styles, and that the policy blocks them fails the page of the fixture.
    context = browser.new_context(
        base_url=live_server.url,
        storage_state=screen.page.context.storage_state(),
        viewport={"width": width, "height": 844},
    )
    sized = AnnotationScreen(context.new_page())
    sized.open(article)
    for keys in (".", "n"):
        sized.page.locator("#text").press(keys)
        assert sized.page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(sized.page).response["violations"]
        serious = [rule for rule in found if rule["impact"] in ("serious", "critical")]
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in serious] == []
    expect(sized.composer).to_be_visible()
    context.close()
