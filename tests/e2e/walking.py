"""Every page of the desk that can be opened, found from its addresses, and what keeps people from using one."""

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, reverse
from playwright.sync_api import Browser, BrowserContext, Page

SERIOUS = ("serious", "critical")
WIDTHS = (390, 1280)


def signed_in(browser: Browser, address: str, user: User | None = None, **options: Any) -> BrowserContext:
    """Return a context of its own: axe tries inline styles, and that the policy blocks them is no fault of the page."""
    context = browser.new_context(base_url=address, locale="en-GB", **options)
    if user:
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
    return context


def pages_of(model: type[Model]) -> Iterator[str]:
    """Yield the address of each page that the desk has for a table: lists, forms, questions, screens."""
    shown: Any = admin.site._registry[model]
    row = model._default_manager.order_by("pk").first()
    table = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    if shown.search_fields:
        yield f"{table}?q=bridge"
    for pattern in shown.get_urls():
        if not isinstance(pattern, URLPattern):
            continue
        wanted = pattern.pattern.regex.groupindex
        if not wanted:
            yield table + str(pattern.pattern)
        elif row and set(wanted) == {"object_id"} and pattern.name:
            yield reverse(f"admin:{pattern.name}", args=[row.pk])
    yield from questions(model)


def questions(model: type[Model]) -> Iterator[str]:
    """Yield the pages on which verbs ask before they act."""
    shown: Any = admin.site._registry[model]
    for verb in getattr(shown, "verbs", ()):
        row = model._default_manager.order_by("pk").first()
        if verb.asks and row:
            yield shown.verb_url(verb, row)


def barriers(page: Page) -> list[str]:
    """Return what axe finds serious on the page, with the element."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in found if rule["impact"] in SERIOUS]


def faults(page: Page, address: str) -> list[str]:
    """Open a page in each width and return what is wrong with it; nothing for what is no page or refused to all."""
    asked = page.request.get(address)
    if asked.status in (403, 405):
        return []
    if asked.status != 200:
        return [f"{address}: {asked.status}"]
    if not asked.headers["content-type"].startswith("text/html"):
        return []
    wrong = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth")
        wrong += [f"{address} at {width}: {wide} wide"] if wide > width else []
    # In the last width alone: axe takes long, and what it looks at is nearly the same in both.
    return [*wrong, *(f"{address}: {found}" for found in barriers(page))]
