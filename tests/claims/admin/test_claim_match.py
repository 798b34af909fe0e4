"""Pairs of similar claims at the desk."""

import pytest

from claims.models import ClaimMatch
from tests.claims.admin.desk import do, url
from tests.factories import make_claim, make_editor

pytestmark = pytest.mark.django_db


def test_pair_is_recorded_whichever_claim_is_named_first(client):
    older, newer = make_claim(), make_claim()
    client.force_login(make_editor())

    client.post(url("claims_claimmatch_add"), {"first": newer.pk, "second": older.pk, "method": "editor"})

    match = ClaimMatch.objects.get()
    assert (match.first, match.second, match.decision) == (older, newer, "undecided")


def test_decision_is_recorded_with_the_name(client):
    match = ClaimMatch.objects.create(first=make_claim(), second=make_claim(), method="editor")
    client.force_login(make_editor())

    do(client, match, "decide", decision="opposite")

    match.refresh_from_db()
    assert (match.decision, match.decided_by) == ("opposite", make_editor())
