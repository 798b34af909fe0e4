"""Take in a page, a file or a pasted text, and make the articles that it holds."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sources.actions.article import add_text, import_article
from sources.enums import ArticleKind, Extent
from sources.interchange.page_text import Reading
from sources.interchange.reading import PLAIN, kind_of, read
from sources.interchange.web_address import Permitted, clean_url
from sources.interchange.web_archive import MEDIA_TYPE, to_warc
from sources.interchange.web_page import fetch
from sources.models import Article, ArticleText, Capture, Outlet
from sources.rules import Refusal, refusing, require_permission
from sources.stories import Span

PERMISSION = "sources.add_articletext"
LARGEST = 20_000_000  # bytes of a file


@dataclass(frozen=True)
class Story:
    """One story of a capture: where its text stands in what was read, and its own part of the citation."""

    span: Span
    title: str = ""
    byline: Sequence[str] = ()
    published: str = ""
    url: str = ""


class StoryRefusal(Refusal):
    """What is wrong with one story of several; nothing was made of the others either."""

    def __init__(self, story: Story, refusal: Refusal) -> None:
        """Name the story beside the rule."""
        super().__init__(refusal.code, refusal.message)
        self.story = story


def take_in_page(*, url: str, by: User, now: datetime.datetime | None = None) -> Capture:
    """Fetch a page and keep what its server sent, redirects too, as a WARC; refused if there is no text in it."""
    require_permission(by, PERMISSION)
    moment = now or timezone.now()
    permitted = Permitted(tuple(settings.FETCH_NETWORKS), frozenset(settings.FETCH_PORTS))
    exchanges = fetch(url.strip(), agent=f"ClaimTrack (+{settings.SITE_URL})", permitted=permitted)
    content = to_warc(exchanges, at=moment)
    read(content, MEDIA_TYPE)
    return _keep(content, MEDIA_TYPE, clean_url(url), moment, by)


def take_in_file(
    *, name: str, content: bytes, media_type: str = "", url: str = "", by: User, now: datetime.datetime | None = None
) -> Capture:
    """Keep a file's bytes; ``url`` says where it was found. The same file is kept once."""
    require_permission(by, PERMISSION)
    if len(content) > LARGEST:
        raise Refusal(
            "file",
            _("The file is larger than %(size)d megabytes. Upload the pages that matter, or paste the text.")
            % {"size": LARGEST // 1_000_000},
        )
    kind, _charset = kind_of(content, media_type)
    read(content, kind)
    return _keep(content, kind, clean_url(url) if url else name, now or timezone.now(), by)


def take_in_text(*, text: str, url: str = "", by: User, now: datetime.datetime | None = None) -> Capture:
    """Keep a pasted text; ``url`` says where it was found. The same text is kept once."""
    require_permission(by, PERMISSION)
    if "\0" in text:
        raise Refusal("text", _("The text holds a NUL character. Remove it and add the text again."))
    content = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
    read(content, PLAIN)
    return _keep(content, PLAIN, clean_url(url) if url else _("pasted text"), now or timezone.now(), by)


def read_capture(capture: Capture, *, is_whole: bool = False) -> Reading:
    """Return the text of a capture; ``is_whole`` takes everything on a web page, not its story alone."""
    url = capture.origin if capture.origin.startswith(("http://", "https://")) else ""
    return read(bytes(capture.content), capture.media_type, url=url, is_whole=is_whole)


def articles_from_capture(
    *,
    capture: Capture,
    reading: Reading,
    stories: Sequence[Story],
    outlet: Outlet,
    kind: ArticleKind,
    language: str = "",
    extent: Extent = Extent.FULL,
    by: User,
) -> list[Article]:
    """Make one article, a draft with its text, of each story; all or none. Raises ``StoryRefusal``."""
    made = []
    with transaction.atomic():
        for story in stories:
            try:
                article = import_article(
                    outlet=outlet, kind=kind, title=story.title, byline=story.byline, published=story.published,
                    language=language, url=story.url, by=by,
                )  # fmt: skip
                text_from_capture(
                    article=article, capture=capture, reading=reading, span=story.span, extent=extent, by=by
                )
            except Refusal as refusal:
                raise StoryRefusal(story, refusal) from refusal
            made.append(article)
    return made


def text_from_capture(
    *, article: Article, capture: Capture, reading: Reading, span: Span, extent: Extent = Extent.FULL, by: User
) -> ArticleText:
    """Add a part of what was read in ``capture`` as the article's next text."""
    is_in_capture = not reading.extractor
    return add_text(
        article=article,
        content=reading.text[span.start : span.end],
        extent=extent,
        capture=capture,
        start=span.start if is_in_capture else None,
        end=span.end if is_in_capture else None,
        extractor=reading.extractor,
        retrieved_on=capture.retrieved_at.date() if capture.retrieved_at else None,
        by=by,
    )


def _keep(content: bytes, media_type: str, origin: str, moment: datetime.datetime, by: User) -> Capture:
    digest = Capture.digest(content)
    known = Capture.objects.filter(sha256=digest, origin=origin).first()
    if known:
        return known
    with refusing(by=by):
        return Capture.objects.create(
            sha256=digest, media_type=media_type, content=content, origin=origin, retrieved_at=moment
        )
