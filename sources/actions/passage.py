"""Anchor a quote in a stored text."""

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from sources.models import ArticleText, Passage
from sources.quotes import Quote, QuoteError, anchor, quote_at
from sources.rules import Refusal, refusing


def anchor_passage(
    *,
    text: ArticleText,
    exact: str,
    prefix: str = "",
    suffix: str = "",
    start: int | None = None,
    reanchored_from: Passage | None = None,
    external_id: str | None = None,
    by: User | None,
) -> Passage:
    """Return the passage of ``text`` that reads ``exact``; the same place is never stored twice.

    ``start`` counts code points. Raises ``Refusal`` when the quote does not stand there, or stands in several
    places and neither ``prefix``, ``suffix`` nor ``start`` says which. A quote is never matched approximately.
    """
    try:
        quote = anchor(text.content, exact, prefix=prefix, suffix=suffix, start=start)
    except QuoteError as error:
        raise Refusal("passage_anchored", str(error)) from error
    return _store(text, quote, reanchored_from, external_id, by)


def anchor_span(*, text: ArticleText, start: int, end: int, by: User | None) -> Passage:
    """Return the passage at ``start..end`` (code points) of ``text``."""
    if not 0 <= start < end <= len(text.content):
        raise Refusal("passage_anchored", _("The selection does not lie inside the text. Select it again."))
    return _store(text, quote_at(text.content, start, end), None, None, by)


def _store(
    text: ArticleText, quote: Quote, reanchored_from: Passage | None, external_id: str | None, by: User | None
) -> Passage:
    known = Passage.objects.filter(text=text, start=quote.start, end=quote.end).first()
    if known:
        return known
    names = {"external_id": external_id} if external_id else {}
    with refusing(by=by):
        return Passage.objects.create(
            text=text,
            exact=quote.exact,
            prefix=quote.prefix,
            suffix=quote.suffix,
            start=quote.start,
            end=quote.end,
            reanchored_from=reanchored_from,
            **names,
        )
