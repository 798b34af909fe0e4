"""/api/v1/changes/ tells everything public that changed, once it is committed, and never out of order."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from rest_framework.test import APIClient

from changes.models import Change
from claims.actions.claim import revise_claim, withdraw_claim
from tests.claims.api.asking import flat, results
from tests.claims.api.cast import Story
from tests.committed import committed_database  # noqa: F401  # a fixture
from tests.factories import make_claim, make_editor, make_reviewer


@pytest.fixture
def news(end_transaction: Callable[[], None], db: None) -> Callable[[], int]:
    """Return what ends the transaction and gives the last number of the log."""

    def last() -> int:
        end_transaction()
        return Change.objects.order_by("-seq").values_list("seq", flat=True).first() or 0

    return last


def test_change_says_what_happened_to_what(api: APIClient, news: Callable[[], int]) -> None:
    claim = make_claim()
    seq = news()

    (change,) = results(api, "changes", since=seq - 1)

    assert change == {
        "seq": seq,
        "at": change["at"],
        "kind": "created",
        "type": "claim",
        "id": claim.pk,
        "url": f"http://testserver/api/v1/claims/{claim.pk}/",
    }
    assert change["at"].endswith("Z")
    assert api.get(f"/api/v1/changes/{seq}/").json() == change


def test_withdrawn_claim_leaves_a_tombstone_and_so_does_all_that_hung_on_it(
    api: APIClient, story: Story, news: Callable[[], int]
) -> None:
    before = news()
    withdraw_claim(claim=story.claim, by=make_reviewer())
    news()

    told = results(api, "changes", since=before, kind="withdrawn")

    gone = {("claim", story.claim.pk), ("verdict", story.verdict.pk), ("verdict", story.first.pk)}
    gone |= {("appearance", story.appearance.pk), ("evidence", story.evidence.pk), ("claimant", story.claimant.pk)}
    assert {change["url"] for change in told} == {None}
    assert {(change["type"], change["id"]) for change in told} >= gone


def test_only_later_changes_of_a_type_are_told(api: APIClient, story: Story, news: Callable[[], int]) -> None:
    before = news()
    revise_claim(claim=story.claim, context="New.", by=make_editor())
    last = news()

    assert [row["seq"] for row in results(api, "changes", since=before)] == [last]
    assert results(api, "changes", since=before, type="article") == []
    assert results(api, "changes", since=last) == []
    assert [row["id"] for row in flat(api, "changes", since=before)] == [str(story.claim.pk)]


def test_pages_go_on_where_the_last_one_ended(api: APIClient, story: Story, news: Callable[[], int]) -> None:
    news()
    address, numbers = "/api/v1/changes/?page_size=7", []
    while address:
        page = api.get(address).json()
        numbers += [row["seq"] for row in page["results"]]
        address = page["next"]

    assert numbers == list(Change.objects.order_by("seq").values_list("seq", flat=True))


@pytest.mark.parametrize("query", ["since=-1", "since=x", "type=passage", "kind=gone", "as_of=2018-07-16"])
def test_what_cannot_be_asked_is_refused(api: APIClient, db: None, query: str) -> None:
    assert api.get(f"/api/v1/changes/?{query}").status_code == 400


def test_rows_are_asked_for_by_their_ids(api: APIClient, story: Story) -> None:
    other = make_claim()
    make_claim()

    assert [row["id"] for row in results(api, "claims", id=f"{story.claim.pk},{other.pk},999")] == [
        other.pk,
        story.claim.pk,
    ]
    assert api.get("/api/v1/claims/?id=1,x").status_code == 400
    assert api.get(f"/api/v1/claims/?id={','.join(['1'] * 201)}").status_code == 400


def test_reader_misses_nothing_that_writers_commit_meanwhile(committed_database: None) -> None:  # noqa: F811  # the fixture
    """Four writers on connections of their own, whose transactions end in another order than they begin."""
    make_editor(), make_claim()
    seen: list[tuple[str, int]] = []
    done = threading.Event()
    writers = [threading.Thread(target=_publish_some) for _ in range(4)]
    reader = threading.Thread(target=_follow, args=(seen, done))

    for thread in [reader, *writers]:
        thread.start()
    for thread in writers:
        thread.join(60)
    done.set()
    reader.join(60)

    stored = [(change.object_type, change.object_id) for change in Change.objects.order_by("seq")]
    assert len(stored) >= 41
    assert seen == stored


def _publish_some() -> None:
    try:
        for _ in range(10):
            make_claim()
    finally:
        connection.close()


def _follow(seen: list[tuple[str, int]], done: threading.Event) -> None:
    """Poll as a client does, once more after everything is done."""
    client, since, is_last = APIClient(), 0, False
    try:
        while True:
            page: list[dict[str, Any]] = results(client, "changes", since=since, page_size=3)
            seen += [(row["type"], row["id"]) for row in page]
            since = page[-1]["seq"] if page else since
            if is_last and not page:
                return
            is_last = done.is_set()
    finally:
        connection.close()
