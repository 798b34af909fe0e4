"""Rules of requests that OpenAPI has no words for; schemathesis loads this module beside its own checks."""

from typing import Any

import schemathesis
from schemathesis import Case, CheckContext, Response
from schemathesis.specs.openapi.checks import positive_data_acceptance

STREAMS = ("csv", "jsonl")
OF_PAGES = {"cursor", "page_size"}
OF_TODAY = {"q", "updated_since"}


def is_breach(query: dict[str, Any]) -> bool:
    """Say whether a request that the description allows may break a rule that it cannot tell."""
    return (
        # Two parameters exclude each other, or one wants another.
        (query.get("format") in STREAMS and not OF_PAGES.isdisjoint(query))
        or ("as_of" in query and not OF_TODAY.isdisjoint(query))
        or query.get("ordering") == "relevance"
        # A grammar with brackets; a place in the list that only the server can name.
        or not {"fields", "cursor"}.isdisjoint(query)
    )


@schemathesis.check
def acceptance_but_for_unsayable_rules(ctx: CheckContext, response: Response, case: Case[Any]) -> bool | None:
    """Hold requests that the description allows to be accepted, or to break one of these rules and say which."""
    if not is_breach(case.query or {}):
        return positive_data_acceptance(ctx, response, case)
    assert response.status_code != 400 or response.json()["error"]["fields"]
    return None
