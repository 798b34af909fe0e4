"""Sheets of claims, claimants, topics, outlets and articles: out, changed, looked at, in."""

import pytest

from claims.actions.claim import add_topics, revise_claim
from claims.actions.merge import merge_claim
from claims.interchange.tabular_claims import CLAIMANTS, CLAIMS, TOPICS
from claims.models import Claim
from sources.interchange import tabular_plan
from sources.interchange.tabular_plan import Fate, preview
from sources.interchange.tabular_sources import ARTICLES, OUTLETS
from tests.claims.interchange.sheets import done, exported, lines
from tests.factories import (
    make_article,
    make_claim,
    make_claimant,
    make_editor,
    make_reviewer,
    make_topic,
)
from tests.rules import refused

pytestmark = pytest.mark.django_db


def make_rows():
    make_claim(topics=[make_topic(), make_topic()], assignee=make_editor(), note="=SUM(A1)", context="-1\nor more")
    make_claimant(aliases=["Анна Петрова", "A. Petrova"], country="RU")
    make_claimant(kind="group", article=make_article(byline=["A. B.", "C. D."], published="2018-06-28/2018-07-15"))


@pytest.mark.parametrize(
    "sheet", [CLAIMS, CLAIMANTS, TOPICS, OUTLETS, ARTICLES], ids=lambda sheet: sheet.model.__name__
)
def test_sheet_that_nobody_changed_changes_nothing(sheet):
    make_rows()
    rows = exported(sheet)

    plan = preview(sheet, lines(sheet, rows), by=make_editor())

    assert set(plan.counts) == {Fate.SAME}
    assert plan.counts[Fate.SAME] == sheet.model._default_manager.count() > 0


def test_formula_is_exported_as_words():
    make_claim(note="=HYPERLINK(1)")

    assert exported(CLAIMS)[0]["note"] == "'=HYPERLINK(1)"


def test_preview_shows_each_cell_and_stores_nothing():
    claim = make_claim(short_statement="The bridge is open", priority="low")
    rows = exported(CLAIMS)
    rows[0] |= {"priority": "high", "short_statement": "The Neva bridge is open"}

    [row] = preview(CLAIMS, lines(CLAIMS, rows), by=make_editor()).rows

    assert (row.line, row.fate) == (2, Fate.CHANGED)
    assert [(cell.column, cell.old, cell.new) for cell in row.cells] == [
        ("short_statement", "The bridge is open", "The Neva bridge is open"), ("priority", "low", "high"),
    ]  # fmt: skip
    claim.refresh_from_db()
    assert claim.priority == "low"


def test_confirmed_claim_has_all_that_was_typed():
    topic, claim = make_topic(name="Нева"), make_claim()
    rows = exported(CLAIMS)
    rows[0] |= {"topics": "Нева", "assignee": make_reviewer().username, "kind": "Prediction", "speaks_of": "2026-01"}

    done(CLAIMS, rows)

    claim.refresh_from_db()
    assert (claim.kind, claim.speaks_of, claim.assignee) == ("prediction", "2026-01", make_reviewer())
    assert list(claim.topics.all()) == [topic]


def test_columns_that_are_left_out_stay_as_they_are():
    claim = make_claim(note="Ask again.")
    rows = [{key: row[key] for key in ("external_id", "priority", "as_exported")} for row in exported(CLAIMS)]
    rows[0]["priority"] = "high"

    done(CLAIMS, rows)

    claim.refresh_from_db()
    assert (claim.priority, claim.note) == ("high", "Ask again.")


@pytest.mark.parametrize("change", ["column", "topics"])
def test_row_that_somebody_changed_meanwhile_is_not_written_over(change):
    claim = make_claim(priority="low")
    rows = exported(CLAIMS)
    if change == "column":
        revise_claim(claim=claim, note="Mine.", by=make_reviewer())
    else:
        add_topics(claim=claim, topics=[make_topic()], by=make_reviewer())
    rows[0]["priority"] = "high"

    plan = done(CLAIMS, rows)

    assert plan.counts == {Fate.CONFLICT: 1}
    claim.refresh_from_db()
    assert claim.priority == "low"


def test_row_that_only_somebody_else_changed_is_no_conflict():
    claim = make_claim()
    rows = exported(CLAIMS)
    revise_claim(claim=claim, note="Mine.", by=make_reviewer())

    plan = done(CLAIMS, rows)

    assert plan.counts == {Fate.SAME: 1}


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"kind": "fct"}, "kind: “fct” is unknown. Write one of: fact, quantity"),
        ({"topics": "Nowhere"}, "topics: There is no topic “Nowhere”. Add it first."),
        ({"assignee": "nobody-here"}, "assignee: There is no user “nobody-here”."),
        ({"short_statement": "x" * 76}, "short_statement: Ensure this value has at most 75 characters"),
        ({"statement": ""}, "statement: This field cannot be blank."),
        ({"speaks_of": "Jul-18"}, "speaks_of: "),
        ({"language": "English"}, "Write the language as a BCP 47 tag, such as en or ru."),
        ({"external_id": "no-such"}, "No row has this external_id."),
        ({"as_exported": ""}, "as_exported is empty"),
    ],
)  # fmt: skip
def test_problem_is_told_with_its_line_and_stores_nothing(cells, message):
    make_claim()
    rows = exported(CLAIMS)
    rows[0] |= {"note": "New.", **cells}

    plan = done(CLAIMS, rows)

    assert [(row.line, row.fate) for row in plan.rows] == [(2, Fate.PROBLEM)]
    assert message in " ".join(plan.rows[0].messages)
    assert Claim.objects.get().note == ""


def test_rows_without_a_problem_are_stored_beside_those_with_one():
    good, bad = make_claim(), make_claim()
    rows = exported(CLAIMS)
    rows[0]["priority"], rows[1]["priority"] = "high", "urgent"

    plan = done(CLAIMS, rows)

    assert plan.counts == {Fate.CHANGED: 1, Fate.PROBLEM: 1}
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.priority, bad.priority) == ("high", "normal")


def test_more_changes_than_one_upload_may_make_are_refused_whole(monkeypatch):
    monkeypatch.setattr(tabular_plan, "MOST_WRITTEN", 1)
    make_claim()
    make_claim()
    rows = exported(CLAIMS)
    rows[0]["priority"] = "high"

    one = preview(CLAIMS, lines(CLAIMS, rows), by=make_editor())
    rows[1]["priority"] = "high"

    assert one.counts == {Fate.CHANGED: 1, Fate.SAME: 1}
    with refused("file"):
        preview(CLAIMS, lines(CLAIMS, rows), by=make_editor())


def test_row_that_stands_there_twice_is_a_problem_both_times():
    make_claim()
    rows = exported(CLAIMS) * 2
    rows[1] = rows[1] | {"priority": "high"}

    assert done(CLAIMS, rows).counts == {Fate.PROBLEM: 2}


def test_merged_claim_is_not_changed():
    loser, winner = make_claim(), make_claim()
    merge_claim(claim=loser, into=winner, by=make_reviewer())
    rows = exported(CLAIMS)
    rows[0]["priority"] = "high"

    assert "merged into" in done(CLAIMS, rows).rows[0].messages[0]


def test_new_claim_is_a_draft_of_whoever_uploads():
    statement = "The Neva bridge was open on 1 January 2026."

    plan = done(CLAIMS, [{"statement": statement, "short_statement": "The bridge was open", "kind": "fact"}])

    claim = Claim.objects.get()
    assert plan.counts == {Fate.ADDED: 1}
    assert (claim.status, claim.created_by, claim.priority) == ("draft", make_editor(), "normal")


def test_new_row_lacks_nothing_that_is_needed():
    plan = preview(CLAIMS, lines(CLAIMS, [{"statement": "The bridge was open."}]), by=make_editor())

    assert plan.rows[0].messages == [
        "short_statement: This field cannot be blank.", "kind: This field cannot be blank.",
    ]  # fmt: skip
