"""Every list of the desk asks the database as often for fifty rows as for one."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.actions.inquiry import inquire
from claims.actions.translation import write_translation
from claims.models import Affiliation, ClaimMatch, ExternalReview, ImportFile, LabelMapping
from sources.models import Capture
from tests.factories import (
    NOON,
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_comment,
    make_derivation,
    make_editor,
    make_mark,
    make_outlet,
    make_passage,
    make_text,
    make_topic,
    make_verdict,
    rating,
)

pytestmark = pytest.mark.django_db

# How many queries each list takes, session and user included.
QUERIES = {
    "changes_change": 7,
    "claims_affiliation": 4,
    "claims_appearance": 6,
    "claims_attributionstep": 5,
    "claims_claim": 10,
    "claims_claimant": 5,
    "claims_claimmatch": 5,
    "claims_claimtopic": 4,
    "claims_evidence": 6,
    "claims_externalreview": 8,
    "claims_importfile": 5,
    "claims_inquiry": 6,
    "claims_labelmapping": 5,
    "claims_rating": 5,
    "claims_ratingscale": 4,
    "claims_sourcecount": 4,
    "claims_topic": 4,
    "claims_translation": 5,
    "claims_verdict": 7,
    "claims_verdictcomment": 6,
    "claims_verdictcontributor": 4,
    "claims_verdictevent": 6,
    "claims_verdictevidence": 4,
    "sources_article": 7,
    "sources_articleorigin": 4,
    "sources_articletext": 6,
    "sources_capture": 5,
    "sources_derivation": 5,
    "sources_mark": 4,
    "sources_outlet": 6,
    "sources_passage": 6,
}

# Seen by administrators alone, and tested beside what they do.
ADMINISTERED = {"changes_webhook", "rest_apitoken"}


def make_row_of_each(number):
    article = make_article()
    make_mark(text=article.current_text, exact="Nobody else was asked.", inserted_by=make_outlet())
    make_derivation(article=article, original=make_article())
    content = f"Page {number}".encode()
    Capture.objects.create(sha256=Capture.digest(content), media_type="text/plain", content=content, origin="page.txt")
    verdict = make_verdict(claim=make_claim(topics=[make_topic()], assignee=make_editor()))
    make_comment(verdict=verdict)
    claim, claimant = verdict.claim, make_claimant()
    make_appearance(claim=claim, claimant=claimant, steps=[(make_outlet(), "reports"), (make_claimant(), "says")])
    Affiliation.objects.create(claimant=claimant, title="mayor")
    ClaimMatch.objects.create(first=claim, second=make_claim(), method="editor")
    inquire(claim=claim, addressee=claimant, asked_at=NOON, by=make_editor())
    ExternalReview.objects.create(
        claim=claim, publisher=make_outlet(), url="https://example.org/review", label="Falsch", rating=rating()
    )
    LabelMapping.objects.create(publisher=make_outlet(), label="Falsch", rating=rating())
    ImportFile.objects.create(name="claims.csv", content=b"statement", created_by=make_editor())
    write_translation(
        claim=claim, language="ru", statement="Мост открыт.", summary="Да.", verdict=verdict,
        origin="person", by=make_editor(),
    )  # fmt: skip


def queries_of(client, name: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse(f"admin:{name}_changelist"))
    return len(captured)


def test_each_table_has_a_list():
    ours = {
        f"{model._meta.app_label}_{model._meta.model_name}"
        for model in admin.site._registry
        if model._meta.app_label in ("changes", "claims", "rest", "sources")
    }

    assert ours == set(QUERIES) | ADMINISTERED


@pytest.mark.parametrize("rows", [1, 3, pytest.param(50, marks=pytest.mark.slow)])
def test_lists_take_the_same_queries(client, rows):
    for number in range(rows):
        make_row_of_each(number)
    client.force_login(User.objects.create_superuser("root"))

    counts = {name: queries_of(client, name) for name in QUERIES}

    assert counts == QUERIES


@pytest.mark.parametrize("name", QUERIES)
def test_list_is_searched_and_filtered(client, name):
    make_row_of_each(0)
    client.force_login(User.objects.create_superuser("root"))

    found = client.get(reverse(f"admin:{name}_changelist")).context["cl"]
    searched = client.get(reverse(f"admin:{name}_changelist"), {"q": "no row holds these words"}).context["cl"]

    assert found.result_count >= 1
    assert found.has_filters
    assert searched.result_count == 0


def test_orphaned_passages_are_listed_by_their_filter(client):
    make_passage()
    orphan = make_passage()
    make_text(article=orphan.text.article, content="The bridge is open again.")
    client.force_login(make_editor())

    response = client.get(reverse("admin:sources_passage_changelist"), {"orphaned": "yes"})

    assert list(response.context["cl"].result_list) == [orphan]


def test_verdicts_that_wait_for_me_are_listed_by_their_filter(client):
    waiting = make_verdict(state="submitted")
    make_verdict(state="draft")
    make_verdict(state="submitted", by=make_editor("reviewer-too"))
    reviewer = make_editor("reviewer-too")
    client.force_login(reviewer)

    response = client.get(reverse("admin:claims_verdict_changelist"), {"review": "mine"})

    assert list(response.context["cl"].result_list) == [waiting]
