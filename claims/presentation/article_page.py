"""Everything that the page of one article shows: its citation, what is quoted of it, and its copies."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import get_language_info

from claims.models import Appearance, Evidence
from claims.presentation import appearance as appearances
from claims.presentation import evidence as pieces
from claims.presentation.appearance import ShownAppearance, shown_appearances
from claims.presentation.claim_card import verdicts_of_claims
from claims.presentation.derivation_picture import Picture, picture_of
from claims.presentation.evidence import ShownEvidence, shown_evidence
from sources.models import Article, Derivation
from sources.models.article import ArticleQuerySet

MOST = 50  # quotes, pieces of evidence, and copies, on the page of one article
LISTED = 3  # originals, and copies, of an article in a list


@dataclass(frozen=True)
class ArticlePage:
    """A public article; never its text. ``has_more`` where there is more of anything than one page holds."""

    article: Article
    language: str
    originals: list[Derivation]
    copies: list[Derivation]
    picture: Picture | None
    appearances: list[ShownAppearance]
    evidence: list[ShownEvidence]
    has_more: bool


def with_derivations(articles: ArticleQuerySet, *, most: int = LISTED) -> ArticleQuerySet:
    """Fetch along the outlet, and the public articles that each was made from or that were made from it.

    One more than ``most`` of either sort is fetched, which tells whether there are more.
    """
    public = Derivation.objects.public()
    return articles.select_related("outlet").prefetch_related(
        Prefetch(
            "derived_from",
            public.select_related("original__outlet").order_by("original")[: most + 1],
            to_attr="shown_originals",
        ),
        Prefetch("copies", public.select_related("article__outlet").order_by("article")[: most + 1], "shown_copies"),
    )


def language_name(tag: str) -> str:
    """Return the language of a BCP 47 tag in words, the tag itself where it is a rare one, empty for none."""
    try:
        return str(get_language_info(tag.lower())["name_translated"]) if tag else ""
    except KeyError:
        return tag


def article_page(article: Article) -> ArticlePage:
    """Return the page of a public article that was fetched ``with_derivations``."""
    quoted = appearances.with_sources(Appearance.objects.public().filter(passage__text__article=article))
    cited = pieces.with_sources(Evidence.objects.public().filter(article=article))
    first = ("passage__start", "id")
    said = list(quoted.order_by(*first).prefetch_related(verdicts_of_claims())[: MOST + 1])
    evidence = list(cited.order_by(*first).prefetch_related(verdicts_of_claims())[: MOST + 1])
    originals: list[Derivation] = vars(article)["shown_originals"]
    copies: list[Derivation] = vars(article)["shown_copies"]
    return ArticlePage(
        article=article,
        language=language_name(article.language),
        originals=originals[:MOST],
        copies=copies[:MOST],
        picture=picture_of([article.pk], here=article.pk),
        appearances=shown_appearances(said[:MOST]),
        evidence=shown_evidence(evidence[:MOST]),
        has_more=max(len(said), len(evidence), len(copies)) > MOST,
    )
