"""What changed between two versions of a verdict."""

import datetime

import pytest

from claims.actions.claim import revise_claim
from claims.differences import Kind
from claims.models import Appearance, Evidence
from claims.presentation.version_difference import version_difference
from tests.factories import make_appearance, make_article, make_claim, make_editor, make_evidence, make_verdict, rating

pytestmark = pytest.mark.django_db


def compared(before, after):
    """Return the difference as the desk sees it."""
    return version_difference(before, after, evidence=Evidence.objects.all(), appearances=Appearance.objects.all())


def changes(difference, name):
    """Return what went and what came in a field."""
    field = next(field for field in difference.fields if field.name == name)
    return [piece.text for piece in field.pieces if piece.kind != Kind.SAME]


def test_difference_names_each_field_that_changed():
    first = make_verdict(summary="It was closed that day.")
    second = make_verdict(
        claim=first.claim, evidence=list(first.evidence.all()), rating=rating("truth-mostly-false"),
        summary="It was closed that night.", review_by=datetime.date(2026, 2, 3),
    )  # fmt: skip

    difference = compared(first, second)

    assert [field.name for field in difference.fields] == ["rating", "summary", "review_by"]
    assert [field.label for field in difference.fields] == ["Rating", "Summary", "Review by"]
    assert changes(difference, "summary") == ["day", "night"]
    assert changes(difference, "review_by") == ["3 February 2026"]
    assert (difference.evidence_added, difference.evidence_removed) == ([], [])


def test_difference_names_evidence_added_and_no_longer_relied_on():
    first = make_verdict()
    added = make_evidence(claim=first.claim)
    second = make_verdict(claim=first.claim, evidence=[added])

    difference = compared(first, second)

    assert [shown.row for shown in difference.evidence_added] == [added]
    assert [shown.row for shown in difference.evidence_removed] == list(first.evidence.all())


def test_difference_of_equal_versions_is_empty():
    first = make_verdict()

    assert compared(first, make_verdict(claim=first.claim, evidence=first.evidence.all())).is_empty


def test_difference_of_a_draft_takes_the_wording_and_the_lead_that_its_submission_would_keep():
    first = make_verdict()
    draft = make_verdict(claim=first.claim, evidence=first.evidence.all(), state="draft")
    appearance = make_appearance(claim=first.claim)
    draft.claim = revise_claim(claim=first.claim, statement="The bridge was shut.", by=make_editor())

    difference = compared(first, draft)

    assert [field.name for field in difference.fields] == ["statement", "lead_appearance"]
    assert appearance.claimant.name in changes(difference, "lead_appearance")[0]


def test_difference_for_readers_names_nothing_that_is_not_public_any_more():
    claim = make_claim()
    withdrawn = make_evidence(claim=claim, article=make_article(title="Secret memorandum"))
    first = make_verdict(claim=claim, evidence=[make_evidence(claim=claim), withdrawn])
    second = make_verdict(claim=claim, evidence=[make_evidence(claim=claim)])
    withdrawn.refresh_from_db()
    withdrawn.withdraw()

    public = version_difference(
        first, second, evidence=Evidence.objects.public(), appearances=Appearance.objects.public()
    )

    assert withdrawn in [shown.row for shown in compared(first, second).evidence_removed]
    assert withdrawn not in [shown.row for shown in public.evidence_removed]
    assert len(public.evidence_removed) == 1
