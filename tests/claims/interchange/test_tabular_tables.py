"""Sheets of each table, and who may change what."""

import pytest

from claims.actions.claim import revise_claim
from claims.interchange.tabular_claims import CLAIMANTS, CLAIMS, TOPICS
from claims.models import Claimant, Topic
from sources.interchange.tabular_plan import carry_out, preview
from sources.interchange.tabular_sources import ARTICLES, OUTLETS
from sources.models import Article, Outlet
from tests.claims.interchange.sheets import done, exported, lines
from tests.factories import make_article, make_claim, make_editor, make_outlet, make_reviewer, make_topic, make_user
from tests.rules import refused

pytestmark = pytest.mark.django_db


def test_sources_and_names_are_changed_and_added():
    make_outlet(name="Neva Times")
    make_topic(name="Bridges")
    done(OUTLETS, [exported(OUTLETS)[0] | {"domain": "neva.example", "country": "RU"}])
    done(TOPICS, [exported(TOPICS)[0] | {"name": "Bridges of the Neva"}])
    done(CLAIMANTS, [{"kind": "person", "name": "Anna Petrova", "aliases": "Анна Петрова | A. Petrova"}])
    outlet = Outlet.objects.get()
    done(ARTICLES, [{"outlet": outlet.external_id, "kind": "news", "title": "Open", "published": "2018-07"}])

    assert (outlet.domain, Topic.objects.get().name) == ("neva.example", "Bridges of the Neva")
    assert Claimant.objects.get().aliases == ["Анна Петрова", "A. Petrova"]
    assert Article.objects.get().published_on.isoformat() == "2018-07-01"


def test_domain_that_another_outlet_has_is_a_problem_in_words():
    make_outlet(domain="neva.example")

    plan = preview(OUTLETS, lines(OUTLETS, [{"name": "B", "kind": "site", "domain": "neva.example"}]), by=make_editor())

    assert plan.rows[0].messages == ["domain: Outlet with this Domain already exists."]


def test_change_of_a_changed_articles_date_keeps_its_bound():
    make_article(published="2018")
    rows = exported(ARTICLES)
    rows[0]["published"] = "2019-02"

    done(ARTICLES, rows)

    assert Article.objects.get().published_on.isoformat() == "2019-02-01"


def test_who_may_not_change_a_row_is_told_at_the_row():
    make_claim()
    rows = exported(CLAIMS)
    rows[0]["priority"] = "high"

    plan = preview(CLAIMS, lines(CLAIMS, rows), by=make_user(username="onlooker"))

    assert "may not do this" in plan.rows[0].messages[0]


def test_confirmation_is_bound_to_what_was_shown():
    claim = make_claim()
    rows = exported(CLAIMS)
    rows[0]["priority"] = "high"
    read = lines(CLAIMS, rows)
    digest = preview(CLAIMS, read, by=make_editor()).digest
    revise_claim(claim=claim, note="Mine.", by=make_reviewer())

    with refused("preview"):
        carry_out(CLAIMS, read, digest=digest, by=make_editor())

    claim.refresh_from_db()
    assert claim.priority == "normal"
