"""`as_of` answers with the public state on a day, `updated_since` with what has changed."""

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from claims.actions.claim import revise_claim, withdraw_claim
from claims.actions.merge import merge_claim
from claims.api.routes import ENDPOINTS
from claims.models import Claim
from tests.claims.api.asking import flat, results
from tests.claims.api.cast import Secrets, Story
from tests.claims.asof.days import ago, let_pass, today
from tests.factories import make_appearance, make_claim, make_editor, make_reviewer, make_verdict


@pytest.mark.parametrize("name", ENDPOINTS)
def test_unchanged_list_was_the_same(api: APIClient, story: Story, secrets: Secrets, name: str) -> None:
    let_pass(days=3)

    assert results(api, name, as_of=ago(1)) == results(api, name)
    assert flat(api, name, as_of=ago(1)) == flat(api, name)


@pytest.mark.parametrize("name", ENDPOINTS)
def test_unchanged_details_were_the_same(api: APIClient, story: Story, name: str) -> None:
    let_pass(days=3)
    addresses = [row["url"] for row in results(api, name)]

    assert [api.get(f"{url}?as_of={ago(1)}").json() for url in addresses] == [api.get(url).json() for url in addresses]


def test_lists_and_details_say_what_they_said(api: APIClient, story: Story) -> None:
    let_pass(days=3)
    revise_claim(claim=story.claim, statement="The bridge was shut.", by=make_editor())

    for row in (
        results(api, "claims", as_of=ago(1))[0],
        flat(api, "claims", as_of=ago(1))[0],
        api.get(f"/api/v1/claims/{story.claim.pk}/?as_of={ago(1)}").json(),
    ):
        assert row["statement"] == "The bridge was open."
    assert results(api, "claims", as_of=today())[0]["statement"] == "The bridge was shut."


def test_filters_ask_for_the_day(api: APIClient, story: Story) -> None:
    let_pass(days=3)
    claim = make_claim()
    make_verdict(claim=claim, now=timezone.now())

    then = [row["id"] for row in results(api, "claims", as_of=ago(1), rating="rated-false")]
    now = [row["id"] for row in results(api, "claims", as_of=today(), rating="rated-false")]

    assert (then, now) == ([story.claim.pk], [claim.pk, story.claim.pk])


def test_withdrawn_claim_is_gone_on_every_day(
    api: APIClient, story: Story, end_transaction: Callable[[], None]
) -> None:
    end_transaction()
    let_pass(days=3)
    withdraw_claim(claim=story.claim, by=make_reviewer())
    end_transaction()

    assert [api.get(f"/api/v1/claims/{story.claim.pk}/?as_of={ago(days)}").status_code for days in (0, 1, 3)] == [
        410
    ] * 3
    assert results(api, "claims", as_of=ago(1)) == []
    assert "The bridge was open" not in b"".join(api.get(f"/api/v1/appearances/?as_of={ago(1)}")).decode()


def test_day_before_history_is_not_known(api: APIClient, story: Story) -> None:
    let_pass(days=3)

    for address in (f"/api/v1/claims/{story.claim.pk}/", "/api/v1/claims/", "/api/v1/topics/"):
        response = api.get(address, {"as_of": str(ago(4))})
        assert (response.status_code, response.json()["error"]["code"]) == (404, "not_found")


def test_claim_that_came_later_was_not_there(api: APIClient, story: Story) -> None:
    let_pass(days=3)
    claim = make_claim()

    response = api.get(f"/api/v1/claims/{claim.pk}/?as_of={ago(1)}")

    assert response.status_code == 404
    assert str(ago(1)) in response.json()["error"]["message"]


def test_merged_claim_is_shown_as_it_was(api: APIClient, end_transaction: Callable[[], None]) -> None:
    lost, kept = make_appearance().claim, make_claim()
    end_transaction()
    let_pass(days=3)
    merge_claim(claim=lost, into=kept, by=make_reviewer())
    end_transaction()

    then, now = (api.get(f"/api/v1/claims/{lost.pk}/?as_of={day}") for day in (ago(1), today()))

    assert (then.status_code, now.status_code) == (200, 301)
    assert len(then.json()["appearances"]) == 1


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("as_of=2018", "Write the day as 2018-07-16."),
        ("as_of=2018-02-30", "Write the day as 2018-07-16."),
        ("as_of=2018-7-16", "Write the day as 2018-07-16."),
        ("as_of=2018-07-16&q=bridge", "An earlier day cannot be asked for together with q."),
        ("as_of=2018-07-16&updated_since=2018-07-16T00:00:00Z", "An earlier day cannot be asked for together with"),
    ],
)
def test_day_that_cannot_be_asked_for_is_refused(api: APIClient, db: None, query: str, message: str) -> None:
    response = api.get(f"/api/v1/claims/?{query}")

    assert response.status_code == 400
    assert response.json()["error"]["fields"]["as_of"][0].startswith(message)


def test_nothing_is_known_of_a_day_to_come(api: APIClient, story: Story) -> None:
    answers = [api.get(f"{address}?as_of=9999-01-01") for address in ("/api/v1/claims/", "/api/v1/claims/1/")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert "This day has not come yet" in answers[0].json()["error"]["message"]


@pytest.mark.parametrize("rows", [1, 3])
def test_day_costs_one_query_more(
    api: APIClient, story: Story, rows: int, django_assert_num_queries: Callable[[int], object]
) -> None:
    for _ in range(rows - 1):
        make_appearance(claim=story.claim)
    address = f"/api/v1/appearances/?as_of={today()}"

    with django_assert_num_queries(8):  # type: ignore[attr-defined]  # a context manager
        api.get(address)


def test_list_of_what_has_changed(api: APIClient, story: Story, end_transaction: Callable[[], None]) -> None:
    changed, other = make_claim(), make_claim()
    end_transaction()
    moment = timezone.now()
    revise_claim(claim=changed, context="New.", by=make_editor())
    end_transaction()

    found = {row["id"] for row in results(api, "claims", updated_since=moment.isoformat())}
    plain = {int(row["id"]) for row in flat(api, "claims", updated_since=moment.isoformat().replace("+00:00", "Z"))}
    everything = {row["id"] for row in results(api, "claims", updated_since="2018-07-16T00:00:00Z")}

    assert found == plain == {changed.pk}
    assert everything == {changed.pk, other.pk, story.claim.pk} == set(Claim.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("moment", ["2018", "2018-07-16T00:00:00", "yesterday", "2018-07-16T25:00:00Z"])
def test_moment_that_cannot_be_is_refused(api: APIClient, db: None, moment: str) -> None:
    response = api.get("/api/v1/claims/", {"updated_since": moment})

    assert response.status_code == 400
    assert list(response.json()["error"]["fields"]) == ["updated_since"]


def test_days_are_those_of_utc() -> None:
    assert today() == datetime.datetime.now(datetime.UTC).date()


@pytest.mark.parametrize(
    ("moment", "is_found"),
    [
        ("2018-07-16T12:00:00+23:59", True),
        ("0001-01-01T00:00:00+20:00", True),
        ("9999-12-31T23:59:59-20:00", False),
    ],
)
def test_moment_at_the_edge_of_what_can_be_said_is_taken(
    api: APIClient, story: Story, end_transaction: Callable[[], None], moment: str, is_found: bool
) -> None:
    end_transaction()

    assert bool(results(api, "claims", updated_since=moment)) is is_found
