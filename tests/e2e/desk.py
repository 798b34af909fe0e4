"""The desk as somebody in front of the browser uses it."""

from django.contrib.auth.models import User
from django.http import HttpRequest
from playwright.sync_api import Page, expect


class Desk:
    """Signs in, fills forms, presses buttons; every step waits for the page that it leads to."""

    def __init__(self, page: Page):
        self.page = page

    def sign_in(self, username: str, password: str) -> None:
        self.page.goto("/admin/login/?next=/admin/")
        self.page.fill("#id_username", username)
        self.page.fill("#id_password", password)
        self.page.click("input[type=submit]")
        expect(self.page.locator("#user-tools")).to_be_visible()

    def sign_out(self) -> None:
        self.page.locator("#logout-form button").click()

    def open(self, address: str) -> None:
        response = self.page.goto(f"/admin/{address}")
        assert response is not None
        assert response.status == 200, f"{address}: {response.status}"

    def choose(self, field: str, words: str, *, within: str = "body") -> None:
        """Find a row by typing, in a field with autocompletion."""
        self.page.locator(f"{within} .field-{field} .select2-selection").first.click()
        self.page.locator(".select2-search__field").last.fill(words)
        option = self.page.locator(".select2-results__option--selectable, .select2-results__option[aria-selected]")
        option.filter(has_text=words).first.click()

    def fill(self, **fields: str) -> None:
        for name, value in fields.items():
            self.page.fill(f"#id_{name}", value)

    def pick(self, **fields: str) -> None:
        for name, label in fields.items():
            self.page.select_option(f"#id_{name}", label=label)

    def save(self) -> None:
        self.page.click("input[name=_continue]")
        expect(self.page.locator(".messagelist .success")).to_be_visible()

    def save_refused(self, words: str) -> None:
        self.page.click("input[name=_continue]")
        expect(self.page.locator(".errorlist").filter(has_text=words).first).to_be_visible()

    def press(self, button: str) -> None:
        """Press a button beside the row's title."""
        self.page.locator(".object-tools").get_by_role("button", name=button, exact=True).or_(
            self.page.locator(".object-tools").get_by_role("link", name=button, exact=True)
        ).click()

    def confirm(self) -> None:
        """Press the button of the page that asks."""
        self.page.locator(".submit-row input[type=submit]").filter(visible=True).click()
        expect(self.page.locator(".messagelist .success, .messagelist .info")).to_be_visible()

    def as_user(self, username: str) -> HttpRequest:
        """Return a request of that user, to ask what they may."""
        request = HttpRequest()
        request.user = User.objects.get(username=username)
        return request
