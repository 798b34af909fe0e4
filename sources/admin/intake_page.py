"""One capture on its way to articles: what was read in it, where it is cut, and the forms of its stories."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from sources.actions.capture import Story, read_capture
from sources.admin.intake_forms import SharedForm, StoryForm, domain_of, outlet_of
from sources.enums import ArticleKind, Extent
from sources.interchange.page_text import Found
from sources.interchange.web_archive import MEDIA_TYPE
from sources.models import Article, ArticleText, Capture
from sources.rules import Refusal
from sources.stories import CutError, Line, Span, cut, lines_of

WORDS = 160  # characters of a story's beginning and end that are shown


@dataclass(frozen=True)
class Part:
    """A story as it would be made: its place, its first and last words, and the form of its citation."""

    span: Span
    form: StoryForm
    first_words: str
    last_words: str

    @property
    def length(self) -> int:
        """Return how many characters it has."""
        return self.span.end - self.span.start


class IntakePage:
    """What the page shows and what was sent from it; everything typed is kept as long as its story begins there."""

    def __init__(self, capture: Capture, request: HttpRequest) -> None:
        """Read the capture, and what the request says of it; raises ``Refusal`` where nothing can be read."""
        self.capture = capture
        self.sent: QueryDict | None = request.POST if request.method == "POST" else None
        self.is_whole = (request.POST or request.GET).get("whole") == "1"
        self.may_be_whole = capture.media_type in {MEDIA_TYPE, "text/html"}
        self.reading = read_capture(capture, is_whole=self.is_whole)
        self.lines: list[Line] = lines_of(self.reading.text)
        self.url = self.reading.stories[0].url
        self.known = self._known_article(request.GET.get("article", ""))
        self.texts = list(ArticleText.objects.filter(capture=capture).select_related("article"))
        self.error = ""
        self.begins, self.ends = self._chosen()
        self.shared = SharedForm(self.sent, initial=self._initial())
        self.shared.fields["outlet"].widget.domain = domain_of(self.url)
        self.parts = list(self._parts())

    @property
    def media(self) -> forms.Media:
        """Return what the fields need."""
        return self.shared.media

    def is_to_be_made(self) -> bool:
        """Say whether the editor asked to make the articles and all that was typed makes sense."""
        if self.sent is None or "_cut" in self.sent or self.error:
            return False
        if self.sent.get("shown") != self.shown:
            self.error = _("The stories have changed. Look at them below, then make the articles.")
            return False
        forms_in_use = [self.shared, *([] if self._version_of() else [part.form for part in self.parts])]
        if self._version_of() and len(self.parts) > 1:
            self.error = _("A newer text is one story. Tick the line where it begins, and no other.")
        # Every form says what is wrong with it, not only the first.
        are_valid = [form.is_valid() for form in forms_in_use]
        return all(are_valid) and not self.error

    @property
    def has_objections(self) -> bool:
        """Say whether anything that was sent to be made is refused."""
        is_sent = self.sent is not None and "_cut" not in self.sent
        return is_sent and bool(self.shared.errors or any(part.form.errors for part in self.parts))

    @property
    def other_reading(self) -> str:
        """Return where the page is read the other way: all of it, or its story alone."""
        article = {"article": str(self.known.pk)} if self.known else {}
        return f"?{urlencode({'whole': '' if self.is_whole else '1', **article})}"

    @property
    def shown(self) -> str:
        """Return the cut as text, by which the page knows whether the editor has seen these stories."""
        return " ".join(f"{part.span.start}-{part.span.end}" for part in self.parts)

    def articles(self) -> dict[str, Any]:
        """Return what ``articles_from_capture`` wants."""
        shared = self.shared.cleaned_data
        return {
            "capture": self.capture, "reading": self.reading, "outlet": shared["outlet"],
            "kind": ArticleKind(shared["kind"] or ArticleKind.NEWS), "language": shared["language"],
            "extent": Extent(shared["extent"] or Extent.FULL),
            "stories": [Story(part.span, **part.form.cleaned_data) for part in self.parts],
        }  # fmt: skip

    def version(self) -> dict[str, Any]:
        """Return what is wanted to add the one story as a newer text."""
        extent = Extent(self.shared.cleaned_data["extent"] or Extent.FULL)
        return {"capture": self.capture, "reading": self.reading, "span": self.parts[0].span, "extent": extent}

    def refuse(self, refusal: Refusal, story: Story | None = None) -> None:
        """Show what was refused, at the field of the story or page that it is about."""
        code = {"article_url_unique": "url", "article_url_http": "url", "article_language_bcp47": "language"}.get(
            refusal.code, refusal.code
        )
        for part in self.parts:
            if story and part.span == story.span and code in part.form.fields:
                part.form.add_error(code, refusal.message)
                return
        self.shared.add_error(code if code in self.shared.fields else None, refusal.message)

    def _known_article(self, named: str) -> Article | None:
        if named.isdecimal():
            return Article.objects.filter(pk=named).first()
        return Article.objects.filter(url__in=[url for url in (self.url, self.capture.origin) if url]).first()

    def _chosen(self) -> tuple[set[int], set[int]]:
        if self.sent is None:
            return {found.begins for found in self.reading.stories if self._is_line(found.begins)}, set()
        return _numbers(self.sent.getlist("begins")), _numbers(self.sent.getlist("ends"))

    def _is_line(self, number: int) -> bool:
        return number <= len(self.lines) and not self.lines[number - 1].is_blank

    def _initial(self) -> dict[str, Any]:
        return {"version_of": self.known, "outlet": outlet_of(self.url), "language": self.reading.language}

    def _version_of(self) -> bool:
        return bool(self.sent and self.sent.get("version_of"))

    def _parts(self) -> Iterable[Part]:
        """Cut the text; where that fails, say why and show it as one story."""
        try:
            spans = cut(self.reading.text, self.begins, self.ends)
        except CutError as error:
            self.error = str(error)
            self.begins, self.ends = set(), set()
            spans = cut(self.reading.text, ())
        found = {story.begins: story for story in self.reading.stories}
        for span in spans:
            words = self.reading.text[span.start : span.end]
            yield Part(span, self._story_form(span, words, found), words[:WORDS], words[WORDS:][-WORDS:])

    def _story_form(self, span: Span, words: str, found: dict[int, Found]) -> StoryForm:
        first = words.split("\n", 1)[0].strip()
        told = found.get(span.line) or Found(span.line, first if len(first) <= 200 else "")
        initial = {"title": told.title, "byline": list(told.byline), "published": told.published, "url": told.url}
        prefix = f"story{span.line}"
        typed = self.sent if self.sent and f"{prefix}-title" in self.sent else None
        return StoryForm(typed, prefix=prefix, initial=initial)


def _numbers(values: Iterable[str]) -> set[int]:
    return {int(value) for value in values if value.isdecimal() and len(value) < 9}
