"""Questions to /v1alpha1/, and what a client reads of the answers."""

import base64
import datetime
import json
from typing import Any

from rest_framework.test import APIClient

from claims.actions.lexemes import fold_lexemes
from claims.models import Claim
from tests.factories import (
    NOON,
    make_claim,
    make_verdict,
)

SEARCH, PAGES = "/v1alpha1/claims:search", "/v1alpha1/pages"
HOST = "http://127.0.0.1:8000"  # SITE_URL unless set


def get(api: APIClient, address: str = SEARCH, **query: Any) -> dict[str, Any]:
    """Return the answer."""
    response = api.get(address, query)
    assert response.status_code == 200, response.json()
    content: dict[str, Any] = response.json()
    return content


def found(api: APIClient, **query: Any) -> list[int]:
    """Return the ids of the claims on a page of a search."""
    claims = get(api, **query).get("claims", [])
    return [int(claim["claimReview"][0]["url"].split("/")[-2]) for claim in claims]


def error(response: Any) -> dict[str, Any]:
    """Return what a client reads of an error."""
    content: dict[str, Any] = response.json()["error"]
    assert content["code"] == response.status_code
    return content


def reviewed(statement: str, *, minute: int = 0, **fields: Any) -> Claim:
    """Return a claim with a verdict of so many minutes past noon, counted for matching."""
    claim = make_claim(statement=statement, **fields)
    make_verdict(claim=claim, now=NOON + datetime.timedelta(minutes=minute))
    fold_lexemes()
    return claim


def token(*content: Any) -> str:
    """Return JSON as a token would hold it."""
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")
