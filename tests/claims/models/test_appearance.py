"""What one row of an appearance must satisfy, and who may be claimant where."""

import datetime

import pytest

from claims.models import Affiliation, Appearance
from tests.factories import (
    NOON,
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_editor,
    make_mark,
    make_outlet,
    make_passage,
    make_reviewer,
)
from tests.rules import Case, accepted, failing, made, passing, refused, run

pytestmark = pytest.mark.django_db

APPROVED = {"created_by": make_editor, "approved_by": make_reviewer}
CASES = [
    Case("appearance_stance_known", good=[{"stance": "denies"}], bad=[{"stance": "doubts"}]),
    Case("appearance_manner_known", good=[{"manner": "implied"}], bad=[{"manner": "sung"}]),
    Case("appearance_fidelity_known", good=[{"fidelity": "altered"}], bad=[{"fidelity": "good"}]),
    Case("appearance_status_known", good=[{"status": "draft"}], bad=[{"status": "hidden", **APPROVED}]),
    Case(
        "appearance_public_is_approved",
        good=[{"status": "draft"}, {"status": "public", **APPROVED}],
        bad=[
            {"status": "public"},
            {"status": "public", "created_by": make_editor},
            {"status": "public", "approved_by": make_reviewer},
        ],
    ),
    Case(
        "appearance_four_eyes",
        good=[{"status": "public", **APPROVED}],
        bad=[
            {"status": "public", "created_by": make_reviewer, "approved_by": make_reviewer},
            {"status": "public", **APPROVED, "edited_by": make_reviewer},
        ],
    ),
]


def create(**fields):
    return Appearance.objects.create(
        **{"claim": make_claim(), "passage": make_passage(), "claimant": make_claimant(), "stance": "asserts",
           "manner": "quoted", **made(fields)}
    )  # fmt: skip


@passing(*CASES)
def test_appearance_is_accepted(rule, fields):
    with accepted(rule):
        create(**fields)

    assert Appearance.objects.count() == 1


@failing(*CASES)
def test_appearance_is_refused(rule, fields):
    with refused(rule):
        create(**fields)


def test_first_day_follows_what_is_known():
    with accepted("appearance_said_on_bound"):
        appearance = create(said="2018-07-16")

    assert appearance.said_on == datetime.date(2018, 7, 16)


def test_first_day_without_a_date_is_refused():
    appearance = create()

    with refused("appearance_said_on_bound"):
        Appearance.objects.filter(pk=appearance.pk).update(said_on=NOON.date())


def test_two_claimants_appear_in_one_passage():
    first = create()

    with accepted("appearance_once"):
        create(claim=first.claim, passage=first.passage)


def test_claimant_appears_once_in_a_passage_with_a_claim():
    first = create()

    with refused("appearance_once"):
        create(claim=first.claim, passage=first.passage, claimant=first.claimant, stance="denies")


def test_role_of_the_claimant_is_accepted():
    claimant = make_claimant()

    with accepted("appearance_affiliation_of_claimant"):
        create(claimant=claimant, affiliation=Affiliation.objects.create(claimant=claimant, title="Minister"))


def test_role_of_somebody_else_is_refused():
    role = Affiliation.objects.create(claimant=make_claimant(), title="Minister")

    with refused("appearance_affiliation_of_claimant"):
        create(affiliation=role)


def test_role_is_not_taken_over_by_another_claimant():
    claimant = make_claimant()
    role = Affiliation.objects.create(claimant=claimant, title="Minister")
    appearance = create(claimant=claimant, affiliation=role)

    with refused("appearance_affiliation_of_claimant"):
        Appearance.objects.filter(pk=appearance.pk).update(claimant=make_claimant())


def test_anonymous_source_speaks_in_its_article():
    article = make_article()
    source = make_claimant(kind="anonymous_source", article=article)

    with accepted("appearance_claimant_of_article"):
        create(claimant=source, passage=make_passage(article=article))


@pytest.mark.parametrize("way", ["create", "update passage", "update claimant", "raw"])
def test_anonymous_source_does_not_speak_in_another_article(way):
    article = make_article()
    source = make_claimant(kind="anonymous_source", article=article)
    right = create(claimant=source, passage=make_passage(article=article))
    foreign = create()

    with refused("appearance_claimant_of_article"):
        match way:
            case "create":
                create(claimant=source)
            case "update passage":
                Appearance.objects.filter(pk=right.pk).update(passage=foreign.passage)
            case "update claimant":
                Appearance.objects.filter(pk=foreign.pk).update(claimant=source)
            case "raw":
                run("UPDATE claims_appearance SET claimant_id = %s WHERE id = %s", source.pk, foreign.pk)


def test_outlet_speaks_in_what_it_inserted():
    outlet, passage = make_outlet(), make_passage()
    make_mark(text=passage.text, exact="the bridge is open", inserted_by=outlet)

    with accepted("appearance_claimant_of_mark"):
        create(passage=passage, claimant=make_claimant(kind="outlet", outlet=outlet))


@pytest.mark.parametrize("speaker", ["person", "another outlet"])
def test_nobody_else_speaks_in_what_an_outlet_inserted(speaker):
    passage = make_passage()
    make_mark(text=passage.text, exact="said that the bridge is open", inserted_by=make_outlet())
    claimant = make_claimant() if speaker == "person" else make_claimant(kind="outlet", outlet=make_outlet())

    with refused("appearance_claimant_of_mark"):
        create(passage=passage, claimant=claimant)


@pytest.mark.parametrize(
    "mark",
    [
        {"exact": "is open", "inserted_by": make_outlet},
        {"exact": "the bridge is open", "inserted_by": None},
        {"exact": "the bridge is open", "inserted_by": make_outlet, "status": "rejected"},
        {"exact": "Nobody else was asked.", "inserted_by": make_outlet},
    ],
)
def test_claimant_speaks_where_no_confirmed_mark_of_an_outlet_holds_the_whole_passage(mark):
    passage = make_passage()
    make_mark(text=passage.text, **made(mark))

    with accepted("appearance_claimant_of_mark"):
        create(passage=passage)


def test_mark_is_not_confirmed_over_an_appearance_of_somebody_else():
    appearance = make_appearance()

    with refused("appearance_claimant_of_mark"):
        make_mark(text=appearance.passage.text, exact="the bridge is open", inserted_by=make_outlet())


@pytest.mark.parametrize("assignment", ["status = 'confirmed'", 'start = 0, "end" = 60', "inserted_by_id = {outlet}"])
def test_mark_does_not_come_to_cover_an_appearance_of_somebody_else(assignment):
    appearance = make_appearance()
    outlet = make_outlet()
    text = appearance.passage.text
    if "status" in assignment:
        undecided = {"status": "suggested", "decided_by": None, "decided_at": None}
        mark = make_mark(text=text, exact="that the bridge is open", inserted_by=outlet, **undecided)
        assignment += f", decided_by_id = {make_editor().pk}, decided_at = now()"
    elif "inserted_by" in assignment:
        mark = make_mark(text=text, exact="that the bridge is open")
    else:
        mark = make_mark(text=text, exact="minister", inserted_by=outlet)

    with refused("appearance_claimant_of_mark"):
        run(f"UPDATE sources_mark SET {assignment.format(outlet=outlet.pk)} WHERE id = %s", mark.pk)


def test_mark_is_confirmed_over_a_withdrawn_appearance():
    appearance = make_appearance(status="withdrawn")

    with accepted("appearance_claimant_of_mark"):
        make_mark(text=appearance.passage.text, exact="the bridge is open", inserted_by=make_outlet())
