"""Evidence at the desk."""

import pytest

from claims.models import Evidence
from tests.claims.admin.desk import do, errors, told, url
from tests.factories import (
    make_article,
    make_claim,
    make_editor,
    make_evidence,
    make_passage,
    make_reviewer,
    make_verdict,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make_editor()
    client.force_login(user)
    return user


def test_evidence_is_cited_by_a_pasted_quote(client, editor):
    claim, article = make_claim(), make_article()

    client.post(
        url("claims_evidence_add"),
        {"claim": claim.pk, "article": article.pk, "quote": "Nobody else was asked", "stance": "contradicts"},
    )

    evidence = Evidence.objects.get()
    assert (evidence.passage.exact, evidence.stance, evidence.created_by) == (
        "Nobody else was asked", "contradicts", editor,
    )  # fmt: skip


def test_evidence_takes_its_article_from_a_chosen_passage(client, editor):
    passage = make_passage()

    client.post(url("claims_evidence_add"), {"claim": make_claim().pk, "passage": passage.pk, "stance": "supports"})

    assert Evidence.objects.get().article == passage.text.article


def test_document_is_cited_by_a_locator_without_a_text(client, editor):
    article = make_article(content=None)

    client.post(
        url("claims_evidence_add"),
        {"claim": make_claim().pk, "article": article.pk, "locator": "table 3", "stance": "supports"},
    )

    assert Evidence.objects.get().locator == "table 3"


def test_quote_and_locator_together_are_refused(client, editor):
    response = client.post(
        url("claims_evidence_add"),
        {
            "claim": make_claim().pk, "article": make_article().pk, "quote": "the bridge is open",
            "locator": "page 3", "stance": "supports",
        },
    )  # fmt: skip

    assert "a passage or a locator, not both" in errors(response)
    assert not Evidence.objects.exists()


def test_evidence_of_nothing_is_refused(client, editor):
    response = client.post(url("claims_evidence_add"), {"claim": make_claim().pk, "stance": "supports"})

    assert "which article or document" in errors(response)


def test_evidence_that_a_verdict_relies_on_is_not_taken_back(client):
    verdict = make_verdict(state="submitted")
    evidence = verdict.evidence.get()
    client.force_login(make_reviewer())

    do(client, evidence, "withdraw")
    do(client, evidence, "reopen")

    evidence.refresh_from_db()
    assert evidence.status == "public"


def test_approved_evidence_goes_back_to_draft_and_is_edited_there(client, editor):
    evidence = make_evidence()

    response = do(client, evidence, "reopen")

    evidence.refresh_from_db()
    assert evidence.status == "draft"
    assert told(response) == ["It is a draft again and must be approved anew."]
    assert response.context["has_change_permission"]
