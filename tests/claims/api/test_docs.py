"""docs/api.md names every list, filter, order and parameter, and none that there is not."""

import re
from pathlib import Path

import pytest

from claims.api.match import HITS, LARGEST_BATCH, LONGEST_TEXT, MOST_HITS, QuestionSerializer
from claims.api.routes import ENDPOINTS
from rest.paging import DEFAULT_SIZE, LARGEST_SIZE, PARAMETERS

DOCS = (Path(__file__).parents[3] / "docs" / "api.md").read_text()


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table that begins with ``heading``."""
    table = DOCS.partition(f"| {heading} |")[2].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table.splitlines()[2:]]


def codes(text: str) -> list[str]:
    """Return what stands between backticks."""
    return re.findall(r"`([^`]+)`", text)


def test_docs_name_every_list() -> None:
    assert [codes(row[0])[0] for row in rows("address")] == [f"/api/v1/{name}/" for name in ENDPOINTS]


@pytest.mark.parametrize("name", ENDPOINTS)
def test_docs_name_every_filter_of_a_list(name: str) -> None:
    documented = {
        parameter
        for parameters, _, lists in rows("filter")
        for parameter in codes(parameters)
        if name in lists.split(", ") or (lists == "all but ratings" and name != "ratings")
    }

    assert documented == set(ENDPOINTS[name][1].filterset_class.base_filters)


def test_docs_name_every_order_the_default_first() -> None:
    documented = {name: codes(orders) for lists, orders in rows("list") for name in lists.split(", ")}

    assert documented == {name: list(view.orders) for name, (_, view) in ENDPOINTS.items()}


def test_docs_name_the_parameters_of_pages_and_their_limits() -> None:
    described = {codes(row[0])[0]: row[1] for row in rows("parameter")}

    assert list(described) == [*PARAMETERS, "ordering", "format"]
    assert described["page_size"] == f"rows on a page, 1 to {LARGEST_SIZE}; {DEFAULT_SIZE} unless given"


def test_docs_name_every_error() -> None:
    codes_of_errors = [int(code) for row in rows("status") for code in row[0].split(", ")]

    assert codes_of_errors == [301, 308, 400, 401, 404, 405, 406, 410, 413, 414, 415, 429, 500]


def test_docs_name_what_a_question_may_hold_and_its_limits() -> None:
    described = {codes(row[0])[0]: row[1] for row in rows("in a question")}

    assert list(described) == list(QuestionSerializer().fields)
    assert f"at most {LONGEST_TEXT:,} characters" in described["text"]
    assert described["limit"] == f"how many claims at most, 1 to {MOST_HITS}; {HITS} unless given"
    assert f"up to {LARGEST_BATCH} texts" in DOCS
