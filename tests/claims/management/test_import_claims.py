"""manage.py import_claims."""

import gzip
import zipfile
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from claims.models import Claim, ExternalReview
from tests.factories import make_editor

pytestmark = pytest.mark.django_db
HEADER = "statement,label,url\n"
GOOD = "Open.,Wrong,https://a.example/1\nClosed.,Half true,https://a.example/2\n"


@pytest.fixture
def run(tmp_path):
    """Return a function that writes a file, takes it in, and gives what was said."""
    make_editor()

    def write_and_run(content, *arguments, name="claims.csv"):
        (tmp_path / name).write_text(content)
        out = StringIO()
        call_command("import_claims", tmp_path / name, "--user=editor", *arguments, stdout=out, stderr=out)
        return out.getvalue()

    return write_and_run


def test_import_says_what_became_of_the_rows(run, tmp_path):
    words = run(HEADER + GOOD + ",Wrong,\n")

    assert "3 rows read: 2 claims new, with 2 reviews of others; 0 were in already; 1 rejected." in words
    assert (tmp_path / "claims.csv.rejected.csv").read_text().splitlines()[:2] == [
        "row,reason,content", "3,There is no statement. A row says what was claimed.,"
        '"{""statement"": """", ""label"": ""Wrong"", ""url"": """"}"',
    ]  # fmt: skip


def test_second_import_changes_nothing(run, tmp_path):
    run(HEADER + GOOD)

    assert "2 rows read: 0 claims new, with 0 reviews of others; 2 were in already; 0 rejected." in run(HEADER + GOOD)
    assert not (tmp_path / "claims.csv.rejected.csv").exists()


def test_dry_run_keeps_nothing(run):
    words = run(HEADER + GOOD, "--dry-run")

    assert "2 claims new" in words
    assert "(a dry run: nothing was kept)" in words
    assert Claim.objects.count() == 0


def test_labels_are_written_corrected_and_handed_back(run, tmp_path):
    table = tmp_path / "labels.csv"
    run(HEADER + GOOD, "--dry-run", f"--write-labels={table}")
    assert table.read_text().splitlines() == [
        "publisher,label,rows,rating", "a.example,Half true,1,truth-mixed", "a.example,Wrong,1,truth-false"
    ]  # fmt: skip
    table.write_text(table.read_text().replace("truth-mixed", "truth-mostly-true"))

    run(HEADER + GOOD, f"--labels={table}")

    assert [str(review.rating) for review in ExternalReview.objects.order_by("url")] == ["false", "mostly true"]


def test_columns_are_mapped(run):
    run("id,text\n7,Open.\n", "--column=id=id", "--column=statement=text", "--source=mine", "--language=de")

    claim = Claim.objects.get()
    assert (claim.external_id, claim.statement, claim.language) == ("mine:7", "Open.", "de")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--user=nobody"], "Say by --user whose work this is"),
        (["--column=statement"], "--column takes MEANING=COLUMN"),
        (["--labels=absent.csv"], "absent.csv: "),
        (["--format=jsonl", "--column=who=x"], "There is no meaning who."),
    ],
)
def test_what_cannot_be_understood_is_refused(run, arguments, message):
    with pytest.raises(CommandError) as refused:
        run(HEADER + GOOD, *arguments)

    assert str(refused.value).startswith(message)
    assert Claim.objects.count() == 0


def test_table_that_names_no_rating_is_refused(run, tmp_path):
    (tmp_path / "labels.csv").write_text("publisher,label,rating\na.example,Wrong,very-false\n")

    with pytest.raises(CommandError) as refused:
        run(HEADER + GOOD, f"--labels={tmp_path / 'labels.csv'}")

    assert str(refused.value).startswith("There is no rating 'very-false'. Known are: ")


def test_folder_is_a_bundle(tmp_path):
    with pytest.raises(CommandError) as refused:
        call_command("import_claims", tmp_path)

    assert "bundle.json" in str(refused.value)


def test_archive_is_a_bundle(tmp_path):
    with zipfile.ZipFile(tmp_path / "seed.zip", "w") as archive:
        archive.writestr("seed/bundle.json", '{"format": "claimtrack-bundle", "version": 1, "tables": {}}')
    out = StringIO()

    call_command("import_claims", tmp_path / "seed.zip", stdout=out)

    assert "The bundle was already in; nothing changed." in out.getvalue()


def test_archive_that_is_none_is_refused(tmp_path):
    make_editor()
    (tmp_path / "seed.zip").write_text("statement")

    with pytest.raises(CommandError) as refused:
        call_command("import_claims", tmp_path / "seed.zip", "--user=editor")

    assert "this is no ZIP archive that can be read" in str(refused.value)


@pytest.fixture
def archive(tmp_path):
    """Return an archive as data sets are downloaded: two tables, and what else lies beside them."""
    make_editor()
    path = tmp_path / "data.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("set/README", "Read me.")
        packed.writestr("set/train.csv", HEADER + GOOD)
        packed.writestr("set/test.csv.gz", gzip.compress((HEADER + GOOD + "Third.,,\n").encode(), mtime=0))
        packed.writestr("__MACOSX/set/._train.csv", "")
    return path


@pytest.mark.parametrize(("member", "rows"), [("train.csv", 2), ("set/train.csv", 2), ("test.csv.gz", 3)])
def test_file_in_an_archive_is_taken_in(archive, member, rows):
    out = StringIO()

    call_command("import_claims", archive, "--user=editor", f"--member={member}", stdout=out)

    assert f"{rows} rows read: {rows} claims new" in out.getvalue()


@pytest.mark.parametrize("member", ["", "no.csv"])
def test_archive_of_several_files_asks_which_is_meant(archive, member):
    with pytest.raises(CommandError) as refused:
        call_command("import_claims", archive, "--user=editor", f"--member={member}")

    assert "Say by --member which file of the archive is meant. It holds: set/train.csv, set/test.csv.gz." in str(
        refused.value
    )


def test_standard_input_is_taken_in(monkeypatch, tmp_path):
    make_editor()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO((HEADER + GOOD + ",,\n,x,\n").encode("cp1251"))))
    out = StringIO()

    call_command("import_claims", "-", "--user=editor", "--format=csv", "--encoding=cp1251", stdout=out)

    assert "3 rows read: 2 claims new" in out.getvalue()
    assert (tmp_path / "stdin.rejected.csv").exists()
