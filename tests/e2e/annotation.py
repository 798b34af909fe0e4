"""The annotation screen as somebody in front of the browser uses it."""

from playwright.sync_api import Locator, Page, expect

from sources.models import Article, Passage

PASSWORD = "known-to-this-test"
TEXT = (
    "The bridge 🌉 of the Neva\n\n"
    "«Мост открыт», сказала 👩‍💼 Анна Петрова. The bridge is open, she said. Nobody else was asked.\n\n"
    "Later she said again: The bridge is open, she said. Zoë̄ and Noël (editor's remark: no such people) agreed.\n"
    "The end."
)

# Where the `nth` occurrence of some words stands on the page, from the middle of its first line to its last.
RECTANGLES = """([words, nth]) => {
  const nodes = [], walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const all = nodes.map((node) => node.data).join("");
  let at = -1;
  for (let count = 0; count <= nth; count += 1) at = all.indexOf(words, at + 1);
  const place = (unit, isEnd) => {
    for (const node of nodes) {
      if (unit < node.length || (isEnd && unit === node.length)) return [node, unit];
      unit -= node.length;
    }
  };
  const range = document.createRange();
  range.setStart(...place(at));
  range.setEnd(...place(at + words.length, true));
  range.startContainer.parentElement.scrollIntoView({ block: "center" });
  const lines = [...range.getClientRects()].filter((line) => line.width);
  const first = lines[0], last = lines.at(-1);
  return [first.left, first.top + first.height / 2, last.right, last.top + last.height / 2];
}"""


class AnnotationScreen:
    """Selects, fills in, saves; every step waits for what it leads to."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, article: Article) -> None:
        self.page.goto(f"/admin/sources/article/{article.pk}/annotate/")
        expect(self.page.locator("#text .line").first).to_be_visible()

    def select(self, words: str, *, nth: int = 0) -> None:
        """Draw the mouse over the words."""
        left, top, right, bottom = self.page.evaluate(RECTANGLES, [words, nth])
        self.page.mouse.move(left + 0.5, top)
        self.page.mouse.down()
        self.page.mouse.move((left + right) / 2, (top + bottom) / 2)
        self.page.mouse.move(right - 0.5, bottom)
        self.page.mouse.up()

    def expect_selected(self, words: str) -> None:
        expect(self.composer).to_be_visible()
        assert self.page.locator("#composer-quote").text_content() == words

    @property
    def composer(self) -> Locator:
        return self.page.locator("#composer")

    @property
    def form(self) -> Locator:
        return self.composer.locator("form:not([hidden])")

    def verb(self, label: str) -> None:
        self.composer.locator("#verbs").get_by_role("button", name=label).click()

    def claimant(self, name: str) -> None:
        """Find somebody by typing, or create whoever is not there."""
        field = self.form.get_by_role("combobox", name="Claimant")
        field.fill(name)
        self.expect_pointed_at(name)
        field.press("Enter")

    def expect_pointed_at(self, name: str) -> None:
        """Wait until what was typed has been looked up: before, the list is that of an empty field."""
        expect(self.form.locator("[role=listbox] [role=option][aria-selected=true]")).to_contain_text(name)

    def save(self) -> None:
        self.form.get_by_role("button", name="Save").click()

    def expect_done(self, words: str) -> None:
        expect(self.page.locator("#status")).to_contain_text(words)
        expect(self.composer).to_be_hidden()


def record(screen: AnnotationScreen, *, statement="The Neva bridge was open on 1 January 2026.") -> None:
    """Word a new claim of the selection, by Anna Petrova."""
    screen.verb("New claim")
    screen.form.get_by_label("Statement", exact=False).first.fill(statement)
    screen.claimant("Anna Petrova")
    screen.save()


def places() -> list[tuple[int, str]]:
    """Return where each passage begins, and its words."""
    return [(passage.start, passage.exact) for passage in Passage.objects.order_by("start")]
