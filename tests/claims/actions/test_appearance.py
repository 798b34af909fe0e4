"""Record who says a claim where; approve, take back, withdraw."""

import pytest

from claims.actions.appearance import (
    approve_appearance,
    record_appearance,
    reopen_appearance,
    revise_appearance,
    withdraw_appearance,
)
from claims.models import Appearance
from tests.factories import (
    NOON,
    make_appearance,
    make_claim,
    make_claimant,
    make_editor,
    make_outlet,
    make_passage,
    make_reviewer,
    make_verdict,
)
from tests.rules import refused

pytestmark = pytest.mark.django_db


def record(**fields):
    return record_appearance(
        **{"claim": make_claim(), "passage": make_passage(), "claimant": make_claimant(), "stance": "asserts",
           "manner": "quoted", "by": make_editor(), "now": NOON, **fields}
    )  # fmt: skip


def test_chain_of_speakers_is_kept_in_order():
    outlet, column = make_outlet(), make_claimant()

    appearance = record(steps=[(outlet, "re-translates"), (column, "reports")], said="2018-06/2018-07")

    steps = [(step.position, step.speaker, step.verb) for step in appearance.steps.all()]
    assert steps == [(1, outlet, "re-translates"), (2, column, "reports")]
    assert (appearance.status, appearance.created_at) == ("draft", NOON)


def test_refused_step_leaves_no_appearance_behind():
    claimant = make_claimant()

    with refused("step_not_final_speaker"):
        record(claimant=claimant, steps=[(make_outlet(), "reports"), (claimant, "says")])

    assert not Appearance.objects.exists()


def test_draft_is_revised_with_its_chain():
    appearance = record(steps=[(make_outlet(), "reports")])
    relay = make_claimant()

    revised = revise_appearance(appearance=appearance, stance="denies", steps=[(relay, "says")], by=make_editor())

    assert revised.stance == "denies"
    assert [step.speaker for step in revised.steps.all()] == [relay]


def test_approved_appearance_is_reopened_revised_and_approved_again():
    appearance = make_appearance()

    with refused("appearance_public_frozen"):
        revise_appearance(appearance=appearance, stance="denies", by=make_editor())
    appearance.refresh_from_db()
    appearance = reopen_appearance(appearance=appearance, by=make_editor())
    appearance = revise_appearance(appearance=appearance, stance="denies", by=make_editor())
    appearance = approve_appearance(appearance=appearance, by=make_reviewer())

    assert (appearance.stance, appearance.status) == ("denies", "public")


def test_lead_of_a_standing_verdict_is_not_withdrawn_or_reopened():
    appearance = make_appearance()
    make_verdict(claim=appearance.claim)

    with refused("appearance_cited_frozen"):
        withdraw_appearance(appearance=appearance, by=make_editor())
    with refused("appearance_cited_frozen"):
        reopen_appearance(appearance=Appearance.objects.get(), by=make_editor())


def test_withdrawn_appearance_is_not_approved_again():
    appearance = make_appearance(status="withdrawn")

    with refused("appearance_stays_withdrawn"):
        approve_appearance(appearance=appearance, by=make_reviewer("other"))
