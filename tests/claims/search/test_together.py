"""Claims that one statement stores are indexed together, as each would be alone."""

import pytest
from django.db import connection

from claims.models import Claim, ClaimWording, LexemeDelta, SearchDocument
from tests.factories import make_appearance, make_claim, make_editor, make_passage

pytestmark = pytest.mark.django_db
AGAIN = "SELECT claims_index_claim(id), claims_sort_claim(id), claims_reword_claim(id) FROM claims_claim ORDER BY id"
# Foreign keys are checked at the end of a transaction, so what points to a claim may come before it.
SAID_FIRST = """
INSERT INTO claims_appearance SELECT (jsonb_populate_record(
    a, jsonb_build_object('id', a.id + 100000, 'claim_id', a.claim_id + 100000, 'external_id', 'said-first'))).*
FROM claims_appearance a;
INSERT INTO claims_claim SELECT (jsonb_populate_record(
    c, jsonb_build_object('id', c.id + 100000, 'external_id', 'claimed-later'))).*
FROM claims_claim c
"""


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def kept():
    """Return what is kept of each claim for search and matching."""
    return (
        list(SearchDocument.objects.order_by("claim").values_list("claim", "vector", "length", "facets")),
        list(ClaimWording.objects.order_by("claim", "text").values_list("claim", "text", "language")),
        LexemeDelta.objects.count(),
    )


def claims():
    """Return unsaved claims: a draft, a public one in Russian, and one whose words are all stop words."""
    editor = make_editor()
    told = [("Bridges are open.", "en", "draft"), ("Мосты открыты.", "ru", "public"), ("?", "en", "draft")]
    return [
        Claim(statement=words, short_statement=words, language=language, status=status, kind="fact", created_by=editor)
        for words, language, status in told
    ]


def test_claims_stored_together_are_indexed_as_each_would_be():
    Claim.objects.bulk_create(claims())
    together = kept()

    run(AGAIN)

    assert kept() == together
    assert [(length, facets != []) for _, _, length, facets in together[0]] == [(2, False), (2, True), (0, False)]
    assert [(text, language) for _, text, language in together[1]] == [
        ("Bridges are open.", "en"), ("Мосты открыты.", "ru"), ("?", "en")
    ]  # fmt: skip


def test_words_of_claims_stored_together_are_counted_once():
    Claim.objects.bulk_create([*claims(), *claims()])

    counted = {row.lexeme: (row.documents, row.occurrences) for row in LexemeDelta.objects.all()}

    assert (counted["bridg"], counted["открыт"], counted[""]) == ((2, 2), (2, 2), (6, 8))
    assert len(counted) == LexemeDelta.objects.count()


def test_history_of_claims_stored_together_has_each_of_them():
    Claim.objects.bulk_create(claims())

    for claim in Claim.objects.all():
        assert list(claim.history.values_list("id", "statement", "pgh_label")) == [
            (claim.pk, claim.statement, "insert")
        ]


def test_claim_that_comes_after_its_appearance_is_found_by_the_quote():
    make_appearance(claim=make_claim(statement="Something."), passage=make_passage(exact="the bridge is open"))

    run(SAID_FIRST)

    document = SearchDocument.objects.get(claim__external_id="claimed-later")
    assert "'bridg'" in document.vector
    assert ClaimWording.objects.filter(claim=document.claim, text="the bridge is open").exists()
    assert document.facets
