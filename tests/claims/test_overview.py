"""The overview counts what is public, and nothing else."""

import datetime

import pytest
from django.core.management import call_command

from claims import overview
from claims.actions.overview import count_overview
from claims.models import Appearance, OverviewCount
from tests.factories import (
    NOON,
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_evidence,
    make_outlet,
    make_passage,
    make_topic,
    make_verdict,
)

pytestmark = pytest.mark.django_db


def test_verdicts_are_counted_by_month_without_gaps():
    make_verdict(now=NOON)
    make_verdict(now=NOON + datetime.timedelta(days=62))
    make_verdict(state="draft", now=NOON)
    make_verdict(state="retracted", now=NOON)

    assert overview.verdicts_over_time() == [
        ["2026-01", 0, 1, 0, 0],
        ["2026-02", 0, 0, 0, 0],
        ["2026-03", 0, 1, 0, 0],
    ]


def test_verdicts_of_many_years_are_counted_by_year():
    make_verdict(now=NOON)
    make_verdict(now=NOON - datetime.timedelta(days=365 * 4))

    assert [row[0] for row in overview.verdicts_over_time()] == ["2022", "2023", "2024", "2025", "2026"]


def test_claimants_are_counted_by_what_they_do():
    mayor, council = make_claimant(name="The mayor"), make_claimant(name="The council")
    first, second = make_claim(), make_claim()
    make_appearance(claim=first, claimant=mayor)
    make_appearance(claim=first, claimant=mayor)
    make_appearance(claim=second, claimant=mayor, stance="denies")
    make_appearance(claim=second, claimant=council)

    assert overview.claims_by_claimant() == [
        [mayor.pk, "The mayor", 1, 1, 0, 0],
        [council.pk, "The council", 1, 0, 0, 0],
    ]


def test_anonymous_sources_are_not_counted():
    article = make_article()
    source = make_claimant(kind="anonymous_source", name="An official", article=article)
    make_appearance(claimant=source, passage=make_passage(article=article))

    assert Appearance.objects.public().count() == 1
    assert overview.claims_by_claimant() == []


def test_topics_are_counted_by_what_was_found():
    topic = make_topic(name="Bridges")
    make_verdict(claim=make_claim(topics=[topic]))
    make_claim(topics=[topic])
    make_claim(topics=[topic], status="draft")

    assert overview.claims_by_topic() == [[topic.pk, "Bridges", 0, 1, 0, 0, 1]]


def test_evidence_is_counted_in_independent_sources():
    verdict = make_verdict()
    make_evidence(claim=verdict.claim, stance="contradicts")
    make_evidence(claim=verdict.claim, stance="context", status="draft")

    assert overview.evidence_balance() == [["false", 1, 1, 0]]


def test_articles_are_counted_by_whether_they_are_quoted():
    outlet = make_outlet(name="Neva Times")
    make_appearance(passage=make_passage(article=make_article(outlet=outlet)))
    make_article(outlet=outlet)
    make_article(outlet=outlet, status="draft")

    assert overview.articles_by_outlet() == [[outlet.pk, "Neva Times", 1, 1]]


def test_nothing_is_counted_of_an_empty_database():
    assert overview.count() == {name: [] for name in overview.TABLES}


def test_large_database_shows_its_last_count(monkeypatch):
    monkeypatch.setattr(overview, "COUNTED_AT_ONCE", 0)
    make_verdict()

    assert overview.overview() is None
    call_command("count_overview", verbosity=0)
    make_verdict()

    assert overview.overview().tables["verdicts"] == [["2026-01", 0, 1, 0, 0]]


def test_only_the_last_count_is_kept():
    count_overview(now=NOON)
    kept = count_overview(now=NOON + datetime.timedelta(days=1))

    assert list(OverviewCount.objects.all()) == [kept]
