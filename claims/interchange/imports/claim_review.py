"""ClaimReview as others publish it: one object, a list, a graph or a DataFeed."""

from collections.abc import Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]
LISTS = ("@graph", "dataFeedElement")  # of a document, which may be long


def reviews_in(node: object) -> Iterator[Json | str]:
    """Yield every ClaimReview in a document, in its order; for each that its publisher took back, its address."""
    if isinstance(node, list):
        for one in node:
            yield from reviews_in(one)
    elif isinstance(node, dict):
        if "ClaimReview" in _list(node.get("@type")):
            yield node
        elif node.get("dateDeleted"):
            yield _first(node.get("url")) or _first(node.get("@id"))
        else:
            for name in (*LISTS, "item", "mainEntity"):
                yield from reviews_in(node.get(name))


def values_of(review: Json) -> dict[str, Any]:
    """Return what a ClaimReview says under our meanings."""
    claim, author = _object(review.get("itemReviewed")), _object(review.get("author"))
    speaker, rating = _object(claim.get("author")), _object(review.get("reviewRating"))
    reviewed = _first(review.get("claimReviewed"))
    return {
        "statement": _first(claim.get("text")) or reviewed,
        "short_statement": reviewed,
        "language": _language(review.get("inLanguage")),
        "speaker": _first(speaker.get("name")),
        "role": _first(speaker.get("jobTitle")),
        "said": _first(claim.get("datePublished")),
        "sources": [*_addresses(claim.get("firstAppearance")), *_addresses(claim.get("appearance")),
                    *_addresses(review.get("citation"))],
        "publisher": _first(author.get("name")),
        "site": _first(author.get("url")),
        "url": _first(review.get("url")),
        "title": _first(review.get("headline")) or _first(review.get("name")),
        "label": _label(rating),
        "remark": _first(rating.get("ratingExplanation")),
        "reviewed_on": _first(review.get("datePublished")),
    }  # fmt: skip


def _language(node: object) -> str:
    """Return a language: a tag or a name, or schema.org's Language, whose other name is its tag."""
    told = _object(node)
    return _first(node) or _first(told.get("alternateName")) or _first(told.get("name"))


def _label(rating: Json) -> str:
    """Return the words of the rating, else its number as the publisher counts."""
    label = _first(rating.get("alternateName")) or _first(rating.get("name"))
    value, best = _first(rating.get("ratingValue")), _first(rating.get("bestRating"))
    return label or (f"{value} of {best}" if value and best else value)


def _addresses(node: object) -> list[str]:
    found = [_first(one.get("url")) if isinstance(one, dict) else _first(one) for one in _list(node)]
    return [address for address in found if address]


def _object(node: object) -> Json:
    return next((one for one in _list(node) if isinstance(one, dict)), {})


def _list(node: object) -> list[Any]:
    return node if isinstance(node, list) else [] if node is None else [node]


def _first(node: object) -> str:
    """Return the first text or number, however deep JSON-LD wraps it; empty if there is none."""
    for one in _list(node):
        if isinstance(one, str | int | float) and not isinstance(one, bool):
            return str(one)
        if isinstance(one, dict) and "@value" in one:
            return _first(one["@value"])
    return ""
