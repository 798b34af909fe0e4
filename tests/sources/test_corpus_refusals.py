import hashlib
import re

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from sources.interchange.corpus import import_corpus
from sources.interchange.corpus_entry import CorpusError
from sources.models import Article, Capture, Mark, Outlet
from tests.sources.corpus import copy_corpus, edit

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory(tmp_path):
    return copy_corpus(tmp_path)


@pytest.fixture
def facts(directory):
    return directory / "corpus.yaml"


def line_of(file, text):
    """Return the number of the first line that holds ``text``."""
    return next(at for at, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if text in line)


def resign(facts, capture, sha256):
    """Make corpus.yaml accept the changed capture."""
    edit(facts, sha256, hashlib.sha256(capture.read_bytes()).hexdigest())


def refused(directory, line, message):
    """Expect a refusal that names corpus.yaml and the line and leaves nothing behind; return its message."""
    place = re.escape(f"{directory / 'corpus.yaml'}:{line}: ")
    with pytest.raises(CorpusError, match=place + ".*" + re.escape(message)) as refusal:
        import_corpus(directory, report=lambda said: None)
    assert not any(model.objects.exists() for model in (User, Outlet, Capture, Article, Mark))
    return str(refusal.value)


def test_bytes_that_differ_from_their_sha256_are_refused(directory, facts):
    with (directory / "corpus" / "001_2eeaba2af7c0a148.txt").open("ab") as capture:
        capture.write(b"\n")

    said = refused(directory, line_of(facts, "sha256: 7fe7013f"), "the bytes of 001_2eeaba2af7c0a148.txt")

    assert "Restore the file as it was received." in said


def test_a_capture_that_is_missing_is_refused(directory, facts):
    (directory / "corpus" / "003_9b3c6c18c1f4985d.txt").unlink()

    refused(directory, line_of(facts, "file: 003_9b3c6c18c1f4985d.txt"), "cannot be read: No such file")


def test_a_capture_outside_the_folder_is_refused(directory, facts):
    edit(facts, "file: 003_9b3c6c18c1f4985d.txt", "file: ../corpus.yaml")

    refused(directory, line_of(facts, "file: ../corpus.yaml"), "must be the name of a file")


def test_overlapping_articles_are_refused(directory, facts):
    edit(facts, "lines: 1-38\n      start: 0\n      end: 2823", "lines: 1-40\n      start: 0\n      end: 2873")
    edit(
        facts,
        "ends: The BRICS Post with inputs from Agencies\n    marks:\n      - id: brics-nothing-to-do-caption",
        "ends: as Putin meets Trump\n    marks:\n      - id: brics-nothing-to-do-caption",
    )

    said = refused(directory, line_of(facts, "lines: 40-161"), "overlap in their capture")

    assert "brics-nothing-to-do" in said


# The text of corpus.yaml to replace, its replacement, the refused line counted from there, and why.
UNFIT = [
    ("outlet: eutoday\n", "outlet: eutody\n", 0, "unknown outlet “eutody”; did you mean “eutoday”?"),
    ("published: 2018-01-30\n", "published: 30 January 2018\n", 0, "Write 2018, 2018-07 or 2018-07-16"),
    ("published: 2018-01-30\n", "published: 2018-02-30\n", 0, "is not in the calendar"),
    ("exact: Trump Putin\n", "exact: Trump and Putin\n", 0, "does not stand in the text"),
    ("exact: Trump Putin\n", "exact: Putin\n", 0, "A mark says which by its occurrence, from 0"),
    ("        occurrence: 0\n", "        occurrence: 2\n", 0, "“*” stands 2 times in the text, counted from 0"),
    ("        occurrence: 0\n", "        occurrence: first\n", 0, "occurrence must be a whole number"),
    ("exact: The Syria quagmire\n", "exact: Meet me halfway\n", 0, "outside the article's text"),
    ("        exact: The Syria quagmire\n", "", -2, "placed by exact or by lines: give one of them"),
    ("exact: violin\n", "exact: violin\n        lines: 15-15\n", -2, "placed by exact or by lines: give one of them"),
    ("lines: 165-165\n", "lines: 191-191\n", 0, "not inside the lines of the article's text"),
    ("lines: 165-165\n", "lines: 166-166\n", 0, "lines 166-166 are empty"),
    ("lines: 165-165\n", "lines: 165\n", 0, "must look like 3-17"),
    ("lines: 1-41\n", "lines: 1-42\n", 0, "the capture has 41 lines"),
    ("end: 8084\n", "end: 8000\n", -1, "lines 1-41 of the capture are start: 0, end: 8084"),
    ("ends: Related posts\n", "ends: Unrelated posts\n", 0, "does not end with “Unrelated posts”"),
    ("begins: Войти\n", "begins: 50 days\n", 0, "does not begin with “50 days”"),
    ("kind: summarises\n", "kind: paraphrases\n", 0, "Write one of: republishes, translates, summarises, excerpts"),
    ("kind: caption\n        exact: Trump", "kind: picture\n        exact: Trump", 0, "unknown kind “picture”"),
    ("- id: brics-kremlin-list\n", "- id: brics-nothing-to-do\n", 0, "is already taken in line"),
    ("- id: topcor-wp-trump\n", "- id: eutoday-nato\n", 0, "is already taken in line"),
    ("- id: eutoday-nato-follow\n", "- id: eutoday-nato-caption\n", 0, "is already taken in line"),
    ("- id: topcor-summarises-wapo\n", "- id: topcor summarises!\n", 0, "Use letters, digits, dots"),
    ("    media_type: text/plain\n    origin: 000", "    origin: 000", -3, "the key “media_type” is missing"),
    ("    country: GB\n", "    contry: GB\n", 0, "unknown key “contry”; did you mean “country”?"),
    ("    country: GB\n", "    country: GB\n    country: UK\n", 1, "the key “country” is given twice"),
    ("    country: GB\n", "    country: Britain\n", 0, "at most 2 characters"),
    ("    country: GB\n", "    country: gb\n", -4, "two capital letters after ISO 3166"),
    ("    country: GB\n", "    country: [GB]\n", 0, "country must be a text"),
    ("    name: The Guardian\n", "    name:\n", 0, "name is empty"),
    ("    domain: vpk.name\n", "    domain: https://vpk.name\n", -2, "without http:// and path"),
    ("    domain: vpk.name\n", "    domain: eutoday.net\n", 0, "Outlet with this Domain already exists"),
    ("byline: [Kseniya Kirillova]\n", "byline: Kseniya Kirillova\n", 0, "byline must be a list"),
    ("byline: [Kseniya Kirillova]\n", "byline: [[Kseniya]]\n", 0, "byline must be a list of texts"),
    ("retrieved_at:\n\narticles", "retrieved_at: 2026-01-01\n\narticles", 0, "names no time zone"),
    ("retrieved_at:\n\narticles", "retrieved_at: May\n\narticles", 0, "must look like 2018-07-16T10:00:00Z"),
    ("original: guardian-50-days\n", "original: vpk-50-days\n", -2, "would make an article its own original"),
    ("original: guardian-50-days\n", "original: guardian-50\n", 0, "did you mean “guardian-50-days”"),
    ("url: https://vpk.name", "url: vpk.name", -7, "Write the URL with http:// or https://"),
    ("entered_by: editor\n", "", 1, "the key “entered_by” is missing"),
    ("outlets:\n  - id: eutoday\n", "outlets: [\n  - id: eutoday\n", 1, "This is not YAML"),
    ("outlets:\n  - id: eutoday\n", "outlets:\n  - eutoday\n  - id: eutoday\n", 1, "Here belongs a mapping"),
]


@pytest.mark.parametrize(("old", "new", "offset", "message"), UNFIT)
def test_what_does_not_fit_is_refused_with_its_line(directory, facts, old, new, offset, message):
    line = edit(facts, old, new)

    refused(directory, line + offset, message)


def test_a_text_that_is_not_in_composed_form_is_refused(directory, facts):
    capture = directory / "corpus" / "003_9b3c6c18c1f4985d.txt"
    edit(capture, "Andrei Illarionov, a Russian economist", "Andrei\u0301 Illarionov, a Russian economist")
    resign(facts, capture, "e45e8e608a98d488ec5b416e191c86e3a13164c90c6286efefe626cea05e29df")
    edit(facts, "end: 5903", "end: 5904")
    edit(facts, "ends: Andrei Illarionov, a", "ends: Illarionov, a")

    refused(directory, line_of(facts, "lines: 1-23"), "is not in Unicode form NFC")


def test_a_capture_that_is_not_utf_8_holds_no_text(directory, facts):
    capture = directory / "corpus" / "003_9b3c6c18c1f4985d.txt"
    capture.write_bytes(b"\xff" + capture.read_bytes())
    resign(facts, capture, "e45e8e608a98d488ec5b416e191c86e3a13164c90c6286efefe626cea05e29df")

    refused(directory, line_of(facts, "capture: 003_9b3c6c18c1f4985d"), "is not UTF-8")


def test_a_folder_without_corpus_yaml_is_refused(tmp_path):
    refused(tmp_path, 1, "The file cannot be read: No such file or directory")


def test_a_file_that_is_not_utf_8_is_refused(directory, facts):
    facts.write_bytes("entered_by: редактор".encode("cp1251"))

    refused(directory, 1, "The file is not UTF-8")


@pytest.mark.parametrize(
    ("old", "new", "offset", "message"),
    [
        ("title: Why Putin needs Trump victory", "title: Why Putin needs a victory", 0, "“Why Putin needs a victory”"),
        ("byline: [Jackson Diehl]", "byline: []", 0, "byline: “['Jackson Diehl']”, not “[]”"),
        ("original: guardian-50-days\n", "original: wapo-2016-putin\n", 0, "original: “Pjotr Sauer, July 2025”"),
        ("lines: 78-81\n", "lines: 78-80\n", -2, "is stored with another end"),
    ],
)
def test_a_stored_row_that_differs_is_refused_and_kept(directory, facts, old, new, offset, message):
    import_corpus(directory, report=lambda said: None)
    before = list(Article.objects.order_by("pk").values())
    line = edit(facts, old, new)

    with pytest.raises(CorpusError, match=f":{line + offset}: ") as refusal:
        import_corpus(directory, report=lambda said: None)

    assert message in str(refusal.value)
    assert "What is stored is never overwritten" in str(refusal.value)
    assert list(Article.objects.order_by("pk").values()) == before


def test_the_command_says_why_and_that_nothing_was_imported(directory, facts):
    line = edit(facts, "outlet: eutoday\n", "outlet: eutody\n")

    with pytest.raises(CommandError) as refusal:
        call_command("import_corpus", directory=directory)

    assert str(refusal.value) == (
        f"{facts}:{line}: unknown outlet “eutody”; did you mean “eutoday”?\nNothing was imported."
    )
