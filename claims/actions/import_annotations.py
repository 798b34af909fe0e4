"""Take in annotations made elsewhere, as drafts on the articles that they target."""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from claims.actions.claim import create_claim
from claims.actions.evidence import cite_evidence
from claims.enums import ClaimKind, EvidenceStance
from claims.interchange.foreign_annotations import ForeignAnnotation
from claims.interchange.imports.reading import Rejected
from claims.interchange.imports.row import LONGEST_STATEMENT, shortened
from claims.models import Claim, Evidence
from claims.rules import Refusal, refusing, require_permission
from sources.actions.passage import anchor_passage
from sources.addresses import spellings_of
from sources.models import Article, ArticleText, Passage
from sources.quotes import as_printed, find, find_between

CLAIM_PAGE = re.compile(r"/claims/([0-9]{1,18})(?:/|\Z)")
ARTICLE_PAGE = re.compile(r"/articles/([0-9]{1,18})(?:/|\Z)")


@dataclass
class Annotated:
    """What became of a file's annotations."""

    read: int = 0
    new: int = 0
    known: int = 0
    rejected: int = 0


class _Undone(Exception):  # noqa: N818  # raised to roll a trial back
    """A trial is over."""


class _Texts:
    """The current texts of the articles that are targeted, each looked up once."""

    def __init__(self, article: Article | None) -> None:
        """Keep the article that is meant by annotations that name none."""
        self.article = article
        self.found: dict[str, Article | None] = {"": article}

    def of(self, source: str) -> ArticleText:
        """Return the text of the article at an address, or refuse."""
        if source not in self.found:
            self.found[source] = _article(source) or self.article
        article = self.found[source]
        if article is None:
            raise Refusal("article", _("No article on record has the address “%(url)s”.") % {"url": source})
        if article.current_text is None:
            raise Refusal(
                "text", _("“%(article)s” is on record without its text. Add it first.") % {"article": article}
            )
        return article.current_text


def import_annotations(
    *,
    annotations: Iterable[ForeignAnnotation | Rejected],
    article: Article | None = None,
    by: User,
    is_trial: bool = False,
    reject: Callable[[Rejected], None] = lambda _rejected: None,
) -> Annotated:
    """Store each annotation that is not there yet as draft evidence, or tell why not; a trial keeps nothing.

    ``article`` is meant by those that name no page. Quotes are anchored exactly as they are given; those that
    link to a claim of ours are evidence on it, the others on a draft claim that is theirs to be worded.
    """
    for permission in ("sources.add_passage", "claims.add_evidence", "claims.add_claim"):
        require_permission(by, permission)
    told, texts = Annotated(), _Texts(article)
    with suppress(_Undone), transaction.atomic():
        for annotation in annotations:
            told.read += 1
            try:
                _take(annotation, texts, told, by)
            except Refusal as refusal:
                told.rejected += 1
                assert isinstance(annotation, ForeignAnnotation)  # noqa: S101  # narrows the type
                reject(Rejected(annotation.number, refusal.message, f"{annotation.source}\n{annotation.exact}"))
            if isinstance(annotation, Rejected):
                told.rejected += 1
                reject(annotation)
        if is_trial:
            raise _Undone
    return told


def _take(annotation: ForeignAnnotation | Rejected, texts: _Texts, told: Annotated, by: User) -> None:
    if isinstance(annotation, Rejected):
        return
    if Evidence.objects.filter(external_id=annotation.key).exists():
        told.known += 1
        return
    with refusing(by=by):
        text = texts.of(annotation.source)
        passage = _passage(annotation, text, by)
        claim = _linked_claim(annotation) or _new_claim(annotation, text, by)
        is_stance = annotation.stance in EvidenceStance.values
        cite_evidence(
            claim=claim, article=text.article, passage=passage, comment=annotation.told(),
            stance=EvidenceStance(annotation.stance) if is_stance else EvidenceStance.CONTEXT,
            external_id=annotation.key, by=by,
        )  # fmt: skip
    told.new += 1


def _article(address: str) -> Article | None:
    """Return the article of an address, however that is written, or of its page here."""
    rows = Article.objects.select_related("current_text__article")
    site = settings.SITE_URL.rstrip("/")
    own = ARTICLE_PAGE.match(address.removeprefix(site)) if address.startswith(site) else None
    if own:
        return rows.filter(pk=own[1]).first()
    return (
        rows.filter(url__in=spellings_of(address)).first()
        or rows.filter(archived_url=address).exclude(archived_url="").first()
    )


def _passage(annotation: ForeignAnnotation, text: ArticleText, by: User) -> Passage:
    """Return the passage where the quote stands.

    What others keep around a quote is that of the page, not always of the text here; the quote itself must be the same,
    but for blanks.
    """
    content = text.content
    exact = as_printed(content, annotation.exact)
    around = (annotation.prefix, annotation.suffix)
    anywhere = find(content, exact)
    at_start = [place for place in anywhere if annotation.start in (place, _in_browsers(content, place))]
    for places in (find(content, exact, *around), anywhere, find_between(content, exact, *around), at_start):
        if len(places) == 1:
            return anchor_passage(text=text, exact=exact, start=places[0], by=by)
    # Nowhere, or in several places: asked once more, for the words that say which.
    return anchor_passage(text=text, exact=exact, by=by)


def _in_browsers(content: str, place: int) -> int:
    """Return a place as JavaScript counts it: letters beyond the first 65,536 as two."""
    return len(content[:place].encode("utf-16-le")) // 2


def _linked_claim(annotation: ForeignAnnotation) -> Claim | None:
    """Return the claim whose page here the annotation links to, or the one that it was merged into."""
    site = settings.SITE_URL.rstrip("/")
    for link in annotation.links:
        found = CLAIM_PAGE.match(link.removeprefix(site)) if link.startswith(site) else None
        claim = Claim.objects.select_related("merged_into").filter(pk=found[1]).first() if found else None
        if claim:
            return claim.merged_into or claim
    return None


def _new_claim(annotation: ForeignAnnotation, text: ArticleText, by: User) -> Claim:
    statement = " ".join(annotation.exact.split())[:LONGEST_STATEMENT]
    return create_claim(
        statement=statement, short_statement=shortened(statement), kind=ClaimKind.FACT,
        language=text.article.language or settings.LANGUAGE_CODE, external_id=f"{annotation.key}:claim",
        note=f"To be worded. {annotation.told()}", by=by,
    )  # fmt: skip
