"""How the lists of the desk are narrowed."""

import datetime

import pytest
from django.urls import reverse

from sources.actions.reading import finish_reading
from tests.factories import NOON, make_article, make_claim, make_editor, make_evidence, make_reviewer, make_verdict

pytestmark = pytest.mark.django_db


def listed(client, table, **query):
    client.force_login(make_editor())
    return list(client.get(reverse(f"admin:{table}_changelist"), query).context["cl"].result_list)


def test_claims_that_are_due_are_listed_with_every_reason(client):
    claim = make_verdict(now=NOON, review_by=NOON.date()).claim
    make_evidence(claim=claim, now=NOON + datetime.timedelta(days=1))
    make_claim()
    client.force_login(make_editor())

    page = client.get(reverse("admin:claims_claim_changelist"), {"recheck": "any"})

    assert list(page.context["cl"].result_list) == [claim]
    assert "its review-by day has come; there is newer evidence than the verdict" in page.content.decode()


@pytest.mark.parametrize(("reason", "number"), [("review_by", 1), ("inquiry_overdue", 0), ("no-such-reason", 2)])
def test_claims_are_listed_by_the_reason(client, reason, number):
    make_verdict(now=NOON, review_by=NOON.date())
    make_claim()

    assert len(listed(client, "claims_claim", recheck=reason)) == number


def test_claims_are_listed_by_whose_work_they_are(client):
    mine, theirs = make_claim(assignee=make_editor()), make_claim(assignee=make_reviewer())
    nobodys = make_claim()
    make_claim(assignee=make_editor(), status="withdrawn")

    assert listed(client, "claims_claim", assigned="me") == [mine]
    assert listed(client, "claims_claim", assigned="nobody") == [nobodys]
    assert listed(client, "claims_claim", assigned=str(make_reviewer().pk)) == [theirs]


def test_articles_are_listed_by_how_far_their_annotation_is(client):
    done, still_open = make_article(), make_article()
    finish_reading(article=done, by=make_editor())

    assert listed(client, "sources_article", annotation="done") == [done]
    assert listed(client, "sources_article", annotation="open") == [still_open]
    assert listed(client, "sources_article", annotation="begun") == []
