"""The review page asks as often for fifty rows as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.claims.admin.desk import url
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_comment,
    make_evidence,
    make_mark,
    make_outlet,
    make_passage,
    make_reviewer,
    make_verdict,
)

pytestmark = pytest.mark.django_db


def crowded(rows):
    """Return a submitted second version of a claim with so many rows of everything that the page shows."""
    claim = make_claim()
    make_appearance(claim=claim)
    make_verdict(claim=claim)
    for _ in range(rows):
        article = make_article()
        passage = make_passage(article=article)
        make_mark(text=passage.text, exact="bridge", kind="caption", inserted_by=None)
        make_appearance(claim=claim, passage=passage, status="draft", steps=[(make_outlet(), "reports")])
        make_evidence(claim=claim, article=article, passage=passage, status="draft")
    cited = [make_evidence(claim=claim, status="draft") for _ in range(rows)]
    verdict = make_verdict(claim=claim, evidence=cited, state="submitted")
    for _ in range(rows):
        make_comment(verdict=verdict)
        make_comment(verdict=verdict, field="title")
    return verdict


def test_page_asks_as_often_for_many_rows_as_for_one(client):
    few, many = crowded(1), crowded(10)
    client.force_login(make_reviewer())
    client.get(url("claims_verdict_review", few.pk))

    counts = []
    for verdict in (few, many):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(url("claims_verdict_review", verdict.pk))
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert counts[0] < 60
