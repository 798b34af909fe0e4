"""What one row of a claimant or an affiliation must satisfy, also once appearances rely on it."""

import pytest

from claims.models import Affiliation, Claimant
from tests.factories import make_appearance, make_article, make_claimant, make_mark, make_outlet, make_passage
from tests.rules import Case, accepted, failing, made, passing, refused, run

pytestmark = pytest.mark.django_db

CASES = [
    Case("claimant_name_given", good=[{"name": "A. Minister"}], bad=[{"name": ""}]),
    Case("claimant_kind_known", good=[{"kind": "organisation"}], bad=[{"kind": "robot"}]),
    Case(
        "claimant_anonymous_has_article",
        good=[{"kind": "anonymous_source", "article": make_article}],
        bad=[{"kind": "anonymous_source"}],
    ),
    Case(
        "claimant_article_only_unnamed",
        good=[{"kind": "group", "article": make_article}, {"kind": "group"}],
        bad=[{"kind": "person", "article": make_article}, {"kind": "organisation", "article": make_article}],
    ),
    Case("claimant_outlet_named", good=[{"kind": "outlet", "outlet": make_outlet}], bad=[{"kind": "outlet"}]),
    Case("claimant_country_iso", good=[{"country": "RU"}, {"country": ""}], bad=[{"country": "ru"}]),
    Case("claimant_wikidata_id", good=[{"wikidata_id": "Q7747"}], bad=[{"wikidata_id": "7747"}]),
    Case("claimant_person_died", good=[{"died": "2018-04"}], bad=[{"kind": "organisation", "died": "2018-04"}]),
]


@passing(*CASES)
def test_claimant_is_accepted(rule, fields):
    with accepted(rule):
        Claimant.objects.create(**{"name": "A. Minister", "kind": "person", **made(fields)})

    assert Claimant.objects.count() == 1


@failing(*CASES)
def test_claimant_is_refused(rule, fields):
    with refused(rule):
        Claimant.objects.create(**{"name": "A. Minister", "kind": "person", **made(fields)})


def test_affiliation_has_a_title():
    claimant = make_claimant()

    with accepted("affiliation_title_given"):
        Affiliation.objects.create(claimant=claimant, title="Minister")
    with refused("affiliation_title_given"):
        Affiliation.objects.create(claimant=claimant, title="", organisation="The ministry")


def test_affiliation_stays_with_its_claimant_once_an_appearance_names_it():
    claimant = make_claimant()
    affiliation = Affiliation.objects.create(claimant=claimant, title="Minister")
    make_appearance(claimant=claimant, affiliation=affiliation)

    with refused("appearance_affiliation_of_claimant"):
        Affiliation.objects.filter(pk=affiliation.pk).update(claimant=make_claimant())


def test_claimant_of_two_articles_does_not_come_to_belong_to_one():
    claimant = make_claimant(kind="group")
    first, second = make_passage(), make_passage()
    make_appearance(claimant=claimant, passage=first)
    make_appearance(claimant=claimant, passage=second, status="draft")

    with refused("appearance_claimant_of_article"):
        run("UPDATE claims_claimant SET article_id = %s WHERE id = %s", first.text.article_id, claimant.pk)


def test_group_of_one_article_comes_to_belong_to_it():
    claimant = make_claimant(kind="group")
    passage = make_passage()
    make_appearance(claimant=claimant, passage=passage)

    with accepted("appearance_claimant_of_article"):
        Claimant.objects.filter(pk=claimant.pk).update(article=passage.text.article)


def test_outlet_of_a_claimant_who_speaks_in_its_mark_stays():
    outlet = make_outlet()
    passage = make_passage()
    make_mark(text=passage.text, exact="the bridge is open", inserted_by=outlet)
    claimant = make_claimant(kind="outlet", outlet=outlet)
    make_appearance(passage=passage, claimant=claimant)

    with refused("appearance_claimant_of_mark"):
        Claimant.objects.filter(pk=claimant.pk).update(outlet=make_outlet())
    with refused("appearance_claimant_of_mark"):
        Claimant.objects.filter(pk=claimant.pk).update(outlet=None, kind="organisation")


def test_outlet_is_claimant_once():
    outlet = make_outlet()
    make_claimant(kind="outlet", outlet=outlet)

    with refused("claims_claimant_outlet_id_key"):
        make_claimant(kind="outlet", outlet=outlet)
