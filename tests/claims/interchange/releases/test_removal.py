"""What the law wants gone leaves the releases that were published; a tombstone stays."""

import gzip
import hashlib
import json
import shutil
import warnings

import pytest
from django.core.management import CommandError, call_command

from claims.actions.verdict import retract_verdict
from claims.interchange.releases.removal import Removal, remove
from claims.interchange.releases.table_files import read_rows
from claims.interchange.releases.tables import TABLES
from tests.factories import make_article, make_claim, make_reviewer
from tests.releases import releases_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(story, write):
    make_claim(statement="The harbour was closed.")
    return write()


@pytest.fixture
def take_out(exports):
    """Return a function that removes a row from all releases."""

    def removed(table, pk, **options):
        wanted = Removal(table, pk, "2026-02-01", "Ruling 7/26 of the court of Riga.")
        return remove(exports, wanted, report=lambda line: None, **options)

    return removed


def rows(release, table):
    return list(read_rows(release / f"{table}.jsonl.gz"))


def everything(release):
    """Return the text of all files but Parquet's."""
    return "\n".join(
        (gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()).decode()
        for file in release.iterdir()
        if file.suffix != ".parquet"
    )


OF_A_CLAIM = ("appearances", "evidence", "verdicts", "external-reviews", "inquiries", "translations")


def test_claim_goes_with_what_belongs_to_it(release, story, take_out):
    (outcome,) = take_out("claims", story.claim.pk)

    assert [row["statement"] for row in rows(release, "claims")] == ["The harbour was closed."]
    assert [rows(release, name) for name in OF_A_CLAIM] == [[]] * len(OF_A_CLAIM)
    # The claim, one appearance, two pieces of evidence, two verdicts, a review, an inquiry, a translation.
    assert outcome.rows == 9
    assert rows(release, "articles") != []


def test_release_says_what_was_removed_when_and_why(release, story, take_out):
    take_out("claims", story.claim.pk)

    described = json.loads((release / "datapackage.json").read_text())
    assert described["removed"] == [
        {
            "table": "claims",
            "id": story.claim.pk,
            "on": "2026-02-01",
            "reason": "Ruling 7/26 of the court of Riga.",
            "rows": 9,
        }
    ]
    assert "Ruling 7/26 of the court of Riga." in (release / "README.md").read_text()


def test_hashes_are_made_anew(release, story, take_out):
    before = (release / "SHA256SUMS").read_text()

    take_out("claims", story.claim.pk)

    after = (release / "SHA256SUMS").read_text()
    assert after != before
    for line in after.splitlines():
        sha256, _, name = line.partition("  ")
        assert hashlib.sha256((release / name).read_bytes()).hexdigest() == sha256


def test_release_stays_valid(release, story, take_out):
    take_out("claimants", story.claimant.pk)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the library about others that it uses
        from frictionless import Package

        package = Package(str(release / "datapackage.json"))
        faults = [one.validate().flatten(["title", "note"]) for one in package.resources if one.format == "csv"]

    assert faults == [[]] * len(TABLES)


def test_review_of_another_desk_can_be_taken_out(release, story, take_out):
    (outcome,) = take_out("external-reviews", story.review.pk)

    assert rows(release, "external-reviews") == []
    assert (outcome.rows, outcome.mentions) == (1, [])
    assert "Checkers" not in everything(release)
    assert len(rows(release, "claims")) == 2


def test_publisher_that_goes_takes_its_reviews_along(story, write, take_out):
    make_article(outlet=story.review.publisher)
    release = write()

    take_out("outlets", story.review.publisher_id)

    assert rows(release, "external-reviews") == []
    assert "Checkers" not in everything(release)


def test_claimant_is_named_nowhere_any_more(release, story, take_out):
    assert "Ada Minister" in everything(release)

    (outcome,) = take_out("claimants", story.claimant.pk)

    assert "Ada Minister" not in everything(release)
    assert outcome.mentions == []
    (claim,) = [row for row in rows(release, "claims") if row["id"] == story.claim.pk]
    assert claim["claimants"] == []


def test_whoever_relays_leaves_the_chain(release, story, take_out):
    take_out("claimants", story.relay.pk)

    (appearance,) = rows(release, "appearances")
    assert [step["speaker"] for step in appearance["attribution"]] == ["The Agency"]


def test_verdict_that_goes_leaves_the_claim_without_one(release, story, take_out):
    take_out("verdicts", story.verdict.pk)

    (claim,) = [row for row in rows(release, "claims") if row["id"] == story.claim.pk]
    assert (claim["verdict_id"], claim["verdict_title"], claim["rating"]) == (None, None, None)
    assert [row["id"] for row in rows(release, "verdicts")] == [story.first.pk]


def test_news_of_later_releases_lose_the_words_too(release, story, write, take_out):
    claim = make_claim(statement="The tower was sold.")
    later = write()
    assert "The tower was sold." in (later / "CHANGES.md").read_text()

    outcomes = take_out("claims", claim.pk)

    assert [outcome.release for outcome in outcomes] == [later.name]
    assert "The tower was sold." not in everything(later)
    assert f"- {claim.pk}" in (later / "CHANGES.md").read_text()


def test_note_of_a_retraction_goes_from_later_releases_too(release, story, write, take_out):
    retract_verdict(verdict=story.verdict, note="Ada Minister was somebody else.", by=make_reviewer())
    later = write()
    assert "Ada Minister was somebody else." in everything(later)

    outcomes = take_out("claims", story.claim.pk)

    assert [outcome.release for outcome in outcomes] == [later.name, release.name]
    assert "Ada Minister was somebody else." not in everything(later)
    assert f"- {story.verdict.pk}: retracted\n" in (later / "CHANGES.md").read_text()


def test_release_that_has_nothing_of_it_but_the_note_loses_the_note(release, story, write, take_out):
    retract_verdict(verdict=story.verdict, note="Ada Minister was somebody else.", by=make_reviewer())
    later = write()

    take_out("verdicts", story.verdict.pk)

    described = json.loads((later / "datapackage.json").read_text())
    assert "Ada Minister was somebody else." not in everything(later)
    assert [(stone["id"], stone["rows"]) for stone in described["removed"]] == [(story.verdict.pk, 0)]


def test_tables_that_say_nothing_of_it_keep_their_bytes(release, story, take_out):
    before = {file.name: file.stat().st_size for file in release.iterdir()}
    marked = release / "outlets.parquet"
    marked.write_bytes(marked.read_bytes() + b"of another version of pyarrow")

    take_out("claims", story.claim.pk)

    assert marked.read_bytes().endswith(b"of another version of pyarrow")
    assert (release / "claims.parquet").stat().st_size != before["claims.parquet"]


def test_other_names_are_looked_for_too(release, story, exports, write, take_out):
    story.claimant.aliases = ["The “Iron” Minister"]
    story.claimant.save()
    story.claim.context = "The “Iron” Minister resigned."
    story.claim.save()
    later = write()

    (outcome,) = take_out("claimants", story.claimant.pk, releases=[later.name])

    assert f"claims {story.claim.pk}, context" in outcome.mentions


def test_words_that_remain_elsewhere_are_reported(release, story, take_out):
    (outcome,) = take_out("topics", story.topic.pk)

    assert outcome.mentions == []
    (outcome,) = take_out("articles", story.document.pk)
    assert all(mention.startswith(("articles", "appearances", "evidence", "claims")) for mention in outcome.mentions)


def test_command_names_the_first_places_and_counts_the_rest(release, story, write, exports, settings, capsys):
    for number in range(105):
        make_claim(statement=f"Ada Minister closed bridge {number}.")
    write()
    releases_in(settings, exports.folder)
    shutil.rmtree(release)

    call_command("remove_from_releases", "claimants", str(story.claimant.pk), "--reason", "A ruling.")

    told = capsys.readouterr().err.splitlines()
    assert len(told) == 101
    assert told[-1] == f"  {release.name}.2: and {105 * 2 - 100} times more"


def test_old_release_can_be_named_alone(release, story, write, take_out):
    later = write()

    take_out("claims", story.claim.pk, releases=[release.name])

    assert len(rows(release, "claims")) == 1
    assert len(rows(later, "claims")) == 2


def test_licence_of_the_release_stays_as_it_was(release, story, take_out):
    before = (release / "LICENSE.txt").read_bytes()

    take_out("claims", story.claim.pk)

    assert (release / "LICENSE.txt").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["users", "1"], "There is no table “users”"),
        (["ratings", "1"], "There is no table “ratings”"),
        (["claims", "999999"], "No release has claims 999999"),
        (["claims", "1", "--release", "2020-01-01"], "There is no release 2020-01-01"),
    ],
)
def test_command_refuses_what_is_not_there(release, exports, settings, arguments, message):
    releases_in(settings, exports.folder)

    with pytest.raises(CommandError, match=message):
        call_command("remove_from_releases", *arguments, "--reason", "x")


def test_command_removes_and_says_so(release, story, exports, settings, capsys):
    releases_in(settings, exports.folder)

    call_command("remove_from_releases", "claims", str(story.claim.pk), "--reason", "A ruling.")

    assert f"claims {story.claim.pk} is gone from 1 releases." in capsys.readouterr().out
