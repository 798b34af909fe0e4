"""What a release says of the one before: every row that came, changed or left, and why it left."""

import csv
import gzip
import json

import pytest

from claims.actions.claim import withdraw_claim
from claims.actions.merge import merge_claim
from claims.actions.verdict import retract_verdict
from claims.interchange.releases.difference import What, differences, paired
from claims.interchange.releases.table_files import as_line, read_rows
from tests.claims.interchange.releases.conftest import ADDRESS
from tests.factories import make_claim, make_editor, make_outlet, make_reviewer, make_topic, make_verdict

pytestmark = pytest.mark.django_db


def row(pk, **columns):
    return as_line({"id": pk, "html_url": f"/x/{pk}/", "name": "a", **columns}).encode()


def number(line):
    return json.loads(line)["id"] if line else None


def changes(folder):
    with gzip.open(folder / "changes.csv.gz", "rt", newline="") as lines:
        return {(line["table"], int(line["id"]), line["what"]): line for line in csv.DictReader(lines)}


def test_rows_are_paired_by_id():
    pairs = paired([row(1), row(2), row(5)], [row(2), row(3)])

    assert [(number(left), number(right)) for left, right in pairs] == [
        (1, None), (2, 2), (None, 3), (5, None),
    ]  # fmt: skip


def test_rows_are_paired_to_the_end_of_the_longer_list():
    assert [(number(left), number(right)) for left, right in paired([row(9)], [row(10), row(11)])] == [
        (9, None), (None, 10), (None, 11),
    ]  # fmt: skip
    assert list(paired([], [])) == []


def test_difference_names_what_left_without_its_words():
    found = list(differences("claims", "name", [row(1, name="secret")], []))

    assert [(one.id, one.what, one.label, one.address) for one in found] == [(1, What.REMOVED, "", "")]


def test_difference_names_the_changed_columns_but_not_addresses():
    found = list(differences("claims", "name", [row(1, kind="fact")], [row(1, kind="rule", html_url="/y/")]))

    assert [one.columns for one in found] == [("kind",)]


def test_release_without_one_before_says_that_everything_is_new(story, write):
    folder = write()

    assert "There is no release before this one" in (folder / "CHANGES.md").read_text()
    assert changes(folder) == {}


def test_release_names_what_came_and_what_changed(story, write):
    write()
    story.outlet.name = "The Newspaper"
    story.outlet.save()
    claim = make_claim(statement="The harbour was closed.", topics=[make_topic()])

    folder = write()

    found = changes(folder)
    assert found["claims", claim.pk, "added"]["label"] == "The harbour was closed."
    assert found["outlets", story.outlet.pk, "changed"]["columns"] == "name"
    assert "## Added in claims" in (folder / "CHANGES.md").read_text()
    assert "| claims | 0 | 0 | 1 |" in (folder / "CHANGES.md").read_text()
    line = f"- [{claim.pk}]({ADDRESS}/claims/{claim.pk}/): “The harbour was closed.”"
    assert line in (folder / "CHANGES.md").read_text().splitlines()


def test_release_in_which_nothing_is_new_says_so(story, write):
    write()

    assert "Nothing that is public has changed." in (write() / "CHANGES.md").read_text()


def test_new_version_of_a_verdict_says_why_there_is_one(story, write):
    write()
    verdict = make_verdict(claim=story.claim, evidence=[story.evidence], change_note="The log of March was found.")

    found = changes(write())

    assert found["verdicts", verdict.pk, "added"]["reason"] == "new_evidence: The log of March was found."


def test_withdrawn_claim_leaves_the_next_release_and_is_named_without_its_words(story, write):
    write()
    withdraw_claim(claim=story.claim, by=make_reviewer())

    folder = write()

    assert list(read_rows(folder / "claims.jsonl.gz")) == []
    assert list(read_rows(folder / "verdicts.jsonl.gz")) == []
    assert changes(folder)["claims", story.claim.pk, "removed"]["reason"] == "withdrawn"
    assert "The bridge was open" not in (folder / "CHANGES.md").read_text()


def test_retracted_verdict_leaves_the_next_release_with_the_public_note(story, write):
    write()
    retract_verdict(verdict=story.verdict, note="The log was of another bridge.", by=make_reviewer())

    folder = write()

    gone = changes(folder)["verdicts", story.verdict.pk, "removed"]
    assert gone["reason"] == "retracted: The log was of another bridge."
    assert [kept["id"] for kept in read_rows(folder / "verdicts.jsonl.gz")] == [story.first.pk]
    assert [kept["verdict_id"] for kept in read_rows(folder / "claims.jsonl.gz")] == [None]


def test_merged_claim_says_into_which(story, write):
    other = make_claim(statement="The bridge stood open.", by=make_editor())
    make_outlet()
    write()
    merge_claim(claim=other, into=story.claim, by=make_reviewer())

    gone = changes(write())["claims", other.pk, "removed"]

    assert gone["reason"] == f"merged into /claims/{story.claim.pk}/"
