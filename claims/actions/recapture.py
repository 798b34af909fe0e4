"""Capture an article again: a newer text, and the quotes that stand in it unchanged."""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from claims.actions.reanchor import reanchor_passage
from claims.rules import Refusal, require_permission
from sources.actions.capture import text_from_capture
from sources.actions.mark import carry_marks
from sources.enums import Extent
from sources.interchange.page_text import Reading
from sources.models import Article, ArticleText, Capture, Mark, Passage
from sources.reanchoring import same_place
from sources.stories import Span


@dataclass(frozen=True)
class Recaptured:
    """The newer text, and what became of the quotes and marks of the older one."""

    text: ArticleText
    followed: list[Passage]
    orphaned: list[Passage]
    lost_marks: list[Mark]


@transaction.atomic
def recapture(
    *, article: Article, capture: Capture, reading: Reading, span: Span, extent: Extent = Extent.FULL, by: User
) -> Recaptured:
    """Add a part of ``capture`` as the article's next text; the older one stays.

    Quotes and marks follow where their exact words stand in the newer text and nowhere else; a quote that lay on a
    mark which did not follow stays behind too. Everything else is orphaned, for an editor to decide.
    """
    require_permission(by, "sources.add_articletext")
    older = article.current_text
    if older and older.content == normalize("NFC", reading.text[span.start : span.end]):
        raise Refusal("text_unchanged", _("The text is the same as the one that is stored. Nothing was added."))
    newer = text_from_capture(article=article, capture=capture, reading=reading, span=span, extent=extent, by=by)
    if older is None:
        return Recaptured(newer, [], [], [])
    lost = carry_marks(older=older, newer=newer, by=by)
    followed: list[Passage] = []
    orphaned: list[Passage] = []
    for passage in older.passages.select_related("text__article__current_text"):
        start = _place(passage, newer, lost)
        if start is None:
            orphaned.append(passage)
        else:
            followed.append(reanchor_passage(passage=passage, exact=passage.exact, start=start, by=by))
    return Recaptured(newer, followed, orphaned, lost)


def _place(passage: Passage, newer: ArticleText, lost: Sequence[Mark]) -> int | None:
    if any(mark.start < passage.end and mark.end > passage.start for mark in lost):
        return None
    return same_place(passage.text.content, newer.content, passage.start, passage.end)
