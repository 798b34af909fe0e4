"""Values that cannot be, of every parameter of every operation: refused by name, and never a failure."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from rest_framework.test import APIClient

from rest.filters import A_TEXT
from tests.claims.api.addresses import LISTS, details_of
from tests.claims.api.cast import Story

Operation = tuple[str, str, bool]  # its address, one of its parameters, and whether that takes any text
# As they stand in an address; what is no UTF-8 arrives as signs that replace it.
ODD = {
    "nothing": "",
    "NUL": "a%00b",
    "half a pair": "%ED%A0%80",
    "endless": "a" * 10_000,
    "too large": "9" * 30,
    "digits of another script": quote("١٢"),
    "quotes": "%27%22;--",
}
# Anything that can stand in a text may be looked for.
FIT_FOR_TEXTS = ODD.keys() - {"nothing", "NUL", "endless"}


@pytest.fixture
def operations(
    api: APIClient, story: Story, end_transaction: Callable[[], None], allow: Callable[..., None]
) -> list[Operation]:
    """Return the address of each operation that is read, with each of its parameters."""
    allow(address="1000000/min", match="1000000/min")
    end_transaction()
    paths = api.get("/api/v1/schema/").json()["paths"]
    return [
        (_real(api, path), parameter["name"], parameter["schema"].get("pattern") == A_TEXT["pattern"])
        for path, described in paths.items()
        for parameter in described["get"].get("parameters", [])
        if parameter["in"] == "query"
    ]


def _real(api: APIClient, path: str) -> str:
    return details_of(api, path.split("/")[3]) if "{" in path else path


def refused(api: APIClient, address: str, query: str) -> tuple[int, set[str]]:
    """Return the status, and which parameters the answer names."""
    response = api.get(f"{address}?{query}")
    return response.status_code, set(response.json().get("error", {}).get("fields", ()))


@pytest.mark.parametrize("what", ODD)
def test_value_that_cannot_be_is_refused_by_name(api: APIClient, operations: list[Operation], what: str) -> None:
    for address, name, is_text in operations:
        if is_text and what in FIT_FOR_TEXTS:
            continue
        status, named = refused(api, address, f"{name}={ODD[what]}")

        assert (address, name, status) == (address, name, 400)
        assert (address, name in named) == (address, True)


@pytest.mark.parametrize("what", sorted(FIT_FOR_TEXTS))
def test_text_may_hold_anything(api: APIClient, operations: list[Operation], what: str) -> None:
    asked = [(address, name) for address, name, is_text in operations if is_text]

    assert {"q", "text", "scale"} <= {name for _, name in asked}
    assert {refused(api, address, f"{name}={ODD[what]}")[0] for address, name in asked} == {200}


def test_parameter_is_given_once(api: APIClient, operations: list[Operation]) -> None:
    for address, name, _ in operations:
        status, named = refused(api, address, f"{name}=1&{name}=2")

        assert (address, name, status, name in named) == (address, name, 400, True)


@pytest.mark.parametrize("name", LISTS)
def test_every_member_may_be_asked_for_alone_and_no_other(
    api: APIClient, story: Story, end_transaction: Callable[[], None], allow: Callable[..., None], name: str
) -> None:
    allow(address="1000000/min")
    end_transaction()
    for address in (f"/api/v1/{name}/", details_of(api, name)):
        whole = api.get(address).json()
        rows = whole.get("results", [whole])
        for member in rows[0]:
            alone = api.get(f"{address}?fields={member}").json()

            assert alone.get("results", [alone]) == [{member: row[member]} for row in rows]
            assert refused(api, address, f"fields={member}/nothing") == (400, {"fields"})


@pytest.mark.parametrize("name", [name for name in LISTS if name != "changes"])
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("as_of=9999-12-31", 404),
        ("as_of=0001-01-01", 404),
        ("as_of=2018-02-30", 400),
        ("as_of=2018-07-16&updated_since=2018-07-16T12:00:00Z", 400),
        ("updated_since=2018-07-16", 400),
        ("id=1,", 400),
        ("id=0", 200),
    ],
)
def test_days_and_ids_that_cannot_be_are_refused(
    api: APIClient, story: Story, name: str, query: str, status: int
) -> None:
    for file_format in ("json", "csv", "jsonl"):
        response = api.get(f"/api/v1/{name}/?{query}&format={file_format}")

        assert (file_format, response.status_code) == (file_format, status)
        assert response.getvalue() if status != 200 or file_format != "jsonl" else response.getvalue() == b""
