"""Editors search claims and appearances as readers do, with the drafts."""

import pytest
from django.urls import reverse

from tests.factories import make_appearance, make_article, make_claim, make_claimant, make_editor, make_passage

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(make_editor())
    return client


def listed(desk, model, words):
    """Return the ids of the rows of a searched list."""
    response = desk.get(reverse(f"admin:claims_{model}_changelist"), {"q": words})
    assert response.status_code == 200
    return {row.pk for row in response.context["cl"].result_list}


@pytest.mark.parametrize("words", ["opened bridges", '"bridge is open"', "bridge -tower", "brid*"])
def test_claims_are_searched_in_the_language_of_the_box(desk, words):
    draft = make_claim(statement="The bridge is open.", status="draft")
    make_claim(statement="The tower beside the open road.")

    assert listed(desk, "claim", words) == {draft.pk}


@pytest.mark.parametrize("words", ['"', "the", "&|!", "\\", "-", "x" * 5_000])
def test_search_that_says_nothing_finds_nothing(desk, words):
    make_claim(statement="The bridge is open.")

    assert listed(desk, "claim", words) == set()


def test_empty_search_lists_all(desk):
    claim = make_claim()

    assert listed(desk, "claim", "  ") == {claim.pk}


@pytest.mark.parametrize("words", ["opened bridge", "lovel", "nobody else knows"])
def test_appearances_are_searched_by_claim_claimant_and_quote(desk, words):
    article = make_article(content="They said what nobody else knows. So it is.")
    wanted = make_appearance(
        claim=make_claim(statement="The bridge was opened."),
        claimant=make_claimant(name="Ada Lovelace"),
        passage=make_passage(article=article, exact="what nobody else knows"),
        status="draft",
    )
    make_appearance(claim=make_claim(statement="A tower."), claimant=make_claimant(name="Bob"), status="draft")

    assert listed(desk, "appearance", words) == {wanted.pk}


def test_completion_finds_a_word_that_is_only_begun(desk):
    claim = make_claim(statement="Vaccination is safe.", status="draft")
    query = {"app_label": "claims", "model_name": "appearance", "field_name": "claim", "term": "is vacci"}

    answer = desk.get(reverse("admin:autocomplete"), query).json()

    assert [row["id"] for row in answer["results"]] == [str(claim.pk)]
