"""The engines answer the same questions about the same claims."""

import pytest
from django.db import connection

from bench.engines.claimtrack import ClaimTrack
from bench.engines.plain_postgresql import PlainPostgresql
from bench.engines.sqlite import Sqlite
from bench.generate import fill
from bench.questions import Question, questions
from claims.actions.lexemes import fold_lexemes
from claims.models import Claim

pytestmark = pytest.mark.django_db

WORDS = ("bridges", "closed")


@pytest.fixture
def engines(tmp_path):
    """Three engines on generated claims, of which four speak of bridges."""
    fill(120, is_quiet=True)
    newest = Claim.objects.public().filter(language="en").order_by("-pk")
    for claim, statement in zip(
        newest, ("Bridges closed.", "Closed bridges.", "Bridges.", "Bridgeheads."), strict=False
    ):
        claim.statement = statement
        claim.save()
    fold_lexemes()
    edge = Claim.objects.public().order_by("-pk").values_list("pk", flat=True)[99]
    plain = PlainPostgresql()
    sqlite = Sqlite(tmp_path / "bench.sqlite")
    yield [ClaimTrack(edges={100: edge}), plain, sqlite]
    sqlite.close()


@pytest.mark.parametrize(
    ("question", "found"),
    [
        (Question("all", WORDS), 2),
        (Question("any", WORDS, "any"), 3),
        (Question("phrase", WORDS, "phrase"), 1),
        (Question("prefix", ("bridge",), "prefix"), 4),
    ],
    ids=lambda value: value.kind if isinstance(value, Question) else "",
)
def test_engines_find_the_same_number_of_claims(engines, question, found):
    assert [engine.find(question) for engine in engines] == [found] * 3


def test_engines_find_the_same_beside_facets(engines):
    assert [engine.find_with_facets(Question("all", WORDS)) for engine in engines] == [2] * 3


def test_engines_read_the_same_deep_page(engines):
    left = min(Claim.objects.public().count() - 100, 20)

    assert [engine.page(100) for engine in engines] == [left] * 3
    assert left > 0


def test_engines_count_what_is_public(engines):
    assert [engine.count() for engine in engines] == [Claim.objects.public().count()] * 3


def test_questions_are_the_same_for_one_seed():
    fill(300, is_quiet=True)

    asked = questions(4, claims=300, seed=7)

    assert asked == questions(4, claims=300, seed=7)
    assert asked != questions(4, claims=300, seed=8)
    assert {kind: len(group) for kind, group in asked.items()} == dict.fromkeys(asked, 4)


def test_phrases_stand_in_a_claim():
    fill(300, is_quiet=True)
    phrases = questions(4, claims=300, seed=7)["a phrase"]

    with connection.cursor() as cursor:
        for phrase in phrases:
            cursor.execute(
                "SELECT count(*) FROM claims_claim WHERE statement ILIKE %s", [f"%{' '.join(phrase.words)}%"]
            )
            assert cursor.fetchone()[0] > 0
