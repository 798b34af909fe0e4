"""The two sets of documents that are searched, and how the database names them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Documents:
    """A table of documents (``vector``, ``facets``), the column of their ids, and the table that knows languages."""

    table: str
    key: str
    languages: str


CLAIMS = Documents("claims_searchdocument", "claim_id", "claims_claim")
ARTICLES = Documents("claims_articledocument", "article_id", "claims_articledocument")
