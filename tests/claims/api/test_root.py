"""/api/v1/"""

from rest_framework.test import APIClient

from claims.api.routes import ENDPOINTS

HOST = "http://testserver"


def test_root_names_every_list_and_the_description(api: APIClient) -> None:
    assert api.get("/api/v1/").json() == {
        **{name: f"{HOST}/api/v1/{name}/" for name in ENDPOINTS},
        "changes": f"{HOST}/api/v1/changes/",
        "match": f"{HOST}/api/v1/match/",
        "schema": f"{HOST}/api/v1/schema/",
        "docs": f"{HOST}/api/v1/docs/",
    }


def test_every_address_of_the_root_answers(api: APIClient) -> None:
    root = api.get("/api/v1/").json()

    match = root.pop("match")
    assert {name: api.get(address).status_code for name, address in root.items()} == dict.fromkeys(root, 200)
    assert api.get(f"{match}?text=bridge").status_code == 200


def test_options_tell_what_an_endpoint_can_do(api: APIClient) -> None:
    response = api.options("/api/v1/claims/")

    assert (response.status_code, response["Allow"]) == (204, "GET, HEAD, OPTIONS")
