"""Derivations have no cycles; an article's origins are the roots above it."""

import pytest

from sources.models import ArticleOrigin, Derivation
from tests.factories import NOON, make_article, make_derivation, make_editor
from tests.rules import Case, accepted, failing, made, passing, refused, run

pytestmark = pytest.mark.django_db

CASES = [
    Case("derivation_kind_known", good=[{"kind": "translates"}], bad=[{"kind": "steals"}]),
    Case(
        "derivation_decided_by_and_at",
        good=[{}, {"status": "confirmed", "decided_by": make_editor, "decided_at": NOON}],
        bad=[
            {"status": "confirmed"},
            {"status": "confirmed", "decided_by": make_editor},
            {"status": "rejected", "decided_at": NOON},
            {"decided_by": make_editor, "decided_at": NOON},
            {"decided_by": make_editor},
        ],
    ),
    Case(
        "derivation_status_known",
        good=[{"status": "suggested"}],
        bad=[{"status": "maybe", "decided_by": make_editor, "decided_at": NOON}],
    ),
]


def create(**fields):
    article, original = make_article(content=None), make_article(content=None)
    return Derivation.objects.create(
        **{"article": article, "original": original, "kind": "republishes", **made(fields)}
    )


def articles(count):
    return [make_article(content=None, title=f"Article {letter}") for letter in "ABCDEF"[:count]]


def roots_of(article):
    return {origin.root.title[-1] for origin in ArticleOrigin.objects.filter(article=article)}


@passing(*CASES)
def test_derivation_is_accepted(rule, fields):
    with accepted(rule):
        create(**fields)

    assert Derivation.objects.count() == 1


@failing(*CASES)
def test_derivation_is_refused(rule, fields):
    with refused(rule):
        create(**fields)


def test_article_has_two_originals():
    copy, first, second = articles(3)

    with accepted("derivation_once"):
        make_derivation(article=copy, original=first)
        make_derivation(article=copy, original=second)


def test_derivation_is_recorded_once():
    copy, original = articles(2)
    make_derivation(article=copy, original=original)

    with refused("derivation_once"):
        make_derivation(article=copy, original=original, kind="translates")


def test_derivation_from_another_article_is_accepted():
    with accepted("derivation_not_itself"):
        create()


def test_derivation_from_itself_is_refused():
    (article,) = articles(1)

    # The trigger sees it first; the constraint holds where triggers are off.
    with refused("derivation_no_cycle"):
        make_derivation(article=article, original=article)


def test_derivation_from_itself_is_refused_by_the_row_alone():
    (article,) = articles(1)
    run("ALTER TABLE sources_derivation DISABLE TRIGGER USER")

    with refused("derivation_not_itself"):
        make_derivation(article=article, original=article)


def test_diamond_is_no_cycle():
    a, b, c, d = articles(4)

    with accepted("derivation_no_cycle"):
        for article, original in [(b, a), (c, a), (d, b), (d, c)]:
            make_derivation(article=article, original=original)


@pytest.mark.parametrize("status", ["suggested", "confirmed"])
def test_cycle_of_three_is_refused(status):
    a, b, c = articles(3)
    make_derivation(article=b, original=a)
    make_derivation(article=c, original=b, status=status)

    with refused("derivation_no_cycle"):
        make_derivation(article=a, original=c, status=status)


def test_cycle_is_refused_by_update():
    a, b, c = articles(3)
    make_derivation(article=b, original=a)
    other = make_derivation(article=c, original=b)

    with refused("derivation_no_cycle"):
        Derivation.objects.filter(pk=other.pk).update(article=a, original=b)


def test_cycle_is_refused_when_a_rejected_half_is_confirmed():
    a, b = articles(2)
    half = make_derivation(article=b, original=a, status="rejected")
    make_derivation(article=a, original=b)

    with refused("derivation_no_cycle"):
        run("UPDATE sources_derivation SET status = 'confirmed' WHERE id = %s", half.pk)


def test_cycle_within_one_statement_is_refused():
    a, b = articles(2)
    halves = [
        Derivation(article=one, original=other, kind="republishes", external_id=f"half-{one.pk}")
        for one, other in [(a, b), (b, a)]
    ]

    with refused("derivation_no_cycle"):
        Derivation.objects.bulk_create(halves)


def test_underived_article_is_its_own_root():
    (a,) = articles(1)

    with accepted("origin_once"):
        assert roots_of(a) == {"A"}


def test_origin_is_recorded_once():
    (a,) = articles(1)

    with refused("origin_once"):
        ArticleOrigin.objects.create(article=a, root=a)


def test_roots_follow_a_chain():
    a, b, c, d = articles(4)

    # From the middle outwards, so that each decision has descendants to bring along.
    make_derivation(article=c, original=b)
    make_derivation(article=d, original=c)
    make_derivation(article=b, original=a)

    assert [roots_of(article) for article in (a, b, c, d)] == [{"A"}] * 4


def test_roots_of_a_diamond_with_two_tops():
    a, b, c, d, e = articles(5)

    for article, original in [(c, a), (d, a), (d, b), (e, c), (e, d)]:
        make_derivation(article=article, original=original)

    assert [roots_of(article) for article in (c, d, e)] == [{"A"}, {"A", "B"}, {"A", "B"}]


@pytest.mark.parametrize("status", ["suggested", "rejected"])
def test_only_confirmed_derivations_count(status):
    a, b = articles(2)

    make_derivation(article=b, original=a, status=status)

    assert roots_of(b) == {"B"}


def test_roots_follow_a_rejection():
    a, b, c = articles(3)
    upper = make_derivation(article=b, original=a)
    make_derivation(article=c, original=b)

    upper.decide("rejected", by=make_editor(), at=NOON)

    assert [roots_of(article) for article in (b, c)] == [{"B"}, {"B"}]


def test_roots_follow_a_deletion():
    a, b, c = articles(3)
    upper = make_derivation(article=b, original=a)
    make_derivation(article=c, original=b)

    upper.delete()

    assert [roots_of(article) for article in (b, c)] == [{"B"}, {"B"}]


def test_roots_follow_a_moved_derivation():
    a, b, c = articles(3)
    derivation = make_derivation(article=c, original=a)

    Derivation.objects.filter(pk=derivation.pk).update(article=b)

    assert [roots_of(article) for article in (b, c)] == [{"A"}, {"C"}]
