"""How long an editor waits on the annotation screen: from a key or a click to the next frame, in Chromium."""

import os
import random
import socket
from collections.abc import Callable
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import CDPSession, Page, sync_playwright

from bench.timing import percentile
from claims.enums import ClaimantKind, Manner, Stance
from claims.models import Appearance, Claim, Claimant
from claimtrack.webserver import WebServer
from sources.enums import ArticleKind, Decision, Extent, MarkKind, OutletKind
from sources.models import Article, ArticleText, Mark, Outlet, Passage
from sources.quotes import quote_at
from tests.browser import arguments, chromium

CHARACTERS, HIGHLIGHTS, MARKS = 100_000, 500, 50
LIMIT = 100  # milliseconds that an interaction may take
# The browser tells how long each key and click took until the frame that shows what came of it; in steps of 8 ms.
OBSERVE = """() => {
  window.waits = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.waits.push([entry.name, entry.duration]);
  }).observe({ type: "event", durationThreshold: 16 });
}"""
TELLING = {"keydown", "pointerup", "click", "input"}


def run() -> None:
    """Measure each interaction on an article of 100,000 characters with 500 highlights."""
    editor = User.objects.create_superuser(f"annotator-{random.getrandbits(32)}")
    article = long_article(editor)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = WebServer(port, os.environ)
    try:
        if not server.wait_until_ready():
            raise SystemExit("The web server did not start.")
        browse(f"http://127.0.0.1:{port}", f"/admin/sources/article/{article.pk}/annotate/", session_of(editor))
    finally:
        server.stop()


def browse(base: str, path: str, session: str) -> None:
    """Open the screen and do what editors do."""
    # Sync Playwright runs inside an event loop; nothing asks the database in it.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments())
        context = browser.new_context(base_url=base, viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": session, "url": base}])
        page = context.new_page()
        page.goto(path)
        page.locator("#text .line").first.wait_for()
        shown = page.evaluate("performance.now()")
        page.evaluate(OBSERVE)
        thread = context.new_cdp_session(page)
        thread.send("Performance.enable", {"timeDomain": "threadTicks"})
        print(f"\nAnnotating {CHARACTERS:,} characters with {HIGHLIGHTS} highlights and {MARKS} marks")
        print(f"  {'page shown after':<44} {shown:10.0f} ms")
        for name, act in INTERACTIONS.items():
            before = busy(thread)
            found = waits(page, act)
            report(name, found, (busy(thread) - before) / INPUTS[name])
        browser.close()


def waits(page: Page, act: Callable[[Page], None]) -> list[float]:
    """Return the milliseconds of each key and click while ``act`` is done; what took no 16 ms counts as 16."""
    page.evaluate("window.waits = []")
    act(page)
    page.wait_for_timeout(300)
    return [duration for name, duration in page.evaluate("window.waits") if name in TELLING] or [16.0]


def busy(thread: CDPSession) -> float:
    """Return the milliseconds of processor time that the page's main thread has taken, whatever else runs."""
    metrics = {one["name"]: one["value"] for one in thread.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"]) * 1000


def report(name: str, found: list[float], each: float) -> None:
    """Print median, 95th percentile and the longest, whether that is within the limit, and the work of each input."""
    verdict = "" if max(found) <= LIMIT else f"   over {LIMIT} ms"
    times = f"{percentile(found, 0.5):6.0f} / {percentile(found, 0.95):.0f} / {max(found):.0f} ms"
    print(f"  {name:<44} {times}   work {each:.1f} ms{verdict}")


def through_the_cards(page: Page) -> None:
    """Go on from annotation to annotation."""
    page.locator("#text").focus()
    for _ in range(40):
        page.keyboard.press("j")


def by_sentences(page: Page) -> None:
    """Select sentence after sentence."""
    for _ in range(40):
        page.keyboard.press(".")


def clicks(page: Page) -> None:
    """Click into the text, on highlights and beside them."""
    for number in range(30):
        page.mouse.click(100 + number * 17 % 500, 200 + number * 37 % 600)


def drags(page: Page) -> None:
    """Select with the mouse and close the popover."""
    for number in range(15):
        top = 200 + number * 20
        # What is selected would be dragged away instead.
        page.evaluate("getSelection().removeAllRanges()")
        page.mouse.move(60, top)
        page.mouse.down()
        page.mouse.move(400, top + 30, steps=4)
        page.mouse.up()
        page.locator("#composer").wait_for()
        page.keyboard.press("Escape")


def writing(page: Page) -> None:
    """Open the form of a new claim and type into it."""
    page.keyboard.press(".")
    page.keyboard.press("n")
    page.locator("#appearance-statement").press_sequentially("The bridge was open on that day.")
    page.keyboard.press("Escape")


def saving(page: Page) -> None:
    """Save a mark: the text is drawn anew."""
    page.keyboard.press(".")
    page.keyboard.press("m")
    page.keyboard.press("Control+Enter")
    page.locator("#composer").wait_for(state="hidden")


INTERACTIONS: dict[str, Callable[[Page], None]] = {
    "next annotation (j)": through_the_cards, "next sentence (.)": by_sentences, "click into the text": clicks,
    "select with the mouse, close": drags, "open a form and type": writing, "save a mark, draw the text": saving,
}  # fmt: skip
# How many keys and clicks each of them is.
INPUTS = dict(zip(INTERACTIONS, (40, 40, 30, 30, 34, 3), strict=True))


def long_article(by: User) -> Article:
    """Return an article of 100,000 characters with 500 appearances, some of them over others, and 50 marks."""
    outlet = Outlet.objects.create(name="The Long Read", kind=OutletKind.NEWSPAPER)
    article = Article.objects.create(outlet=outlet, kind=ArticleKind.ANALYSIS, title="A long read", language="en")
    text = ArticleText.objects.create(article=article, version=1, content=words(), extent=Extent.FULL)
    claimant = Claimant.objects.create(name="A speaker", kind=ClaimantKind.PERSON)
    claims = [
        Claim.objects.create(statement=f"Claim {n}.", short_statement=f"Claim {n}.", kind="fact") for n in range(50)
    ]
    chance = random.Random(7)
    for number in range(HIGHLIGHTS):
        passage = anchored(text, chance.randrange(0, CHARACTERS - 400), chance.randrange(40, 300))
        Appearance.objects.create(
            claim=claims[number % 50], passage=passage, claimant=claimant, stance=Stance.ASSERTS,
            manner=Manner.REPORTED, created_by=by,
        )  # fmt: skip
    for start in range(0, CHARACTERS, CHARACTERS // MARKS):
        decided: dict[str, Any] = {"status": Decision.CONFIRMED, "decided_by": by, "decided_at": by.date_joined}
        Mark.objects.create(
            text=text, kind=MarkKind.INSERTION, start=start, end=start + 60, inserted_by=outlet, **decided
        )  # fmt: skip
    return article


def anchored(text: ArticleText, start: int, length: int) -> Passage:
    """Return the passage at ``start``, made unless it is there."""
    quote = quote_at(text.content, start, start + length)
    kept = {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
    return Passage.objects.get_or_create(text=text, start=start, end=start + length, defaults=kept)[0]


def words() -> str:
    """Return paragraphs of 100,000 characters, with emoji and Cyrillic among them."""
    line = "The minister said on Monday that the bridge over the Neva is open 🌉. Мост открыт, сказал министр. "
    paragraph = f"{line * 5}\n\n"
    return (paragraph * (CHARACTERS // len(paragraph) + 1))[:CHARACTERS].rstrip() + "."


def session_of(user: User) -> str:
    """Return the key of a session in which ``user`` is signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)
