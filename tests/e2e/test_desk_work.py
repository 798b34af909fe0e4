"""The desk's front page, verbs for many rows and spreadsheets, as somebody in front of the browser uses them."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from claims.models import Claim
from sources.admin import bulk_run
from tests.e2e.desk import Desk
from tests.factories import make_appearance, make_article, make_claim, make_editor, make_reviewer, make_topic

PASSWORD = "known-to-this-test"
LONG = "Строительство моста через Неву у Володарского завершили в срок и без удорожания, говорит смета"


@pytest.fixture
def desk(page, transactional_db):
    """The desk, with an editor and a reviewer who can sign in."""
    for user in (make_editor(), make_reviewer()):
        user.set_password(PASSWORD)
        user.save()
    return Desk(page)


def open_elsewhere(browser, desk, width, address):
    """Open a page in a window of that width; the axe of the fixture's page would break the policy."""
    context = browser.new_context(
        base_url=desk.page.url.split("/admin/")[0],
        storage_state=desk.page.context.storage_state(),
        viewport={"width": width, "height": 844},
    )
    page = context.new_page()
    page.goto(address)
    return page


def barriers(page, width):
    """Return what keeps people out: sideways scrolling, and whatever axe calls serious."""
    found = Axe().run(page).response["violations"]
    serious = [(rule["id"], rule["nodes"][0]["html"]) for rule in found if rule["impact"] in ("serious", "critical")]
    is_wide = page.evaluate("document.documentElement.scrollWidth") > width
    return [*serious, *(["sideways"] if is_wide else [])]


def test_front_page_leads_to_the_list_and_the_list_empties_the_pile(desk):
    make_appearance(status="draft")
    desk.sign_in("reviewer", PASSWORD)

    desk.page.get_by_role("link", name="1 appearance to approve").click()
    desk.page.check(".action-select")
    desk.page.select_option("select[name=action]", "approve")
    desk.page.locator(".actions button[name=index]").click()
    expect(desk.page.locator(".messagelist .success")).to_contain_text("1 row")
    desk.open("")

    expect(desk.page.get_by_text("appearance to approve")).to_have_count(0)


def test_editor_says_that_an_article_is_annotated_and_takes_it_back(desk):
    article = make_article()
    desk.sign_in("editor", PASSWORD)
    desk.open(f"sources/article/{article.pk}/change/")

    desk.press("Annotation is done")
    desk.open("")
    expect(desk.page.get_by_text("1 of 1 article is annotated.")).to_be_visible()
    desk.open(f"sources/article/{article.pk}/change/")
    desk.press("Annotation is not done")
    desk.open("")

    expect(desk.page.get_by_role("link", name="1 article not annotated yet")).to_be_visible()


def test_many_rows_go_on_by_themselves_and_end_at_the_list(desk, monkeypatch):
    monkeypatch.setattr(bulk_run, "CHUNK", 1)
    topic, claims = make_topic(name="Bridges"), [make_claim() for _number in range(3)]
    desk.sign_in("editor", PASSWORD)
    desk.open("claims/claim/?priority__exact=normal")

    desk.page.check("#action-toggle")
    desk.page.select_option("select[name=action]", "topics-add")
    desk.page.locator(".actions button[name=index]").click()
    choose(desk, "Bridges")
    desk.page.locator(".submit-row input[type=submit]").click()

    expect(desk.page.locator(".messagelist .success")).to_contain_text("3 rows")
    assert desk.page.url.endswith("?priority__exact=normal")
    assert [list(claim.topics.all()) for claim in claims] == [[topic]] * 3


def choose(desk, words):
    """Find a topic by typing."""
    desk.page.locator(".select2-selection").first.click()
    desk.page.locator(".select2-search__field").last.fill(words)
    desk.page.locator(".select2-results__option").filter(has_text=words).first.click()


def test_list_is_saved_changed_in_a_file_and_taken_in_again(desk, tmp_path):
    claim = make_claim(short_statement=LONG[:75], priority="low")
    desk.sign_in("editor", PASSWORD)
    desk.open("claims/claim/")
    with desk.page.expect_download() as download:
        desk.page.get_by_role("link", name="Save as CSV").click()
    changed = tmp_path / "claims.csv"
    saved = download.value.path().read_text("utf-8-sig")
    changed.write_text(saved.replace(",low,", ",high,"), encoding="cp1251")

    desk.page.get_by_role("link", name="Change by CSV").click()
    desk.page.set_input_files("#id_file", changed)
    desk.page.get_by_role("button", name="Show what would change").click()
    expect(desk.page.locator(".desk-sheet ins")).to_have_text("high")
    assert Claim.objects.get(pk=claim.pk).priority == "low"
    desk.page.get_by_role("button", name="Store 1 row").click()

    expect(desk.page.locator(".messagelist .success")).to_have_text("1 row was stored.")
    assert Claim.objects.get(pk=claim.pk).priority == "high"


@pytest.mark.parametrize("width", [390, 1280])
def test_work_pages_fit_and_have_no_barrier_that_axe_knows(browser, desk, tmp_path, width):
    claim = make_claim(short_statement=LONG[:75], assignee=make_editor(), priority="high")
    make_appearance(claim=claim, status="draft")
    desk.sign_in("editor", PASSWORD)
    file = tmp_path / "claims.csv"
    file.write_text(f"statement,short_statement,kind\n{LONG},{LONG[:75]},fact\n{'x' * 200},,fact\n", encoding="utf-8")

    page = open_elsewhere(browser, desk, width, "/admin/")
    page.locator(".desk-words summary").click()
    found = {"front": barriers(page, width)}
    page.goto("/admin/claims/claim/csv/in/")
    found["upload"] = barriers(page, width)
    page.set_input_files("#id_file", file)
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_text("These rows stay as they are").first).to_be_visible()
    found["preview"] = barriers(page, width)
    page.goto("/admin/claims/claim/")
    page.check("#action-toggle")
    page.select_option("select[name=action]", "assign")
    page.locator(".actions button[name=index]").click()
    expect(page.get_by_text("1 row is selected.")).to_be_visible()
    found["many"] = barriers(page, width)
    page.context.close()

    assert found == {"front": [], "upload": [], "preview": [], "many": []}
