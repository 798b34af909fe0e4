"""Which format the Accept header chooses."""

import pytest
from rest_framework.exceptions import NotAcceptable

from rest.formats import LIST_RENDERERS, preferred

OF_LISTS = [renderer() for renderer in LIST_RENDERERS]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "json"),
        (" , ", "json"),
        ("*/*", "json"),
        (BROWSER, "json"),
        ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "json"),
        ("application/json, text/plain, */*", "json"),
        ("application/json; charset=utf-8", "json"),
        ("APPLICATION/JSON", "json"),
        ("text/csv", "csv"),
        ("text/csv; header=present", "csv"),
        ("text/*", "csv"),
        ("text/csv, */*;q=0.1", "csv"),
        ("text/csv;q=0.9, application/json;q=0.5", "csv"),
        ("text/csv;q=0.5, application/json;q=0.9", "json"),
        ("application/json;q=0, */*", "csv"),
        ("application/json;q=0, text/csv;q=0, */*;q=0.1", "jsonl"),
        ("application/*;q=0.2, application/x-ndjson", "jsonl"),
        ("text/csv, application/json", "json"),
        ("text/csv;q=much", "csv"),
    ],
)
def test_format_is_what_the_client_likes_best(accept: str, chosen: str) -> None:
    assert preferred(accept, OF_LISTS).format == chosen


@pytest.mark.parametrize("accept", ["image/png", "text/html", "json", "garbage", "application/json;q=0", "*/*;q=0"])
def test_client_that_takes_nothing_is_told_what_there_is(accept: str) -> None:
    with pytest.raises(NotAcceptable, match="Known are: application/json, text/csv, application/x-ndjson"):
        preferred(accept, OF_LISTS)
