"""Claims by the words that they share with a text."""

import pytest
from django.db import connection

from claims.actions.claim import revise_claim, withdraw_claim
from claims.actions.lexemes import fold_lexemes
from claims.matching import find_matches
from claims.models import Claim, LexemeCount, LexemeDelta, SearchDocument
from claims.polarity import Polarity
from tests.factories import make_appearance, make_article, make_claim, make_editor, make_passage, make_reviewer

pytestmark = pytest.mark.django_db


def three_claims():
    """Return claims on a bridge, a bank and a vaccine, counted."""
    claims = [
        make_claim(statement="The bridge over the Neva was closed on 1 January 2026."),
        make_claim(statement="The central bank of Norway sold its gold in 2004."),
        make_claim(statement="The measles vaccine was withdrawn in Norway in 2019."),
    ]
    fold_lexemes()
    return claims


def recounted():
    """Return the counts as the documents themselves give them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, ndoc FROM ts_stat('SELECT vector FROM claims_searchdocument')")
        return dict(cursor.fetchall())


def test_closest_claim_comes_first():
    bridge, *_ = three_claims()

    matches = find_matches("They CLOSED the Neva bridge!! https://t.co/x #NevaBridge", language="en")

    assert [match.claim for match in matches] == [bridge]
    assert matches[0].method == "words"
    assert set(matches[0].words) == {"bridg", "neva", "close"}


def test_negated_statement_is_said_to_be_the_opposite():
    three_claims()

    matches = find_matches("The bridge over the Neva was not closed on 1 January 2026", language="en")

    assert matches[0].polarity == Polarity.OPPOSITE


def test_text_without_known_words_matches_nothing():
    three_claims()

    assert find_matches("zzz qqq", language="en") == []
    assert find_matches("", language="en") == []


def test_drafts_and_withdrawn_claims_are_not_matched_for_the_public():
    bridge, bank, _ = three_claims()
    draft = make_claim(statement="The bridge over the Neva was painted.", status="draft")
    withdraw_claim(claim=bank, by=make_reviewer())
    fold_lexemes()

    bridges = find_matches("Neva bridge", language="en")
    banks = find_matches("central bank gold", language="en")

    assert [match.claim for match in bridges] == [bridge]
    assert banks == []
    desk = find_matches("Neva bridge painted", language="en", among=Claim.objects.unmerged())
    assert [match.claim for match in desk] == [draft, bridge]


def test_public_quotes_count_and_draft_quotes_do_not():
    claim = make_claim(statement="A minister spoke of traffic.")
    article = make_article(content="He said that the viaduct is a ruin. She said that the tunnel is a cave.")
    make_appearance(claim=claim, passage=make_passage(article=article, exact="the viaduct is a ruin"))
    make_appearance(claim=claim, passage=make_passage(article=article, exact="the tunnel is a cave"), status="draft")
    fold_lexemes()

    assert [match.claim for match in find_matches("viaduct", language="en")] == [claim]
    assert find_matches("tunnel cave", language="en") == []


def test_russian_claims_are_matched_in_any_case():
    claim = make_claim(statement="Мост через Неву был закрыт 1 января 2026 года.", language="ru")
    fold_lexemes()

    matches = find_matches("Мосты через Неву закрыты", language="ru")

    assert [match.claim for match in matches] == [claim]


def test_equal_scores_go_to_the_older_claim():
    first = make_claim(statement="Bridges burn in summer.")
    make_claim(statement="Bridges burn in summer.")
    fold_lexemes()

    assert find_matches("bridges burn", language="en")[0].claim == first


def test_folded_counts_equal_the_documents():
    bridge, bank, _ = three_claims()
    revise_claim(claim=bridge, statement="The tunnel under the Neva was closed.", by=make_editor())
    Claim.objects.filter(pk=bank.pk).delete()

    folded = fold_lexemes()

    counts = dict(LexemeCount.objects.exclude(lexeme="").values_list("lexeme", "documents"))
    assert folded > 0
    assert counts == recounted()
    assert LexemeCount.objects.get(lexeme="").documents == SearchDocument.objects.count() == 2
    assert not LexemeDelta.objects.exists()


def test_words_survive_quotes_backslashes_and_nul():
    make_claim(statement="O'Neill's back\\slash was 'quoted'.")
    fold_lexemes()

    assert len(find_matches("o'neill \\ slash ' | & ! :* \x00", language="en")) == 1


def test_number_of_queries_does_not_grow(django_assert_num_queries):
    three_claims()
    for number in range(20):
        make_claim(statement=f"The bridge number {number} was closed.")
    fold_lexemes()

    with django_assert_num_queries(7):
        assert len(find_matches("bridge closed", language="en")) == 10
