"""The annotation screen loses nothing that was typed, keeps overlapping highlights apart, and fits every screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from claims.models import Appearance, Claim
from tests.e2e.annotation import PASSWORD, RECTANGLES, TEXT, AnnotationScreen, places
from tests.factories import (
    make_appearance,
    make_passage,
)


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
