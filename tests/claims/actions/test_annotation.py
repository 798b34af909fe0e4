"""Annotating a selection, and taking it back."""

import pytest

from claims.actions.annotation import NewClaim, NewClaimant, Selection, annotate_appearance, annotate_evidence
from claims.actions.appearance import approve_appearance, revise_appearance
from claims.actions.undo import remembered, undo_annotation
from claims.enums import ClaimantKind, ClaimKind, EvidenceStance, Manner, Stance
from claims.models import Appearance, Claim, Claimant, Evidence
from sources.models import Passage
from tests.factories import (
    make_article,
    make_claim,
    make_claimant,
    make_editor,
    make_evidence,
    make_mark,
    make_outlet,
    make_reviewer,
    make_text,
)
from tests.rules import refused

pytestmark = pytest.mark.django_db

EXACT = "the bridge is open"
WORDED = NewClaim("The Neva bridge was open on 1 January 2026.", "The Neva bridge was open", ClaimKind.FACT, "en")


@pytest.fixture
def text():
    return make_article().current_text


def select(text, exact=EXACT):
    return Selection(text, exact, text.content.index(exact))


def annotate(text, **fields):
    wanted = {
        "selection": select(text), "claim": WORDED, "claimant": NewClaimant("Anna Petrova", ClaimantKind.PERSON),
        "stance": Stance.ASSERTS, "manner": Manner.REPORTED, "by": make_editor(),
    }  # fmt: skip
    return annotate_appearance(**{**wanted, **fields})


def test_claim_and_claimant_are_made_with_the_appearance(text):
    annotated = annotate(text)

    appearance = Appearance.objects.get(pk=annotated.row.pk)
    assert (appearance.passage.exact, appearance.passage.start) == (EXACT, 23)
    assert (appearance.claim.statement, appearance.claim.status) == (WORDED.statement, "draft")
    assert (appearance.claimant.name, appearance.claimant.created_by) == ("Anna Petrova", make_editor())


def test_nothing_is_left_of_an_annotation_that_is_refused(text):
    with refused("data"):
        annotate(text, occasion="x" * 1000)

    assert (Claim.objects.count(), Claimant.objects.count(), Passage.objects.count()) == (0, 0, 0)


def test_anonymous_source_belongs_to_the_article(text):
    annotated = annotate(text, claimant=NewClaimant("a former official", ClaimantKind.ANONYMOUS_SOURCE))

    assert annotated.row.claimant.article == text.article


def test_outlet_speaks_as_its_own_claimant_made_once(text):
    outlet = make_outlet(name="InoSMI")

    first = annotate(text, claimant=outlet).row
    second = annotate(text, claimant=outlet).row

    assert first.claimant == second.claimant
    assert (first.claimant.kind, first.claimant.outlet) == ("outlet", outlet)


def test_inserted_words_are_their_outlets_alone(text):
    make_mark(text=text, exact=EXACT, inserted_by=make_outlet())

    with refused("appearance_claimant_of_mark"):
        annotate(text)


@pytest.mark.parametrize("start", [0, 22, 24, -1, 10_000])
def test_words_that_stand_elsewhere_are_refused(text, start):
    with refused("passage_anchored"):
        annotate(text, selection=Selection(text, EXACT, start))


def test_older_text_is_refused(text):
    make_text(article=text.article, content=text.content)

    with refused("text_superseded"):
        annotate(text, selection=Selection(type(text).objects.get(pk=text.pk), EXACT, 23))


def test_undo_removes_all_that_was_made(text):
    annotated = annotate(text)

    undo_annotation(made=remembered(annotated.made), by=make_editor())

    counts = [model.objects.count() for model in (Appearance, Claim, Claimant, Passage)]
    assert counts == [0, 0, 0, 0]


def test_undo_leaves_what_was_there_before(text):
    claim, claimant = make_claim(), make_claimant()
    annotated = annotate(text, claim=claim, claimant=claimant)

    undo_annotation(made=remembered(annotated.made), by=make_editor())

    assert (list(Claim.objects.all()), list(Claimant.objects.all())) == ([claim], [claimant])


def test_undo_of_evidence(text):
    annotated = annotate_evidence(
        selection=select(text), claim=make_claim(), stance=EvidenceStance.SUPPORTS, by=make_editor()
    )

    undo_annotation(made=remembered(annotated.made), by=make_editor())

    assert (Evidence.objects.count(), Passage.objects.count()) == (0, 0)


def test_undo_is_refused_once_something_rests_on_it(text):
    annotated = annotate(text)
    make_evidence(claim=annotated.row.claim, status="draft")

    with refused("undo_in_use"):
        undo_annotation(made=remembered(annotated.made), by=make_editor())

    assert Appearance.objects.count() == 1


def test_undo_is_refused_once_it_is_public(text):
    annotated = annotate(text)
    approve_appearance(appearance=annotated.row, by=make_reviewer())

    with refused("undo_public"):
        undo_annotation(made=remembered(annotated.made), by=make_editor())


def test_undo_is_refused_once_somebody_else_has_worked_on_it(text):
    annotated = annotate(text)
    revise_appearance(appearance=annotated.row, occasion="a speech", by=make_editor("colleague"))

    with refused("undo_others"):
        undo_annotation(made=remembered(annotated.made), by=make_editor())


def test_undo_twice_is_refused(text):
    made = remembered(annotate(text).made)
    undo_annotation(made=made, by=make_editor())

    with refused("undo_gone"):
        undo_annotation(made=made, by=make_editor())
