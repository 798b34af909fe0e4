"""Getting articles in at the desk, in a browser: pasted and annotated, cut into stories, fetched, captured again."""

import ipaddress

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from sources.models import Article, ArticleText, Capture
from tests.e2e.desk import Desk
from tests.factories import make_article, make_editor, make_outlet
from tests.portable_documents import make_pdf
from tests.web_server import answer, serving

PASSWORD = "known-to-this-test"
TEXT = (
    "The bridge was closed\n\nMayor Anna Petrova said on Monday that the bridge over the Neva was open 😀.\n\n"
    "Мост был закрыт весь день.\n\nComments (3)"
)
LONG = "The mayor said on Monday that the bridge over the Neva was closed. " * 10


def at_the_desk(page):
    """Sign an editor in and open the page on which articles come in."""
    user = make_editor()
    user.set_password(PASSWORD)
    user.save()
    desk = Desk(page)
    desk.sign_in("editor", PASSWORD)
    desk.open("sources/capture/add/")
    return desk


@pytest.fixture
def desk(page, transactional_db):
    """The desk, with an editor signed in."""
    return at_the_desk(page)


@pytest.fixture
def web(settings):
    """A web server on this machine, from which alone pages may be fetched."""
    with serving() as server:
        settings.FETCH_NETWORKS = [ipaddress.ip_network("127.0.0.1/32")]
        settings.FETCH_PORTS = [server.port]
        yield server


def press(desk, button):
    desk.page.get_by_role("button", name=button).click()


def barriers(page):
    """Return what axe finds serious."""
    found = Axe().run(page).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"]) for rule in found if rule["impact"] in {"serious", "critical"}]


def test_pasted_text_becomes_an_article_ready_to_annotate(desk):
    desk.page.get_by_label("Text:", exact=True).fill(TEXT)
    desk.page.get_by_label("Address:").fill("https://neva.example/bridge")
    press(desk, "Read it")
    expect(desk.page.get_by_label("Title:")).to_have_value("The bridge was closed")
    desk.page.get_by_label("A story ends: Мост был закрыт").check()
    press(desk, "Show the stories")
    with desk.page.expect_popup() as opened:
        desk.page.locator("#add_id_outlet").click()
    opened.value.fill("#id_name", "Neva Times")
    expect(opened.value.locator("#id_domain")).to_have_value("neva.example")
    opened.value.click("input[name=_save]")
    expect(desk.page.locator("#select2-id_outlet-container")).to_contain_text("Neva Times")
    press(desk, "Make articles")

    expect(desk.page.locator(".messagelist .success")).to_contain_text("ready to be annotated")
    article = Article.objects.get()
    assert article.current_text.content == TEXT.removesuffix("\n\nComments (3)")
    assert (article.outlet.name, article.url) == ("Neva Times", "https://neva.example/bridge")
    desk.press("Annotate")
    expect(desk.page.locator("#text")).to_contain_text("the bridge over the Neva was open 😀")


def test_listing_page_is_cut_into_stories_by_keyboard(desk, web):
    story = "<article><h2>{}</h2><p>{}</p></article>"
    markup = f"<html lang=en><body>{story.format('Bridge', LONG)}{story.format('Tower', LONG)}</body></html>"
    web.pages["/news"] = answer(markup.encode(), "Content-Type: text/html; charset=utf-8")
    make_outlet(name="Neva Times")
    desk.page.get_by_label("Address:").fill(web.url("/news"))
    desk.page.keyboard.press("Enter")

    expect(desk.page.get_by_label("A story begins: Tower")).to_be_checked()
    desk.page.get_by_label("A story begins: Tower").press("Space")
    press(desk, "Show the stories")
    expect(desk.page.get_by_label("Title:")).to_have_count(1)
    desk.page.get_by_label("A story begins: Tower").press("Space")
    press(desk, "Show the stories")
    desk.page.get_by_label("Address:").nth(0).fill("")
    desk.page.get_by_label("Address:").nth(1).fill("")
    desk.choose("outlet", "Neva Times")
    press(desk, "Make articles")

    expect(desk.page.locator("#result_list tbody tr")).to_have_count(2)
    assert ArticleText.objects.filter(capture=Capture.objects.get()).count() == 2


def test_pdf_in_cyrillic_is_uploaded(desk):
    content = make_pdf("Мост закрыт\nМэр сказал, что мост через Неву закрыт.", title="Мост закрыт")
    desk.page.get_by_label("File:").set_input_files(
        {"name": "мост.pdf", "mimeType": "application/pdf", "buffer": content}
    )
    press(desk, "Read it")

    expect(desk.page.locator(".intake-text")).to_contain_text("Мэр сказал, что мост через Неву закрыт.")


def test_refused_address_stays_and_the_text_is_pasted_instead(desk):
    desk.page.get_by_label("Address:").fill("http://169.254.169.254/latest/")
    press(desk, "Read it")

    expect(desk.page.locator(".errorlist")).to_contain_text("private network")
    expect(desk.page.get_by_label("Address:")).to_have_value("http://169.254.169.254/latest/")
    assert not Capture.objects.exists()


def test_article_is_captured_again(desk, web):
    article = make_article(url=web.url("/bridge"), content="Bridge\n\nIt is open.", title="Bridge")
    markup = f"<html><body><article><h1>Bridge</h1><p>{LONG}</p></article></body></html>"
    web.pages["/bridge"] = answer(markup.encode(), "Content-Type: text/html")
    desk.open(f"sources/article/{article.pk}/change/")
    desk.press("Capture again")
    press(desk, "Read it")
    expect(desk.page.locator("#select2-id_version_of-container")).to_contain_text("Bridge")
    press(desk, "Make articles")

    expect(desk.page.locator(".messagelist .success")).to_contain_text("The text is now version 2.")


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_fit_the_screen_and_have_no_barrier(browser, live_server, transactional_db, width):
    # axe writes styles into the page that it looks at, which the policy of the desk forbids.
    context = browser.new_context(base_url=live_server.url, viewport={"width": width, "height": 844}, bypass_csp=True)
    page = at_the_desk(context.new_page()).page
    first = barriers(page)
    page.get_by_label("Text:", exact=True).fill(TEXT + "\n" + "wide" * 200)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Read it").click()
    expect(page.locator(".select2-selection[aria-labelledby^=id_outlet]")).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert first + barriers(page) == []
    context.close()
