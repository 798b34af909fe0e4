"""`fields` leaves out of an answer what the client does not want."""

import pytest
from rest_framework.test import APIClient

from tests.claims.api.asking import flat, results
from tests.claims.api.cast import Story


def test_rows_of_a_list_have_the_members_that_are_wanted(api: APIClient, story: Story) -> None:
    rows = results(api, "claims", fields="id,verdict(title,rating/code),topics/label")

    assert rows == [
        {
            "id": story.claim.pk,
            "topics": [{"label": "Bridges 1"}],
            "verdict": {"title": "Second", "rating": {"code": "rated-false"}},
        }
    ]


def test_pages_still_lead_to_each_other(api: APIClient, story: Story) -> None:
    page = api.get("/api/v1/articles/?fields=id&page_size=1").json()

    assert [list(row) for row in page["results"]] == [["id"]]
    assert "fields=id" in page["next"]


def test_details_have_the_members_that_are_wanted(api: APIClient, story: Story) -> None:
    answer = api.get(f"/api/v1/claims/{story.claim.pk}/?fields=statement,versions/version").json()

    assert answer == {"statement": "The bridge was open.", "versions": [{"version": 1}, {"version": 2}]}


def test_all_members_may_be_asked_for(api: APIClient, story: Story) -> None:
    assert results(api, "topics", fields="*") == results(api, "topics")


def test_flat_rows_have_the_columns_that_are_wanted_in_their_own_order(api: APIClient, story: Story) -> None:
    assert flat(api, "claims", fields="statement,id") == [
        {"id": str(story.claim.pk), "statement": "The bridge was open."}
    ]


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("claims/?fields=id,author", "There is no 'author' here. Known are: id, external_id, url,"),
        ("claims/?fields=id((", "Write the names of members"),
        ("claims/?fields=verdict(title)&format=csv", "There is no 'verdict' here. Known are: id, external_id,"),
        ("claims/?fields=id/x&format=jsonl", "There are no members in 'id': name it alone."),
        ("claims/?fields=id/x", "There are no members in 'id': name it alone."),
        ("claims/?fields=verdict(title,author)", "There is no 'author' in 'verdict'. Known are: id, external_id,"),
        ("claims/?fields=verdict/rating(labels)", "There is no 'labels' in 'rating'. Known are: id, url, scale,"),
        ("claims/?fields=topics/name", "There is no 'name' in 'topics'. Known are: id, url, label."),
        ("appearances/?fields=passage(marks/author)", "There is no 'author' in 'marks'. Known are: kind, start,"),
        ("claims/?fields=source_counts/asserts", "There is no 'asserts' in 'source_counts'. Known are: stance,"),
    ],
)
def test_member_that_there_is_not_is_refused(api: APIClient, story: Story, address: str, message: str) -> None:
    response = api.get(f"/api/v1/{address}")

    assert response.status_code == 400
    assert response.json()["error"]["fields"]["fields"][0].startswith(message)


def test_members_of_lists_and_methods_may_be_asked_for(api: APIClient, story: Story) -> None:
    fields = "source_counts/stance,appearances(passage/marks/kind,claimant/label),verdict(evidence/label),versions(*)"

    answer = api.get(f"/api/v1/claims/{story.claim.pk}/?fields={fields}").json()

    assert answer["appearances"][0] == {
        "claimant": {"label": "Ada Minister"},
        "passage": {"marks": [{"kind": "insertion"}]},
    }
    assert list(answer["verdict"]["evidence"][0]) == ["label"]
    assert len(answer["versions"][0]) > len(answer["verdict"])


def test_details_know_more_members_than_lists(api: APIClient, story: Story) -> None:
    assert api.get("/api/v1/claims/?fields=versions").status_code == 400
    assert api.get(f"/api/v1/claims/{story.claim.pk}/?fields=versions").status_code == 200
