"""Every address that programs read, made of the endpoints themselves: whoever adds one adds it here."""

from rest_framework.test import APIClient

from claims.api.routes import ENDPOINTS
from tests.claims.api.cast import Story

LISTS = (*ENDPOINTS, "changes")
STREAMS = ("csv", "jsonl")


def details_of(api: APIClient, name: str) -> str:
    """Return the address of the first row of a list."""
    row = api.get(f"/api/v1/{name}/").json()["results"][0]
    return f"/api/v1/{name}/{row.get('seq') or row['id']}/"


def lists_and_details(api: APIClient) -> list[str]:
    """Return the address of every list, as a page and as streams, and of one row of each."""
    lists = [f"/api/v1/{name}/{query}" for name in LISTS for query in ("", *(f"?format={one}" for one in STREAMS))]
    return [*lists, *(details_of(api, name) for name in LISTS)]


def kept_addresses(api: APIClient, story: Story) -> list[str]:
    """Return every address whose answers a client may keep and ask about."""
    return [
        "/api/v1/",
        "/api/v1/schema/",
        *lists_and_details(api),
        "/annotations/",
        "/annotations/?iris=1",
        "/annotations/?page=0",
        f"/annotations/appearance-{story.appearance.pk}",
        "/claim-review/feed.json",
        f"/claims/{story.claim.pk}/claim-review.json",
        "/v1alpha1/pages",
        f"/v1alpha1/pages/{story.claim.pk}",
        "/v1alpha1/claims:imageSearch",
    ]


# Whose answers hold a text of the client, or what it found.
UNKEPT = ["/api/v1/match/?text=bridge", "/v1alpha1/claims:search?query=bridge"]
