"""Independent sources: the connected components of the cited articles under shared roots."""

import pytest

from claims.models import SourceCount
from sources.models import Derivation
from tests.factories import (
    NOON,
    make_appearance,
    make_article,
    make_claim,
    make_derivation,
    make_editor,
    make_evidence,
    make_passage,
)
from tests.rules import Case, accepted, failing, passing, refused

pytestmark = pytest.mark.django_db

PLAUSIBLE = Case(
    "source_count_plausible",
    good=[{"articles": 1, "sources": 1}, {"articles": 40, "sources": 2}],
    bad=[{"articles": 1, "sources": 2}, {"articles": 1, "sources": 0}],
)


@passing(PLAUSIBLE)
def test_count_is_accepted(rule, fields):
    with accepted(rule):
        SourceCount.objects.create(claim=make_claim(), stance="asserts", **fields)


@failing(PLAUSIBLE)
def test_count_is_refused(rule, fields):
    with refused(rule):
        SourceCount.objects.create(claim=make_claim(), stance="asserts", **fields)


def test_claim_and_stance_are_counted_once():
    claim = make_claim()

    with accepted("source_count_once"):
        SourceCount.objects.create(claim=claim, stance="asserts", articles=1, sources=1)
        SourceCount.objects.create(claim=claim, stance="denies", articles=1, sources=1)
    with refused("source_count_once"):
        SourceCount.objects.create(claim=claim, stance="asserts", articles=2, sources=1)


def cite(claim, *articles, stance="supports"):
    for article in articles:
        make_evidence(claim=claim, article=article, stance=stance)


def citations(count):
    return [make_article(content=None) for _ in range(count)]


def counted(claim, stance="supports"):
    row = SourceCount.objects.filter(claim=claim, stance=stance).first()
    return (row.articles, row.sources) if row else (0, 0)


def test_unrelated_articles_are_as_many_sources():
    claim = make_claim()

    cite(claim, *citations(3))

    assert counted(claim) == (3, 3)


def test_forty_copies_of_one_wire_story_are_one_source():
    claim = make_claim()
    wire, *copies = citations(41)
    for copy in copies:
        make_derivation(article=copy, original=wire)

    cite(claim, *copies)

    assert counted(claim) == (40, 1)


def test_articles_are_linked_through_a_root_that_is_not_cited():
    claim = make_claim()
    root, middle, one, other = citations(4)
    make_derivation(article=middle, original=root)
    make_derivation(article=one, original=middle)
    make_derivation(article=other, original=root)

    cite(claim, one, other)

    assert counted(claim) == (2, 1)


def test_articles_are_linked_through_a_cited_article_with_two_roots():
    claim = make_claim()
    first_root, second_root, one, both, other = citations(5)
    for article, original in [(one, first_root), (both, first_root), (both, second_root), (other, second_root)]:
        make_derivation(article=article, original=original)

    cite(claim, one, other)
    apart = counted(claim)
    cite(claim, both)

    assert apart == (2, 2)
    assert counted(claim) == (3, 1)


def test_derivation_that_is_decided_later_joins_the_sources():
    claim = make_claim()
    one, other = citations(2)
    cite(claim, one, other)
    derivation = make_derivation(article=one, original=other, status="suggested")
    before = counted(claim)

    derivation.decide("confirmed", by=make_editor(), at=NOON)
    joined = counted(claim)
    derivation.decide("rejected", by=make_editor(), at=NOON)

    assert (before, joined, counted(claim)) == ((2, 2), (2, 1), (2, 2))


def test_derivation_far_above_joins_the_sources():
    claim = make_claim()
    top, left, right, one, other = citations(5)
    for article, original in [(one, left), (other, right), (left, top)]:
        make_derivation(article=article, original=original)
    cite(claim, one, other)
    before = counted(claim)

    upper = make_derivation(article=right, original=top)
    joined = counted(claim)
    Derivation.objects.filter(pk=upper.pk).delete()

    assert (before, joined, counted(claim)) == ((2, 2), (2, 1), (2, 2))


def test_withdrawn_article_leaves():
    claim = make_claim()
    one, other = citations(2)
    cite(claim, one, other)

    one.withdraw()
    after = counted(claim)
    other.withdraw()

    assert after == (1, 1)
    assert not SourceCount.objects.exists()


def test_drafts_and_withdrawn_rows_do_not_count():
    claim = make_claim()
    make_evidence(claim=claim, status="draft")
    make_evidence(claim=claim, status="withdrawn")
    make_evidence(claim=claim, article=make_article(status="draft"))
    make_appearance(claim=claim, status="draft")

    assert not SourceCount.objects.exists()


def test_stances_are_counted_apart_and_an_article_once():
    claim, article = make_claim(), make_article()
    passages = [make_passage(article=article, exact=exact) for exact in ("the bridge", "is open", "Nobody else")]
    make_appearance(claim=claim, passage=passages[0])
    make_appearance(claim=claim, passage=passages[1])
    make_appearance(claim=claim, passage=passages[2], stance="denies")
    cite(claim, article, stance="contradicts")

    assert [counted(claim, stance) for stance in ("asserts", "denies", "contradicts")] == [(1, 1)] * 3


def test_numbers_follow_evidence_that_is_taken_back():
    claim = make_claim()
    evidence = make_evidence(claim=claim)

    evidence.reopen()

    assert counted(claim) == (0, 0)
