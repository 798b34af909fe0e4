"""Before a claim is made: which claims are like it?"""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from claims.actions.lexemes import fold_lexemes
from claims.models import Claim
from tests.claims.admin.desk import errors, url
from tests.claims.admin.test_claim import typed
from tests.factories import make_claim, make_editor, make_reviewer, make_user, make_verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(client):
    """Return a draft on the bridge, beside another claim, both counted; an editor is signed in."""
    claim = make_claim(statement="The bridge over the Neva was open on 1 January 2026.", status="draft")
    make_claim(statement="The central bank of Norway sold its gold in 2004.")
    fold_lexemes()
    client.force_login(make_editor())
    return claim


def test_claim_like_a_known_one_is_shown_again_with_it_and_all_that_was_typed(client, known):
    response = client.post(url("claims_claim_add"), typed(note="Typed with care."))

    assert "Claims like this one are here already." in errors(response)
    assertContains(response, known.statement)
    assertContains(response, url("claims_claim_change", known.pk))
    assertContains(response, "Typed with care.")
    assertContains(response, '<input type="checkbox" name="anyway" id="id_anyway">')
    assertNotContains(response, "Norway")
    assert Claim.objects.count() == 2


def test_claim_is_made_once_the_editor_says_that_it_is_another(client, known):
    client.post(url("claims_claim_add"), typed(anyway="on"))

    assert Claim.objects.filter(statement=typed()["statement"]).count() == 1


def test_tick_survives_another_fault(client, known):
    response = client.post(url("claims_claim_add"), typed(anyway="on", language="English"))
    again = client.post(url("claims_claim_add"), typed(anyway="on", kind=""))

    assert "language" in response.context["adminform"].form.errors
    assertContains(again, '<input type="checkbox" name="anyway" id="id_anyway" checked>')


def test_opposite_is_marked_in_the_warning(client, known):
    response = client.post(url("claims_claim_add"), typed(statement=known.statement.replace("was", "was not")))

    assertContains(response, "<strong>says the opposite</strong>")


def test_claim_like_no_other_is_made_at_once(client, known):
    client.post(url("claims_claim_add"), typed(statement="Wolves returned to Saxony in 2003."))

    assert Claim.objects.filter(statement__startswith="Wolves").exists()


def test_popup_of_another_form_warns_too(client, known):
    response = client.post(f"{url('claims_claim_add')}?_popup=1", typed(_popup="1"))

    assert "Claims like this one are here already." in errors(response)


def test_change_of_a_claim_is_not_stopped(client, known):
    twin = make_claim(statement=known.statement)
    fold_lexemes()

    response = client.post(url("claims_claim_change", twin.pk), typed(twin, note="Changed."))

    assert response.status_code == 302


def like(client, statement, language="en"):
    """Return the claims that are suggested while ``statement`` is typed."""
    response = client.get(url("claims_claim_like"), {"statement": statement, "language": language})
    assert "no-store" in response["Cache-Control"]
    return response.json()["claims"]


def test_suggestions_name_drafts_and_verdicts(client, known):
    tunnel = make_verdict(claim=make_claim(statement="The tunnel under the Neva was open on 1 January 2026.")).claim
    fold_lexemes()

    found = like(client, "The Neva bridge was not open on 1 January 2026")

    assert [one["id"] for one in found] == [known.pk, tunnel.pk]
    assert [one["status"] for one in found] == ["draft", "public"]
    assert [one["verdict"] for one in found] == [None, "false"]
    assert found[0]["score"] == pytest.approx(1.0)
    assert found[0]["url"] == url("claims_claim_change", known.pk)


@pytest.mark.parametrize("statement", ["", "\0", "zzz", "x" * 5000, "' & | ! \\"])
def test_odd_text_suggests_nothing(client, known, statement):
    assert like(client, statement) == []
    assert like(client, statement, language="no language at all") == []


def test_suggestions_are_for_those_who_may_add_claims(client, known):
    client.force_login(make_user(username="guest"))
    assert client.get(url("claims_claim_like")).status_code == 403

    client.logout()
    assert client.get(url("claims_claim_like")).status_code == 302


@pytest.mark.parametrize("count", [1, 4])
def test_suggestions_ask_the_same_for_more_hits(client, known, django_assert_max_num_queries, count):
    for number in range(count):
        make_verdict(claim=make_claim(statement=f"The tunnel number {number} was closed.", by=make_reviewer()))
    fold_lexemes()

    with django_assert_max_num_queries(18):
        assert len(like(client, "The tunnel was closed")) == count
