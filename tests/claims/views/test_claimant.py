"""Claimants: the list and one page."""

import pytest

from claims.enums import ClaimantKind
from claims.models import Affiliation
from tests.factories import make_appearance, make_article, make_claim, make_claimant, make_passage

pytestmark = pytest.mark.django_db


def test_claimant_shows_who_it_is_and_what_they_said(story, read):
    words = read(story.claimant.get_absolute_url())

    assert "Claimant · person Ada Minister" in words
    assert "Roles Minister, City (from 2016)" in words
    assert "Claim: The bridge was open. false said" in words
    assert "Ada Minister (Minister, City) said this asserts reported" in words


def test_claimant_who_only_relays_is_shown_with_what_they_relayed(story, read):
    words = read(story.relay.get_absolute_url())

    assert "Agency desk recalls: Ada Minister" in words


def test_claimant_shows_names_and_the_roles_in_order_of_time(read):
    ada = make_appearance(
        claimant=make_claimant(name="Ada", aliases=["Ада", "A. Minister"], description="A minister.")
    ).claimant
    for title, since, until in (("Minister", "2018-05", "2020"), ("Mayor", "2014", "2018-04")):
        Affiliation.objects.create(claimant=ada, title=title, since=since, until=until)

    words = read(ada.get_absolute_url())

    assert "Also: Ада, A. Minister A minister." in words
    assert "Roles Mayor (from 2014 until April 2018) Minister (from May 2018 until 2020)" in words


def test_claimant_who_died_is_shown_with_the_day(read):
    ada = make_appearance(claimant=make_claimant(name="Ada", died="2018-08-25")).claimant

    assert "person Ada Died 25 August 2018" in read(ada.get_absolute_url())
    assert "Died" not in read(make_appearance(claimant=make_claimant(name="Bob")).claimant.get_absolute_url())


@pytest.mark.parametrize("kind", [ClaimantKind.ANONYMOUS_SOURCE, ClaimantKind.GROUP])
def test_claimant_of_one_article_is_never_scored(read, kind):
    article = make_article(title="What officials say")
    source = make_claimant(kind=kind, name="Three officials", article=article)
    make_appearance(claimant=source, passage=make_passage(article=article))

    words = read(source.get_absolute_url())

    assert "Known only as one article describes this source. It is never joined with another and never scored." in words
    assert "What officials say" in words


def test_claimant_list_is_in_order_of_names(read):
    for name in ("Борис", "Ada", "Carl"):
        make_appearance(claimant=make_claimant(name=name))

    words = read("/claimants/")

    assert words.index("Ada") < words.index("Carl") < words.index("Борис")


def test_claimant_list_finds_names(read):
    for name in ("Ada Minister", "Carl"):
        make_appearance(claimant=make_claimant(name=name))

    words = read("/claimants/?q=mini")

    assert "Ada Minister" in words
    assert "Carl" not in words


def test_claimant_whose_appearances_are_not_public_is_404(client):
    draft = make_appearance(status="draft").claimant
    of_draft_claim = make_appearance(claim=make_claim(status="draft")).claimant
    withdrawn = make_appearance(status="withdrawn").claimant

    for claimant in (draft, of_draft_claim, withdrawn):
        assert client.get(claimant.get_absolute_url()).status_code == 404
