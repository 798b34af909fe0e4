"""What is not public leaves by no address of the API: no list, stream, detail, filter or search."""

import re

import pytest
from rest_framework.test import APIClient

from claims.api.routes import ENDPOINTS
from sources.models import Passage
from tests.claims.api.cast import SECRET, Secrets, Story
from tests.factories import make_appearance, make_article, make_editor, make_reviewer

HIDDEN = {
    "claims": ["draft_claim", "withdrawn_claim"],
    "claimants": ["claimant"],
    "outlets": ["outlet"],
    "articles": ["draft_article"],
    "appearances": ["appearance"],
    "evidence": ["evidence"],
    "verdicts": ["verdict"],
    "external-reviews": ["review"],
    "derivations": ["derivation"],
    "inquiries": ["inquiry"],
    "translations": ["translation"],
    "topics": ["topic"],
}
# Every filter by which a hidden row could be told from one that does not exist.
REVEALING = {
    "claims": ["claimant", "outlet", "topic"],
    "claimants": ["outlet", "topic"],
    "articles": ["outlet", "claimant", "topic", "claim"],
    "appearances": ["claim", "claimant", "outlet", "article", "topic"],
    "evidence": ["claim", "claimant", "outlet", "article", "topic"],
    "verdicts": ["claim", "claimant", "outlet", "topic"],
    "external-reviews": ["claim", "claimant", "publisher", "topic"],
    "derivations": ["article", "original", "outlet", "original_outlet"],
    "inquiries": ["claim", "addressee", "topic"],
    "translations": ["claim", "topic"],
}


def read(api: APIClient, address: str) -> str:
    """Return the whole answer as text."""
    response = api.get(address)
    assert response.status_code == 200
    return b"".join(response).decode()


def words_of_the_desk(content: str) -> set[str]:
    """Return which words of the editors' desk the answer holds."""
    return {word for word in (SECRET, make_editor().username, make_reviewer().username) if word in content}


def ids(secrets: Secrets, name: str) -> set[int]:
    """Return the ids of the hidden rows of a list."""
    return {getattr(secrets, attribute).pk for attribute in HIDDEN[name]}


@pytest.mark.parametrize("file_format", ["json", "csv", "jsonl"])
def test_lists_show_nothing_of_the_desk(api: APIClient, story: Story, secrets: Secrets, file_format: str) -> None:
    content = {name: read(api, f"/api/v1/{name}/?format={file_format}") for name in ENDPOINTS}

    assert {name: words_of_the_desk(text) for name, text in content.items()} == {key: set() for key in ENDPOINTS}


def test_details_show_nothing_of_the_desk(api: APIClient, story: Story, secrets: Secrets) -> None:
    rows = {name: api.get(f"/api/v1/{name}/").json()["results"] for name in ENDPOINTS}

    content = {name: "".join(read(api, row["url"]) for row in rows[name]) for name in ENDPOINTS}

    assert all(rows.values())
    assert {name: words_of_the_desk(text) for name, text in content.items()} == {key: set() for key in ENDPOINTS}


def test_lists_leave_hidden_rows_out(api: APIClient, story: Story, secrets: Secrets) -> None:
    shown = {name: {row["id"] for row in api.get(f"/api/v1/{name}/").json()["results"]} for name in HIDDEN}

    assert all(shown.values())
    assert {name: shown[name] & ids(secrets, name) for name in HIDDEN} == {key: set() for key in HIDDEN}


def test_details_of_hidden_rows_do_not_exist(api: APIClient, secrets: Secrets) -> None:
    statuses = {name: {api.get(f"/api/v1/{name}/{pk}/").status_code for pk in ids(secrets, name)} for name in HIDDEN}

    assert statuses == {key: {404} for key in HIDDEN}


@pytest.mark.parametrize("file_format", ["json", "csv"])
def test_filters_by_a_hidden_row_find_what_an_unknown_id_finds(
    api: APIClient, secrets: Secrets, file_format: str
) -> None:
    hidden = {
        "claim": secrets.draft_claim,
        "claimant": secrets.claimant,
        "outlet": secrets.outlet,
        "publisher": secrets.outlet,
        "topic": secrets.topic,
        "article": secrets.draft_article,
        "original": secrets.draft_article,
        "addressee": secrets.claimant,
        "original_outlet": secrets.outlet,
    }

    def found(name: str, parameter: str, pk: int) -> str:
        return read(api, f"/api/v1/{name}/?{parameter}={pk}&format={file_format}")

    telling = [
        (name, parameter)
        for name, parameters in REVEALING.items()
        for parameter in parameters
        if found(name, parameter, hidden[parameter].pk) != found(name, parameter, 987_654_321)
    ]
    assert telling == []


@pytest.mark.parametrize("condition", ["rating=rated-mostly-false", "normalised=false"])
def test_rating_of_an_unpublished_verdict_finds_nothing(api: APIClient, secrets: Secrets, condition: str) -> None:
    lists = ["appearances", "evidence", "verdicts", "external-reviews"]
    rows = {name: api.get(f"/api/v1/{name}/?{condition}").json()["results"] for name in ["claims", *lists]}

    claims = {row["id"] for row in rows["claims"]} | {row["claim"]["id"] for name in lists for row in rows[name]}
    assert secrets.open_claim.pk not in claims


def test_search_does_not_look_into_what_is_hidden(api: APIClient, story: Story, secrets: Secrets) -> None:
    searchable = [name for name, (_, view) in ENDPOINTS.items() if "q" in view.filterset_class.base_filters]

    found = {name: api.get(f"/api/v1/{name}/?q={SECRET}").json()["results"] for name in searchable}

    assert found == {key: [] for key in searchable}


@pytest.mark.parametrize("file_format", ["json", "csv"])
def test_quote_never_brings_more_than_32_characters_of_the_text_around_it(api: APIClient, file_format: str) -> None:
    around = "word " * 8
    content = f"{SECRET} {around}quoted {around}{SECRET}"
    article = make_article(content=content)
    start = content.index("quoted")
    assert article.current_text is not None
    passage = Passage.objects.create(
        text=article.current_text, exact="quoted", prefix=content[:start], suffix=content[start + 6 :],
        start=start, end=start + 6,
    )  # fmt: skip
    make_appearance(passage=passage)

    answer = read(api, f"/api/v1/appearances/?format={file_format}")

    assert "quoted" in answer
    assert SECRET not in answer
    assert re.search(r"(word ){7}", answer) is None
