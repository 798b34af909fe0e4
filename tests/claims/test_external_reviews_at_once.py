"""A review comes in while its claim is published: real connections, real commits."""

import threading

import pytest
from django.db import connection

from changes.models import Change
from claims.actions.claim import publish_claim
from claims.models import Claim, ExternalReview
from tests.committed import another_connection, committed_database, wait_until_held_up  # noqa: F401  # a fixture
from tests.factories import make_claim, make_external_review, make_outlet, make_reviewer

pytestmark = pytest.mark.usefixtures("committed_database")

INSERT = (
    "INSERT INTO claims_externalreview (external_id, created_at, claim_id, publisher_id, url, title, label, language,"
    " claimant_name, said) VALUES ('late', now(), %s, %s, 'https://checks.example/1', '', 'False', '', '', '')"
)


def told():
    """Return what the log says of reviews."""
    return list(Change.objects.filter(object_type="external_review").order_by("seq").values_list("kind", flat=True))


def in_a_thread(deed):
    """Run a deed on a connection of its own, as far as it comes."""

    def run():
        try:
            deed()
        finally:
            connection.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    wait_until_held_up(1)
    return thread


def test_whoever_publishes_waits_for_a_review_that_comes_in():
    claim, outlet, reviewer = make_claim(status="draft"), make_outlet(), make_reviewer()

    with another_connection() as other:
        other.execute(INSERT, [claim.pk, outlet.pk])
        publishing = in_a_thread(lambda: publish_claim(claim=claim, by=reviewer))
        other.commit()
        publishing.join()

    assert [review.external_id for review in ExternalReview.objects.public()] == ["late"]
    assert told() == ["created"]


def test_review_waits_for_whoever_publishes():
    claim, outlet = make_claim(status="draft"), make_outlet()

    with another_connection() as other:
        other.execute("UPDATE claims_claim SET status = 'public' WHERE id = %s", [claim.pk])
        coming = in_a_thread(lambda: make_external_review(claim=Claim.objects.get(), publisher=outlet))
        other.commit()
        coming.join()

    assert ExternalReview.objects.public().count() == 1
    assert told() == ["created"]
