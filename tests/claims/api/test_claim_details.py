"""/api/v1/claims/<id>/"""

from rest_framework.test import APIClient

from claims.actions.claim import revise_claim
from claims.enums import Stance
from tests.claims.api.cast import Story
from tests.factories import make_appearance, make_claim, make_editor, make_verdict

HOST = "http://testserver"


def test_detail_shows_everything_that_hangs_on_the_claim(api: APIClient, story: Story) -> None:
    claim = api.get(f"/api/v1/claims/{story.claim.pk}/").json()

    assert claim["lead_appearance"] == {
        "id": story.appearance.pk,
        "url": f"{HOST}/api/v1/appearances/{story.appearance.pk}/",
        "label": "Ada Minister asserts",
    }
    assert claim["appearances"] == [api.get(f"/api/v1/appearances/{story.appearance.pk}/").json()]
    assert claim["evidence"] == [
        api.get(f"/api/v1/evidence/{row.pk}/").json() for row in (story.quoted, story.evidence)
    ]
    assert claim["verdict"] == api.get(f"/api/v1/verdicts/{story.verdict.pk}/").json()
    assert [(version["version"], version["state"]) for version in claim["versions"]] == [
        (1, "superseded"),
        (2, "published"),
    ]


def test_detail_shows_replies_reviews_and_translations(api: APIClient, story: Story) -> None:
    claim = api.get(f"/api/v1/claims/{story.claim.pk}/").json()

    assert [(row["publisher"]["label"], row["label"]) for row in claim["external_reviews"]] == [
        ("Checkers", "Pants on fire")
    ]
    assert [(row["addressee"], row["answer"]) for row in claim["inquiries"]] == [
        (claim["claimants"][0], "I stand by it.")
    ]
    assert [(row["language"], row["statement"], row["summary"]) for row in claim["translations"]] == [
        ("de", "Die Brücke war offen.", "Sie war zu.")
    ]


def test_translated_summary_goes_with_its_version(api: APIClient, story: Story) -> None:
    make_verdict(claim=story.claim, evidence=[story.evidence], title="Third")

    claim = api.get(f"/api/v1/claims/{story.claim.pk}/").json()

    assert [(row["statement"], row["summary"]) for row in claim["translations"]] == [("Die Brücke war offen.", None)]


def test_claim_without_a_public_appearance_has_no_lead(api: APIClient) -> None:
    claim = make_claim()
    make_appearance(claim=claim, status="draft")

    answer = api.get(f"/api/v1/claims/{claim.pk}/").json()

    assert (answer["lead_appearance"], answer["appearances"], answer["verdict"]) == (None, [], None)


def test_chosen_lead_that_is_not_public_is_not_replaced(api: APIClient) -> None:
    claim = make_claim()
    make_appearance(claim=claim)
    draft = make_appearance(claim=claim, status="draft")
    revise_claim(claim=claim, lead_appearance=draft, by=make_editor())

    assert api.get(f"/api/v1/claims/{claim.pk}/").json()["lead_appearance"] is None


def test_chosen_lead_comes_before_an_earlier_assertion(api: APIClient) -> None:
    claim = make_claim()
    make_appearance(claim=claim, said="2001")
    chosen = make_appearance(claim=claim, said="2002", stance=Stance.DENIES)
    revise_claim(claim=claim, lead_appearance=chosen, by=make_editor())

    assert api.get(f"/api/v1/claims/{claim.pk}/").json()["lead_appearance"]["id"] == chosen.pk
