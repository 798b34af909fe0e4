"""/api/v1/claimants/"""

from rest_framework.test import APIClient

from claims.actions.inquiry import inquire
from claims.enums import ClaimantKind
from claims.models import Affiliation
from tests.claims.api.asking import check_filters, flat, found, results
from tests.claims.api.cast import Story
from tests.factories import make_appearance, make_article, make_claim, make_claimant, make_editor, make_passage

HOST = "http://testserver"


def test_list_shows_claimants_by_name(api: APIClient, story: Story) -> None:
    ada, relay = story.claimant, story.relay

    rows = results(api, "claimants")

    assert [row["name"] for row in rows] == ["Ada Minister", "Agency desk"]
    assert rows[1] == {
        "id": relay.pk,
        "external_id": relay.external_id,
        "url": f"{HOST}/api/v1/claimants/{relay.pk}/",
        "html_url": f"{HOST}/claimants/{relay.pk}/",
        "kind": "outlet",
        "name": "Agency desk",
        "aliases": [],
        "description": "",
        "country": "",
        "wikidata_id": "",
        "died": "",
        "died_on": None,
        "outlet": {"id": story.agency.pk, "url": None, "label": "The Agency"},
        "article": None,
        "claims_url": f"{HOST}/api/v1/claims/?claimant={relay.pk}",
        "appearances_url": f"{HOST}/api/v1/appearances/?claimant={relay.pk}",
    }
    assert api.get(rows[0]["claims_url"]).json()["results"][0]["claimants"][0]["id"] == ada.pk


def test_csv_shows_a_claimant_flat(api: APIClient, story: Story) -> None:
    relay = story.relay

    assert flat(api, "claimants", q="desk") == [
        {
            "id": str(relay.pk),
            "external_id": relay.external_id,
            "url": f"{HOST}/api/v1/claimants/{relay.pk}/",
            "html_url": f"{HOST}/claimants/{relay.pk}/",
            "kind": "outlet",
            "name": "Agency desk",
            "aliases": "[]",
            "description": "",
            "country": "",
            "wikidata_id": "",
            "died": "",
            "outlet_id": str(story.agency.pk),
            "outlet": "The Agency",
            "article_id": "",
            "article": "",
        }
    ]


def test_detail_shows_roles_with_their_days(api: APIClient, story: Story) -> None:
    Affiliation.objects.create(claimant=story.claimant, title="Mayor", since="2010", until="2015-03")

    claimant = api.get(f"/api/v1/claimants/{story.claimant.pk}/").json()

    assert claimant["affiliations"] == [
        {
            "title": "Mayor",
            "organisation": "",
            "since": "2010",
            "since_on": "2010-01-01",
            "until": "2015-03",
            "until_on": "2015-03-01",
        },
        {
            "title": "Minister",
            "organisation": "City",
            "since": "2016",
            "since_on": "2016-01-01",
            "until": "",
            "until_on": None,
        },
    ]


def test_anonymous_source_names_its_article(api: APIClient) -> None:
    article = make_article(title="The leak")
    source = make_claimant(kind=ClaimantKind.ANONYMOUS_SOURCE, name="an official", article=article)
    make_appearance(claimant=source, passage=make_passage(article=article))

    assert results(api, "claimants")[0]["article"] == {
        "id": article.pk,
        "url": f"{HOST}/api/v1/articles/{article.pk}/",
        "label": "The leak",
    }


def test_article_of_an_anonymous_source_is_left_out_while_it_is_a_draft(api: APIClient) -> None:
    article = make_article(title="The leak", status="draft")
    source = make_claimant(kind=ClaimantKind.GROUP, name="officials", article=article)
    inquire(claim=make_claim(), addressee=source, reason_not_asked="Unnamed.", is_public=True, by=make_editor())

    assert [row["article"] for row in results(api, "claimants")] == [None]
    assert [(row["article_id"], row["article"]) for row in flat(api, "claimants")] == [("", "")]


def test_addressee_of_a_public_inquiry_is_listed(api: APIClient) -> None:
    asked, kept = make_claimant(), make_claimant()
    inquire(claim=make_claim(), addressee=asked, reason_not_asked="Dead.", is_public=True, by=make_editor())
    inquire(claim=make_claim(), addressee=kept, reason_not_asked="Dead.", is_public=False, by=make_editor())

    assert found(api, "claimants") == [asked.pk]


def test_each_filter_finds_its_claimants_alone(api: APIClient, story: Story) -> None:
    story.claimant.country = "DE"
    story.claimant.save()
    make_appearance(claimant=make_claimant(name="Zoe", kind=ClaimantKind.ORGANISATION))

    check_filters(
        api,
        "claimants",
        story.claimant.pk,
        {
            "kind": ("person", "group"),
            "country": ("de", "FR"),
            "outlet": (story.outlet.pk, story.agency.pk),
            "topic": (story.topic.pk, story.topic.pk + 1),
            "said_from": ("2018-07-16", "2018-07-17"),
            "said_to": ("2018-07-16", "2018-07-15"),
            "q": ("ada minister", "ada mayor"),
        },
    )


def test_day_of_death_is_told_as_far_as_it_is_known(api: APIClient, story: Story) -> None:
    story.claimant.died = "2018-04"
    story.claimant.save()

    told = api.get(f"/api/v1/claimants/{story.claimant.pk}/").json()

    assert (told["died"], told["died_on"]) == ("2018-04", "2018-04-01")
    assert [row["died"] for row in flat(api, "claimants", id=story.claimant.pk)] == ["2018-04"]
