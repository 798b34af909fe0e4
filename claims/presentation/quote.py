"""A quote as it was printed, with what is not its author's bracketed and credited."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from sources.models import Mark, Passage
from sources.quotes import segments


@dataclass(frozen=True)
class Piece:
    """A run of printed words; ``credit`` says who put them there, and is empty where they are the author's."""

    text: str
    credit: str


@dataclass(frozen=True)
class Quote:
    """The pieces of a passage, the language they are in, and whether the article's text has changed since."""

    pieces: list[Piece]
    language: str
    is_orphaned: bool


def quote_of(passage: Passage) -> Quote:
    """Return the passage for readers; asks nothing where article and confirmed marks were fetched along."""
    article = passage.text.article
    return Quote(
        pieces=[
            Piece(
                text=passage.exact[segment.start - passage.start : segment.end - passage.start],
                credit="; ".join(credit_of(mark) for mark in segment.marks),
            )
            for segment in segments(passage.start, passage.end, passage.text.marks.all())
        ],
        language=article.language,
        is_orphaned=passage.text_id != article.current_text_id,
    )


def credit_of(mark: Mark) -> str:
    """Say in words what a mark is and who inserted it, such as "insertion by InoSMI"."""
    kind = mark.get_kind_display()
    if mark.inserted_by is None:
        return _("%(kind)s, not the author’s") % {"kind": kind}
    return _("%(kind)s by %(outlet)s") % {"kind": kind, "outlet": mark.inserted_by.name}
