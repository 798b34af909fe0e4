"""The page of corrections."""

import pytest

from claims.actions.verdict import retract_verdict
from claims.views import corrections
from tests.factories import make_claim, make_reviewer, make_verdict, rating

pytestmark = pytest.mark.django_db


def correct(claim, **fields):
    make_verdict(claim=claim)
    return make_verdict(claim=claim, change_kind="error_corrected", **fields)


def test_correction_says_what_it_was_and_what_it_is(read):
    correct(make_claim(short_statement="Bridge open"), change_note="A page was misread.", rating=rating("truth-mixed"))

    words = read("/corrections/")

    assert "1 January 2026 · error corrected Bridge open" in words
    assert "The rating was false , it is now mixed A page was misread." in words


def test_rating_that_stayed_is_said_to_have_stayed(read):
    correct(make_claim())

    assert "The rating stayed: false" in read("/corrections/")


def test_correction_leads_to_what_changed(client):
    second = correct(make_claim())

    assert f'href="{second.get_absolute_url()}#change-heading"' in client.get("/corrections/").content.decode()


def test_retraction_gives_its_reason(read):
    retract_verdict(verdict=make_verdict(), note="The log was forged.", by=make_reviewer())

    assert "retracted Bridge" in (words := read("/corrections/"))
    assert "The verdict was taken back: false The log was forged." in words


def test_page_without_corrections_says_so(read):
    make_verdict()

    assert "No verdict has been corrected or retracted so far." in read("/corrections/")


def test_pages_follow_each_other(client, read, monkeypatch):
    monkeypatch.setattr(corrections, "PAGE_SIZE", 1)
    for statement in ("Older claim.", "Newer claim."):
        correct(make_claim(short_statement=statement))

    first = client.get("/corrections/")
    second = read(f"/corrections/{first.context['page'].next}")

    assert "Newer claim." in first.content.decode()
    assert "Older claim." not in first.content.decode()
    assert "Older claim." in second
    assert "The newest corrections" in second


@pytest.mark.parametrize(
    "place", ["x", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z~2~1", "2026-13-01T00:00:00Z~0~1", "2026-01-01~0~1",
              "2026-01-01T00:00:00Z~0~99999999999999999999", "2026-01-01T00:00:00Z~0~-1"],
)  # fmt: skip
def test_address_that_names_no_place_is_refused(client, place):
    response = client.get("/corrections/", {"before": place})

    assert response.status_code == 400
    assert "Begin at its first page" in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_does_not_grow(client, django_assert_num_queries, count):
    for _ in range(count):
        correct(make_claim())
        retract_verdict(verdict=make_verdict(), note="Wrong.", by=make_reviewer())

    with django_assert_num_queries(4):
        client.get("/corrections/")
