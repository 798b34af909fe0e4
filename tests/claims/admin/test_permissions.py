"""Who may see and do what at the desk: outsider, editor, reviewer, administrator."""

import pytest
from django.contrib.auth.models import User
from pytest_django.asserts import assertContains, assertRedirects

from tests.claims.admin.desk import url
from tests.claims.admin.test_changelists import QUERIES
from tests.factories import make_administrator, make_claim, make_editor, make_reviewer

pytestmark = pytest.mark.django_db

WRITTEN = {
    "sources_outlet", "sources_article", "sources_articletext", "sources_capture", "sources_mark", "sources_derivation",
    "sources_passage",
    "claims_affiliation", "claims_appearance", "claims_claim", "claims_claimant", "claims_claimmatch",
    "claims_evidence", "claims_externalreview", "claims_importfile", "claims_inquiry", "claims_labelmapping",
    "claims_topic", "claims_translation", "claims_verdict",
}  # fmt: skip
SCALES = {"claims_rating", "claims_ratingscale"}


def statuses(client, page: str, names: set[str]) -> dict[str, int]:
    return {name: client.get(url(f"{name}_{page}")).status_code for name in names}


@pytest.mark.parametrize("make_user", [make_editor, make_reviewer, make_administrator])
def test_everybody_at_the_desk_reads_every_list(client, make_user):
    client.force_login(make_user())

    seen = statuses(client, "changelist", set(QUERIES))

    assert seen == dict.fromkeys(QUERIES, 200)


@pytest.mark.parametrize("make_user", [make_editor, make_reviewer])
def test_editors_and_reviewers_add_to_the_editorial_tables_alone(client, make_user):
    client.force_login(make_user())

    seen = statuses(client, "add", set(QUERIES))

    assert {name for name, status in seen.items() if status == 200} == WRITTEN
    assert set(seen.values()) == {200, 403}


def test_administrator_adds_to_the_scales_as_well(client):
    client.force_login(make_administrator())

    seen = statuses(client, "add", set(QUERIES))

    assert {name for name, status in seen.items() if status == 200} == WRITTEN | SCALES


@pytest.mark.parametrize(("make_user", "status"), [(make_editor, 403), (make_reviewer, 403), (make_administrator, 200)])
@pytest.mark.parametrize("table", ["auth_user", "auth_group"])
def test_only_administrators_see_users_and_groups(client, make_user, status, table):
    client.force_login(make_user())

    response = client.get(url(f"{table}_changelist"))

    assert response.status_code == status


@pytest.mark.parametrize("name", [*QUERIES, "auth_user"])
def test_visitor_is_asked_to_sign_in(client, name):
    address = url(f"{name}_changelist")

    response = client.get(address)

    assertRedirects(response, f"{url('login')}?next={address}", fetch_redirect_response=False)


def test_account_that_is_not_of_the_desk_is_told_so(client):
    client.force_login(User.objects.create_user("outsider"))

    response = client.get(url("claims_claim_changelist"), follow=True)

    assertContains(response, "not authorized to access this page")


def test_form_of_a_signed_out_editor_is_not_saved(client):
    claim = make_claim()

    response = client.post(url("claims_claim_change", claim.pk), {"statement": "Changed."})

    assertContains(response, "id_password", status_code=403)
    claim.refresh_from_db()
    assert claim.statement != "Changed."
