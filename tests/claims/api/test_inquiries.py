"""/api/v1/inquiries/"""

from collections.abc import Callable

from rest_framework.test import APIClient

from claims.actions.claim import withdraw_claim
from claims.actions.inquiry import inquire
from tests.claims.api.asking import check_filters, flat, found, results
from tests.claims.api.cast import Secrets, Story
from tests.factories import NOON, make_claim, make_claimant, make_editor, make_reviewer, make_topic

HOST = "http://testserver"
API = f"{HOST}/api/v1"


def test_list_shows_whom_we_asked_and_what_they_said(api: APIClient, story: Story) -> None:
    claim = story.claim
    inquiry = claim.inquiries.get(is_public=True)

    assert results(api, "inquiries") == [
        {
            "id": inquiry.pk,
            "external_id": inquiry.external_id,
            "url": f"{API}/inquiries/{inquiry.pk}/",
            "html_url": f"{HOST}/claims/{claim.pk}/#inquiry-{inquiry.pk}",
            "claim": {"id": claim.pk, "url": f"{API}/claims/{claim.pk}/", "label": str(claim)},
            "addressee": {
                "id": story.claimant.pk,
                "url": f"{API}/claimants/{story.claimant.pk}/",
                "label": story.claimant.name,
            },
            "asked_at": "2026-01-01T12:00:00Z",
            "deadline": None,
            "answered_at": "2026-01-02T12:00:00Z",
            "answer": "I stand by it.",
            "reason_not_asked": "",
        }
    ]


def test_csv_shows_an_inquiry_flat(api: APIClient) -> None:
    claim, addressee = make_claim(), make_claimant(name="Ада, the “first”")
    inquire(claim=claim, addressee=addressee, reason_not_asked="Died\nin 1852.", is_public=True, by=make_editor())

    (row,) = flat(api, "inquiries")

    assert (row["claim_id"], row["claim"]) == (str(claim.pk), claim.short_statement)
    assert (row["addressee_id"], row["addressee"]) == (str(addressee.pk), "Ада, the “first”")
    assert (row["asked_at"], row["answered_at"], row["answer"]) == ("", "", "")
    assert row["reason_not_asked"] == "Died\nin 1852."


def test_inquiry_of_the_desk_alone_is_not_shown(api: APIClient, secrets: Secrets) -> None:
    assert results(api, "inquiries") == []


def test_claim_shows_the_same_as_the_list(api: APIClient, story: Story) -> None:
    claim = api.get(f"/api/v1/claims/{story.claim.pk}/").json()

    assert claim["inquiries"] == results(api, "inquiries", claim=story.claim.pk)


def test_page_has_the_place_that_the_address_names(api: APIClient, story: Story) -> None:
    (row,) = results(api, "inquiries")
    address, _, place = row["html_url"].partition("#")

    assert f'id="{place}"' in api.get(address, follow=True).content.decode()


def test_each_filter_finds_its_inquiry_alone(api: APIClient) -> None:
    topic, addressee, editor = make_topic(), make_claimant(), make_editor()
    claim = make_claim(topics=[topic])
    inquiry = inquire(claim=claim, addressee=addressee, reason_not_asked="Table 9", is_public=True, by=editor)
    other = make_claim(kind="rule")
    inquire(claim=other, addressee=make_claimant(), asked_at=NOON, is_public=True, by=editor)

    check_filters(
        api,
        "inquiries",
        inquiry.pk,
        {
            "claim": (claim.pk, 987_654),
            "addressee": (addressee.pk, 987_654),
            "topic": (topic.pk, 987_654),
            "kind": ("fact", "promise"),
            "q": ("TABLE 9", "table unheard"),
        },
    )


def test_inquiry_is_gone_with_its_claim(api: APIClient, story: Story, end_transaction: Callable[[], None]) -> None:
    address = f"/api/v1/inquiries/{story.claim.inquiries.get(is_public=True).pk}/"
    end_transaction()
    assert api.get(address).status_code == 200

    withdraw_claim(claim=story.claim, by=make_reviewer())
    end_transaction()

    assert api.get(address).status_code == 410
    assert found(api, "inquiries") == []
