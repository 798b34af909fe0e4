"""What the annotation screen sends and is answered, as its script would."""

import json
from typing import Any

from django.test import Client

from sources.models import Article
from tests.claims.admin.desk import url

PAGE = "sources_article_annotate"
EXACT = "the bridge is open"


def page(client: Client, article: Article) -> Any:
    """Open the screen."""
    return client.get(url(PAGE, article.pk))


def send(client: Client, article: Article, deed: str, values: Any) -> Any:
    """Do one thing, and return the response."""
    body = values if isinstance(values, str) else json.dumps(values)
    return client.post(f"{url(PAGE, article.pk)}do/{deed}/", body, content_type="application/json")


def find(client: Client, article: Article, what: str, **query: str) -> list[dict[str, Any]]:
    """Return what a look-up finds."""
    found: list[dict[str, Any]] = client.get(f"{url(PAGE, article.pk)}find/{what}/", query).json()["found"]
    return found


def selected(article: Article, exact: str, **fields: Any) -> dict[str, Any]:
    """Return the fields of a selection, with whatever else a form holds."""
    text = article.current_text
    assert text is not None
    start = text.content.index(exact)
    return {"text": text.pk, "exact": exact, "start": start, "end": start + len(exact), **fields}


def appearance(article: Article, **fields: Any) -> dict[str, Any]:
    """Return what the form of a new claim holds, with whatever else it shall hold."""
    return selected(
        article, fields.pop("exact", EXACT),
        **{"claim": "", "statement": "The Neva bridge was open.", "short_statement": "The bridge was open",
           "kind": "fact", "language": "en", "claimant": "", "claimant_name": "Anna Petrova",
           "claimant_kind": "person", "stance": "asserts", "manner": "reported", "steps": [], **fields},
    )  # fmt: skip
