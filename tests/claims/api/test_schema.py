"""The OpenAPI description is valid, and every real answer is as it says."""

from copy import deepcopy
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate
from rest_framework.test import APIClient

from claims.actions.lexemes import fold_lexemes
from claims.api.routes import ENDPOINTS
from tests.claims.api.cast import Story

ERRORS = {"400", "401", "406", "429", "500"}
SHARED = {"format", "fields", "as_of", "id", "updated_since"}
ERRORS_OF_DETAILS = ERRORS | {"404", "410"}


@pytest.fixture
def schema(api: APIClient) -> dict[str, Any]:
    """Return the description as it is served."""
    content: dict[str, Any] = api.get("/api/v1/schema/").json()
    return content


def check(schema: dict[str, Any], path: str, answer: Any, status: str = "200", method: str = "get") -> None:
    """Refuse an answer that is not as the description of ``path`` says, or holds what it does not tell of."""
    components = deepcopy(schema["components"])
    for component in components["schemas"].values():
        if "properties" in component:
            component["additionalProperties"] = False
    described = schema["paths"][path][method]["responses"][status]["content"]["application/json"]["schema"]
    Draft202012Validator({**described, "components": components}, format_checker=FormatChecker()).validate(answer)


def test_schema_is_valid_openapi_3_1(schema: dict[str, Any]) -> None:
    validate(schema)

    assert schema["openapi"] == "3.1.1"


def test_schema_describes_a_list_and_a_detail_of_every_noun(schema: dict[str, Any]) -> None:
    assert set(schema["paths"]) == {f"/api/v1/{name}/" for name in ENDPOINTS} | {
        f"/api/v1/{name}/{{id}}/" for name in ENDPOINTS
    } | {"/api/v1/", "/api/v1/changes/", "/api/v1/changes/{seq}/", "/api/v1/match/"}


@pytest.mark.parametrize("name", ENDPOINTS)
def test_list_is_as_described(api: APIClient, story: Story, schema: dict[str, Any], name: str) -> None:
    answer = api.get(f"/api/v1/{name}/").json()

    assert answer["results"]
    check(schema, f"/api/v1/{name}/", answer)


@pytest.mark.parametrize("name", ENDPOINTS)
def test_detail_is_as_described(api: APIClient, story: Story, schema: dict[str, Any], name: str) -> None:
    address = api.get(f"/api/v1/{name}/").json()["results"][0]["url"]

    check(schema, f"/api/v1/{name}/{{id}}/", api.get(address).json())


@pytest.mark.parametrize("name", ENDPOINTS)
def test_schema_names_every_parameter(schema: dict[str, Any], name: str) -> None:
    told = schema["paths"][f"/api/v1/{name}/"]["get"]["parameters"]
    described = {parameter["name"]: parameter for parameter in told if parameter["in"] == "query"}

    filters = set(ENDPOINTS[name][1].filterset_class.base_filters)
    assert set(described) == filters | SHARED | {"ordering", "cursor", "page_size"}
    assert all(described[parameter]["description"] for parameter in filters)


@pytest.mark.parametrize("name", ENDPOINTS)
def test_schema_names_every_error_and_format(schema: dict[str, Any], name: str) -> None:
    of_list = schema["paths"][f"/api/v1/{name}/"]["get"]["responses"]
    of_detail = schema["paths"][f"/api/v1/{name}/{{id}}/"]["get"]["responses"]

    merged = {"301"} if name == "claims" else set()
    assert set(of_list) == ERRORS | {"200", "304", "404"}
    assert set(of_detail) == ERRORS_OF_DETAILS | merged | {"200", "304"}
    assert set(of_list["200"]["content"]) == {"application/json", "text/csv", "application/x-ndjson"}


def test_error_is_as_described(api: APIClient, schema: dict[str, Any]) -> None:
    check(schema, "/api/v1/claims/", api.get("/api/v1/claims/?nothing=1").json(), status="400")
    check(schema, "/api/v1/claims/{id}/", api.get("/api/v1/claims/1/").json(), status="404")


def test_match_is_as_described(api: APIClient, story: Story, schema: dict[str, Any]) -> None:
    fold_lexemes()
    one = api.get("/api/v1/match/?text=the bridge was open")
    several = api.post("/api/v1/match/", {"texts": [{"text": "the bridge was open"}]}, format="json")

    assert one.json()["results"][0]["verdict"]
    check(schema, "/api/v1/match/", one.json())
    check(schema, "/api/v1/match/", several.json(), method="post")
    check(schema, "/api/v1/match/", api.get("/api/v1/match/").json(), status="400")


def test_schema_names_every_error_of_match(schema: dict[str, Any]) -> None:
    described = schema["paths"]["/api/v1/match/"]

    assert set(described["get"]["responses"]) == ERRORS | {"200", "414"}
    assert set(described["post"]["responses"]) == ERRORS | {"200", "413", "415"}
    assert {parameter["name"] for parameter in described["get"]["parameters"]} == {"text", "language", "limit"}
    assert list(described["post"]["requestBody"]["content"]) == ["application/json"]


def test_members_are_described_as_things_and_not_as_what_a_method_returns(schema):
    members = [
        (name, member.get("description", ""))
        for one in schema["components"]["schemas"].values()
        for name, member in one.get("properties", {}).items()
    ]

    assert [name for name, said in members if said.startswith("Return")] == []
    assert ("died_on", "The first day that `died` may mean.") in members
