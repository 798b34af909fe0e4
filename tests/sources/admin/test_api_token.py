"""API tokens at the desk: given, shown once, revoked."""

import datetime

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from rest.models import ApiToken
from rest.models.api_token import digest_of
from sources.actions.api_token import issue_token, revoke_token
from sources.rules import Refusal
from tests.factories import make_administrator, make_editor, make_reviewer
from tests.rest.tokens import make_token

pytestmark = pytest.mark.django_db

LIST = "/admin/rest/apitoken/"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def desk(client):
    client.force_login(make_administrator(), backend=BACKEND)
    return client


def form(**fields):
    day = timezone.now().date() + datetime.timedelta(days=30)
    return {
        "name": "The mirror", "contact": "mirror@example.org", "requests_per_minute": "9000", "texts_per_minute": "90",
        "expires_on": str(day), **fields,
    }  # fmt: skip


def shown_token(html):
    """Return the token that a page shows."""
    return html.partition("claimtrack_")[1] + html.partition("claimtrack_")[2].split()[0]


def test_new_token_is_shown_once_and_works(desk):
    shown = desk.post(f"{LIST}add/", form(), follow=True).content.decode()

    text, token = shown_token(shown), ApiToken.objects.get()
    answer = APIClient().get("/api/v1/topics/", HTTP_AUTHORIZATION=f"Bearer {text}")
    assert token.digest == digest_of(text)
    assert (answer.status_code, answer["RateLimit-Limit"]) == (200, "9000")
    assert text not in desk.get(LIST).content.decode()
    assert text not in desk.get(f"{LIST}{token.pk}/change/").content.decode()


def test_second_click_gives_no_second_token(desk):
    desk.post(f"{LIST}add/", form())

    again = desk.post(f"{LIST}add/", form())

    assert "errorlist" in again.content.decode()
    assert ApiToken.objects.count() == 1


def test_changing_a_token_leaves_its_text_as_it_is(desk):
    token, _text = make_token()

    desk.post(f"{LIST}{token.pk}/change/", form(name="Зеркало " + "х" * 80))

    changed = ApiToken.objects.get()
    assert (changed.digest, changed.requests_per_minute) == (token.digest, 9000)


@pytest.mark.parametrize("days", [-1, 5000])
def test_token_without_an_end_is_refused(desk, days):
    day = timezone.now().date() + datetime.timedelta(days=days)

    response = desk.post(f"{LIST}add/", form(expires_on=str(day)))

    assert "errorlist" in response.content.decode()
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("fault", [{"contact": ""}, {"name": ""}, {"requests_per_minute": "0"}, {"expires_on": ""}])
def test_wrong_input_is_refused_on_the_page(desk, fault):
    response = desk.post(f"{LIST}add/", form(**fault))

    assert "errorlist" in response.content.decode()
    assert not ApiToken.objects.exists()


def test_revoked_token_is_refused_from_then_on(desk):
    token, text = make_token()

    page = desk.post(f"{LIST}{token.pk}/revoke/", follow=True).content.decode()

    assert "from now on" in page
    assert "Revoke for ever" not in page
    assert APIClient().get("/api/v1/topics/", HTTP_AUTHORIZATION=f"Bearer {text}").status_code == 401


def test_revoking_twice_keeps_the_first_time(desk):
    token, _text = make_token()
    desk.post(f"{LIST}{token.pk}/revoke/")
    first = ApiToken.objects.get().revoked_at

    desk.post(f"{LIST}{token.pk}/revoke/")

    assert ApiToken.objects.get().revoked_at == first


def test_revoking_wants_a_click(desk):
    token, _text = make_token()

    assert desk.get(f"{LIST}{token.pk}/revoke/").status_code == 405
    assert ApiToken.objects.get().revoked_at is None


def test_history_tells_who_gave_and_revoked_it(desk):
    desk.post(f"{LIST}add/", form())
    token = ApiToken.objects.get()
    desk.post(f"{LIST}{token.pk}/revoke/")

    history = desk.get(f"{LIST}{token.pk}/history/").content.decode()

    assert history.count("administrator") >= 2
    assert token.digest not in history


@pytest.mark.parametrize("make_user", [make_editor, make_reviewer])
def test_only_administrators_see_and_give_tokens(client, make_user):
    token, _text = make_token()
    user = make_user()
    client.force_login(user, backend=BACKEND)

    answers = [client.get(LIST), client.get(f"{LIST}add/"), client.post(f"{LIST}{token.pk}/revoke/")]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    with pytest.raises(Refusal):
        issue_token(token=ApiToken(name="x", contact="y"), by=user)
    with pytest.raises(Refusal):
        revoke_token(token=token, by=user)


def test_nobody_deletes_a_token(desk):
    token, _text = make_token()

    assert desk.get(f"{LIST}{token.pk}/delete/").status_code == 403


def test_list_takes_the_same_queries_for_three_as_for_one(desk, django_assert_num_queries):
    make_token()
    desk.get(LIST)
    for number in (1, 2):
        make_token(name=f"Mirror {number}")
        with django_assert_num_queries(6):
            desk.get(LIST)
