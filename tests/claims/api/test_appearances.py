"""/api/v1/appearances/"""

import json

from rest_framework.test import APIClient

from claims.enums import Fidelity, Manner, Stance
from tests.claims.api.asking import check_filters, flat, results
from tests.claims.api.cast import Story
from tests.factories import make_appearance, make_article, make_claim, make_passage, make_text

HOST = "http://testserver"
QUOTE = "said on Monday [of the old bridge — Ed.] that the bridge is open"


def test_list_shows_who_said_what_where(api: APIClient, story: Story) -> None:
    appearance = story.appearance
    (row,) = results(api, "appearances")

    shown = {
        name: row[name] for name in ("stance", "manner", "fidelity", "said", "said_on", "occasion", "published_on")
    }
    assert shown == {
        "stance": "asserts",
        "manner": "reported",
        "fidelity": "translated",
        "said": "2018-07-16",
        "said_on": "2018-07-16",
        "occasion": "A press conference",
        "published_on": "2018-06-28",
    }
    assert row["url"] == f"{HOST}/api/v1/appearances/{appearance.pk}/"
    assert row["html_url"] == f"{HOST}/claims/{story.claim.pk}/#appearance-{appearance.pk}"
    assert row["role"] == {"title": "Minister", "organisation": "City", "since": "2016", "until": ""}
    labels = {name: row[name]["label"] for name in ("claim", "claimant", "article", "outlet", "original_article")}
    assert labels == {
        "claim": "The bridge was open.",
        "claimant": "Ada Minister",
        "article": "The bridge",
        "outlet": "Die Zeitung",
        "original_article": "Die Brücke",
    }


def test_chain_runs_inwards_and_links_only_what_is_public(api: APIClient, story: Story) -> None:
    (row,) = results(api, "appearances")

    assert row["attribution"] == [
        {
            "position": 1,
            "claimant": None,
            "outlet": {"id": story.agency.pk, "url": None, "label": "The Agency"},
            "verb": "reports",
        },
        {
            "position": 2,
            "claimant": {
                "id": story.relay.pk,
                "url": f"{HOST}/api/v1/claimants/{story.relay.pk}/",
                "label": "Agency desk",
            },
            "outlet": None,
            "verb": "recalls",
        },
    ]


def test_passage_names_who_inserted_words_into_it(api: APIClient, story: Story) -> None:
    (row,) = results(api, "appearances")

    assert row["passage"] == {
        "exact": QUOTE,
        "prefix": "The minister ",
        "suffix": " to all. Nobody else was asked. ",
        "start": 13,
        "end": 77,
        "orphaned": False,
        "marks": [
            {
                "kind": "insertion",
                "start": 28,
                "end": 53,
                "inserted_by": {"id": story.agency.pk, "url": None, "label": "The Agency"},
                "note": "An aside.",
            }
        ],
    }


def test_passage_that_no_mark_touches_has_none(api: APIClient, story: Story) -> None:
    make_appearance(passage=make_passage(article=story.article, exact="Nobody else"))

    assert results(api, "appearances", q="Nobody")[0]["passage"]["marks"] == []


def test_csv_shows_an_appearance_flat(api: APIClient, story: Story) -> None:
    (row,) = flat(api, "appearances")

    marks, chain = json.loads(row.pop("marks")), json.loads(row.pop("attribution"))
    assert marks == [
        {
            "kind": "insertion",
            "start": 28,
            "end": 53,
            "inserted_by_id": story.agency.pk,
            "inserted_by": "The Agency",
            "note": "An aside.",
        }
    ]
    assert chain == [
        {"claimant_id": None, "outlet_id": story.agency.pk, "speaker": "The Agency", "verb": "reports"},
        {"claimant_id": story.relay.pk, "outlet_id": None, "speaker": "Agency desk", "verb": "recalls"},
    ]
    assert row == {
        "id": str(story.appearance.pk),
        "external_id": story.appearance.external_id,
        "url": f"{HOST}/api/v1/appearances/{story.appearance.pk}/",
        "html_url": f"{HOST}/claims/{story.claim.pk}/#appearance-{story.appearance.pk}",
        "claim_id": str(story.claim.pk),
        "claim": "The bridge was open.",
        "claimant_id": str(story.claimant.pk),
        "claimant": "Ada Minister",
        "role": "Minister",
        "role_organisation": "City",
        "stance": "asserts",
        "manner": "reported",
        "fidelity": "translated",
        "original_wording": "Die Brücke ist offen",
        "original_article_id": str(story.appearance.original_article_id),
        "original_article": "Die Brücke",
        "said": "2018-07-16",
        "said_on": "2018-07-16",
        "occasion": "A press conference",
        "article_id": str(story.article.pk),
        "article": "The bridge",
        "source_url": "",
        "outlet_id": str(story.outlet.pk),
        "outlet": "Die Zeitung",
        "published": "2018-06-28/2018-07-15",
        "published_on": "2018-06-28",
        "exact": QUOTE,
        "prefix": "The minister ",
        "suffix": " to all. Nobody else was asked. ",
        "start": "13",
        "end": "77",
        "orphaned": "false",
    }


def test_passage_of_an_older_text_is_orphaned(api: APIClient, story: Story) -> None:
    make_text(article=story.article, content="The bridge is closed after all.")

    assert results(api, "appearances")[0]["passage"]["orphaned"] is True
    assert flat(api, "appearances")[0]["orphaned"] == "true"


def test_original_that_is_not_public_is_left_out(api: APIClient, story: Story) -> None:
    assert story.appearance.original_article is not None
    story.appearance.original_article.withdraw()

    assert results(api, "appearances")[0]["original_article"] is None
    assert flat(api, "appearances")[0]["original_article"] == ""


def test_each_filter_finds_its_appearances_alone(api: APIClient, story: Story) -> None:
    make_appearance(
        claim=make_claim(kind="cause"),
        passage=make_passage(article=make_article(language="fr")),
        stance=Stance.DENIES,
        manner=Manner.QUOTED,
        fidelity=Fidelity.ORIGINAL,
    )

    check_filters(
        api,
        "appearances",
        story.appearance.pk,
        {
            "claim": (story.claim.pk, 987_654),
            "claimant": (story.claimant.pk, story.relay.pk),
            "outlet": (story.outlet.pk, story.agency.pk),
            "article": (story.article.pk, story.document.pk),
            "topic": (story.topic.pk, story.topic.pk + 1),
            "rating": ("rated-false", "rated-true"),
            "normalised": ("false", "true"),
            "kind": ("fact", "promise"),
            "stance": ("asserts", "mentions"),
            "manner": ("reported", "implied"),
            "fidelity": ("translated", "inverted"),
            "language": ("en", "it"),
            "said_from": ("2018-07-16", "2018-07-17"),
            "said_to": ("2018-07-16", "2018-07-15"),
            "published_from": ("2018-06-28", "2018-06-29"),
            "published_to": ("2018-06-28", "2018-06-27"),
            "q": ("monday was", "monday tunnel"),
        },
    )
