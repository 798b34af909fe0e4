"""The whole way at the desk: from an article's text to a published verdict, by two people, under the strict policy."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Model
from playwright.sync_api import expect

from claims.models import Appearance, Evidence, Verdict
from tests.e2e.desk import Desk
from tests.factories import make_appearance, make_editor, make_reviewer, make_verdict

TEXT = (
    "The bridge was closed\n\nMayor Anna Petrova said on Monday that the bridge over the Neva was open on 1 January "
    "2026. Nobody else was asked. The city's log says that the bridge was closed that day."
)
PASSWORD = "known-to-this-test"


@pytest.fixture
def desk(page, transactional_db):
    """The desk, with an editor, a reviewer and an administrator who can sign in."""
    for user in (make_editor(), make_reviewer()):
        user.set_password(PASSWORD)
        user.save()
    User.objects.create_superuser("root", password=PASSWORD)
    return Desk(page)


def import_article(desk: Desk) -> None:
    desk.open("sources/outlet/add/")
    desk.fill(name="Neva Times", domain="neva.example")
    desk.pick(kind="newspaper")
    desk.save()
    desk.open("sources/article/add/")
    desk.choose("outlet", "Neva Times")
    desk.pick(kind="news")
    desk.fill(title="The bridge was closed", published="2026-01-02", language="en", content=TEXT)
    desk.save()
    desk.press("Publish")
    desk.open("sources/mark/add/")
    desk.choose("text", "The bridge was closed")
    desk.pick(kind="standfirst")
    desk.fill(quote="The bridge was closed")
    desk.save()


def word_claim(desk: Desk) -> str:
    desk.open("claims/claimant/add/")
    desk.pick(kind="person")
    desk.fill(name="Anna Petrova", aliases="Анна Петрова")
    desk.page.locator("#affiliations-group .add-row a").click()
    desk.fill(**{"affiliations-0-title": "mayor"})
    desk.save()
    desk.open("claims/claim/add/")
    desk.fill(statement="The Neva bridge was open on 1 January 2026.", short_statement="The Neva bridge was open")
    desk.pick(kind="fact")
    desk.save()
    return desk.page.url


def record_appearance(desk: Desk, claim: str) -> None:
    desk.page.goto(claim)
    desk.press("Add appearance")
    desk.choose("claimant", "Anna Petrova")
    desk.choose("affiliation", "mayor")
    desk.choose("article", "The bridge was closed")
    desk.pick(stance="asserts", manner="reported")
    desk.choose("outlet", "Neva Times", within="#steps-0")
    desk.fill(quote="the bridge was open that day", said="2025-12-29", **{"steps-0-verb": "reports"})
    desk.save_refused("does not stand in the text")
    desk.fill(quote="the bridge over the Neva was open on 1 January 2026")
    desk.save()


def cite_evidence(desk: Desk, claim: str) -> None:
    desk.page.goto(claim)
    desk.press("Cite evidence")
    desk.choose("article", "The bridge was closed")
    desk.pick(stance="contradicts")
    desk.fill(quote="the bridge was closed that day", comment="The log names the day.")
    desk.save()


def record_inquiry(desk: Desk, claim: str) -> None:
    desk.page.goto(claim)
    desk.press("Record inquiry")
    desk.choose("addressee", "Anna Petrova")
    desk.fill(reason_not_asked="No address was found.")
    desk.save()


def submit_verdict(desk: Desk, claim: str) -> None:
    desk.page.goto(claim)
    desk.press("Draft verdict")
    desk.fill(title="It was closed", summary="It was closed.", rationale="1. The log says so.")
    desk.page.locator(".field-evidence_until .datetimeshortcuts a").first.click()
    desk.page.check("input[name=relied_on]")
    desk.page.select_option(
        "#id_rating", label=desk.page.locator("#id_rating option", has_text="false (1)").inner_text()
    )
    desk.save()
    desk.press("Submit")
    desk.confirm()


def approve_all(desk: Desk, claim: str) -> None:
    for table in ("appearance", "evidence"):
        desk.open(f"claims/{table}/?status__exact=draft")
        desk.page.check(".action-select")
        desk.page.select_option("select[name=action]", "approve")
        desk.page.locator(".actions button[name=index]").click()
        expect(desk.page.locator(".messagelist .success")).to_be_visible()
    desk.page.goto(claim)
    desk.press("Publish")
    desk.open("claims/verdict/?review=mine")
    desk.page.locator("#result_list .field-claim a").click()
    desk.press("Approve")
    desk.confirm()
    desk.press("Publish")
    desk.confirm()


def test_article_becomes_a_published_verdict_by_two_people(desk):
    desk.sign_in("editor", PASSWORD)
    import_article(desk)
    claim = word_claim(desk)
    record_appearance(desk, claim)
    cite_evidence(desk, claim)
    record_inquiry(desk, claim)
    submit_verdict(desk, claim)
    desk.sign_out()
    desk.sign_in("reviewer", PASSWORD)
    approve_all(desk, claim)

    verdict = Verdict.objects.get()
    assert (verdict.state, verdict.author.username, verdict.reviewer.username) == ("published", "editor", "reviewer")
    assert [str(step) for step in Appearance.objects.get().steps.all()] == ["Neva Times reports"]
    assert Evidence.objects.get().status == "public"
    desk.press("History")
    expect(desk.page.locator(".desk-history")).to_contain_text("published")


def test_wrong_password_is_told(desk):
    desk.page.goto("/admin/")
    desk.page.fill("#id_username", "editor")
    desk.page.fill("#id_password", "wrong")
    desk.page.click("input[type=submit]")

    expect(desk.page.locator(".errornote")).to_contain_text("correct username and password")


@pytest.mark.slow
def test_no_page_of_the_desk_breaks_the_policy(desk):
    """The page fixture fails where the console complains, as it does of each breach."""
    make_appearance(claim=make_verdict(state="published").claim, status="draft")
    desk.sign_in("root", PASSWORD)

    visited = [visit(desk, model) for model in admin.site._registry]

    assert len(visited) > 28
    assert all(visited)


def visit(desk: Desk, model: type[Model]) -> int:
    """Open every page that the desk has for a table, and return how many there were."""
    table, row = f"{model._meta.app_label}/{model._meta.model_name}/", model._default_manager.first()
    shown = admin.site._registry[model]
    request = desk.as_user("root")
    pages = [table]
    if row:
        pages += [f"{table}{row.pk}/change/", f"{table}{row.pk}/history/"]
    if row and shown.has_delete_permission(request, row):
        pages.append(f"{table}{row.pk}/delete/")
    if shown.has_add_permission(request):
        pages.append(f"{table}add/")
    for address in pages:
        desk.open(address)
    return len(pages)


def test_moving_parts_of_a_form_keep_to_the_policy_in_the_dark(desk):
    claim = make_verdict(state="published").claim
    desk.page.emulate_media(color_scheme="dark")
    desk.sign_in("root", PASSWORD)
    desk.page.locator(".theme-toggle").click()

    desk.open(f"claims/inquiry/add/?claim={claim.pk}")
    desk.page.locator(".field-asked_at .datetimeshortcuts a .date-icon").first.click()
    expect(desk.page.locator(".calendarbox").first).to_be_visible()
    desk.page.locator(".calendarbox .calendarlink, .calendarbox td a").first.click()
    desk.page.locator(".field-asked_at .clock-icon").first.click()
    expect(desk.page.locator(".clockbox").first).to_be_visible()
    desk.page.locator(".clockbox .timelist a").first.click()
    with desk.page.expect_popup() as opened:
        desk.page.locator("#add_id_addressee").click()
    popup = opened.value
    popup.select_option("#id_kind", label="person")
    popup.fill("#id_name", "Anna Petrova")
    popup.click("input[name=_save]")
    expect(desk.page.locator("#select2-id_addressee-container")).to_contain_text("Anna Petrova")
    desk.save()

    assert claim.inquiries.get().addressee.name == "Anna Petrova"


def test_desk_fits_a_telephone(desk):
    appearance = make_appearance(status="draft")
    desk.page.set_viewport_size({"width": 390, "height": 844})
    desk.sign_in("editor", PASSWORD)

    for address in ("", f"claims/claim/{appearance.claim.pk}/change/", f"claims/appearance/{appearance.pk}/change/"):
        desk.open(address)
        width = desk.page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, address


def test_head_of_the_page_looks_the_same_at_the_annotation_screen(desk):
    article = make_appearance().passage.text.article
    desk.sign_in("editor", PASSWORD)

    heights = []
    for address in ("", f"sources/article/{article.pk}/annotate/"):
        desk.open(address)
        buttons = desk.page.locator("#header button")
        heights.append([box["height"] for box in (button.bounding_box() for button in buttons.all()) if box])

    assert len(heights[0]) == 3  # the language, to log out, the theme
    assert heights[1] == heights[0]
