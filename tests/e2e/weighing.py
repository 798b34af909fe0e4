"""The claim workspace as somebody in front of the browser uses it."""

from playwright.sync_api import FrameLocator, Locator, Page, expect

from claims.models import Claim


class WorkspaceScreen:
    """Fills in, saves, follows; every step waits for what it leads to."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, claim: Claim) -> None:
        self.page.goto(f"/admin/claims/claim/{claim.pk}/workspace/")
        expect(self.page.locator("#form-wording .ws-count")).to_be_visible()

    def field(self, name: str) -> Locator:
        return self.page.locator(f"#id_{name}")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def part(self, name: str) -> Locator:
        return self.page.locator(f"[data-part={name}]")

    def rate(self, label: str) -> None:
        self.page.get_by_role("radio", name=label).first.check()

    def write(self, **fields: str) -> None:
        for name, words in fields.items():
            self.field(f"verdict-{name}").fill(words)

    def expect_told(self, words: str) -> None:
        expect(self.page.locator("#status")).to_contain_text(words)

    @property
    def lacking(self) -> Locator:
        return self.page.locator(".ws-missing:not(.is-advice) li")

    @property
    def preview(self) -> FrameLocator:
        return self.page.frame_locator("iframe[name=preview]")
