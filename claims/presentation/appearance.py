"""Appearances as readers see them: who said it where, how faithfully it is printed, and when."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from claims.enums import Fidelity
from claims.models import Appearance, AttributionStep
from claims.models.appearance import AppearanceQuerySet
from claims.presentation.attribution import ChainLink, chain_of, linked_outlets, outlets_in
from claims.presentation.quote import Quote, quote_of
from sources.enums import Publication
from sources.models import Article, Mark

# What a reader must know before taking the printed words for those that were said.
WARNINGS = {
    Fidelity.TRANSLATED: _("translated: these are not the words that were said"),
    Fidelity.BACK_TRANSLATED: _("back-translated: turned into another language and back, so the words differ"),
    Fidelity.ALTERED: _("altered: this copy changed what was said"),
    Fidelity.INVERTED: _("inverted: this copy turned what was said into its opposite"),
}


@dataclass(frozen=True)
class ShownAppearance:
    """One appearance; ``warning`` and ``original_article`` are empty where there is nothing to say.

    ``is_named_by_outlet`` tells that the chain begins with the article's outlet, which needs no mention before it.
    """

    row: Appearance
    article: Article
    is_named_by_outlet: bool
    quote: Quote
    chain: list[ChainLink]
    warning: str
    original_article: Article | None


def with_sources(rows: AppearanceQuerySet) -> AppearanceQuerySet:
    """Fetch along what is shown of each appearance; never the article's text."""
    return (
        rows.select_related(
            "claim", "claimant", "affiliation", "passage__text__article__outlet", "original_article__outlet"
        )
        .defer("passage__text__content")
        .prefetch_related(
            Prefetch("passage__text__marks", Mark.objects.confirmed().select_related("inserted_by")),
            Prefetch("steps", AttributionStep.objects.select_related("claimant", "outlet").order_by("position")),
        )
    )


def shown_appearances(rows: Iterable[Appearance]) -> list[ShownAppearance]:
    """Return the appearances in the order given; one query, for the outlets that have pages."""
    rows = list(rows)
    linked = linked_outlets(outlets_in(rows))
    return [_shown(row, linked) for row in rows]


def _shown(row: Appearance, linked: frozenset[int]) -> ShownAppearance:
    original = row.original_article
    article = row.passage.text.article
    chain = chain_of(row, linked_outlets=linked)
    return ShownAppearance(
        row=row,
        article=article,
        is_named_by_outlet=chain[0].name == article.outlet.name,
        quote=quote_of(row.passage),
        chain=chain,
        warning=str(WARNINGS.get(Fidelity(row.fidelity), "")),
        original_article=original if original and original.status == Publication.PUBLIC else None,
    )
