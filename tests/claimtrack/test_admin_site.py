"""The desk's front page and its door."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories import make_appearance, make_claim, make_editor, make_evidence, make_reviewer, make_verdict

pytestmark = pytest.mark.django_db


def waiting(client) -> dict[str, int]:
    page = client.get(reverse("admin:index"))
    return {str(pile.label): pile.count for pile in page.context["waiting"]}


def sign_in(client, password: str):
    return client.post(reverse("admin:login"), {"username": "editor", "password": password})


def test_reviewer_is_shown_what_waits_for_them(client):
    make_verdict(state="submitted", evidence=[make_evidence(claim=(claim := make_claim()))], claim=claim)
    make_appearance(status="draft")
    make_appearance(status="draft", by=make_reviewer())
    client.force_login(make_reviewer())

    assert waiting(client) == {"verdicts to review": 1, "appearances to approve": 1}


def test_editor_is_shown_their_own_work(client):
    make_claim(assignee=make_editor())
    make_verdict(state="draft")
    client.force_login(make_editor())

    assert waiting(client) == {"verdicts that I am drafting": 1, "claims given to me": 1}


def test_each_pile_leads_to_a_list_of_that_many_rows(client):
    make_verdict(state="submitted")
    make_verdict(state="approved")
    make_appearance(status="draft")
    make_claim(assignee=make_reviewer())
    client.force_login(make_reviewer())
    piles = client.get(reverse("admin:index")).context["waiting"]

    listed = {str(pile.label): client.get(pile.url).context["cl"].result_count for pile in piles}

    assert listed == {str(pile.label): pile.count for pile in piles}
    assert len(listed) == 4


def test_tables_are_grouped_by_the_work(client):
    client.force_login(make_editor())

    groups = client.get(reverse("admin:index")).context["app_list"]

    assert [str(group["name"]) for group in groups] == [
        "Claims", "Sources", "Names and scales", "Kept by the program",
    ]  # fmt: skip
    assert groups[0]["models"][0]["object_name"] == "Claim"


def test_wrong_password_is_told(client):
    User.objects.create_user("editor", password="right", is_staff=True)

    response = sign_in(client, "wrong")

    assertContains(response, "Please enter the correct username and password")


def test_many_wrong_passwords_close_the_door_with_a_clear_page(client, settings):
    settings.AXES_FAILURE_LIMIT = 3
    User.objects.create_user("editor", password="right", is_staff=True)

    for _attempt in range(3):
        closed = sign_in(client, "wrong")
    with_the_right_one = sign_in(client, "right")

    assertContains(closed, "Too many attempts to sign in", status_code=429)
    assertContains(with_the_right_one, "Wait a quarter of an hour", status_code=429)


def test_desk_is_served_under_a_policy_without_inline_code(client):
    client.force_login(make_editor())

    response = client.get(reverse("admin:claims_claim_add"))

    policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assertNotContains(response, "style=")
    assertNotContains(response, "onclick")
