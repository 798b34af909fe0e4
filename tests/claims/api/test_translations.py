"""/api/v1/translations/"""

from collections.abc import Callable

from rest_framework.test import APIClient

from claims.actions.translation import check_translation, revise_translation
from tests.claims.api.asking import check_filters, flat, found, results
from tests.claims.api.cast import Secrets, Story
from tests.factories import make_claim, make_editor, make_reviewer, make_topic, make_translation, make_verdict

HOST = "http://testserver"
API = f"{HOST}/api/v1"


def test_list_shows_a_claim_in_another_language(api: APIClient, story: Story) -> None:
    claim = story.claim
    translation = claim.translations.get()

    assert results(api, "translations") == [
        {
            "id": translation.pk,
            "external_id": translation.external_id,
            "url": f"{API}/translations/{translation.pk}/",
            "html_url": f"{HOST}/claims/{claim.pk}/#translation-{translation.pk}",
            "claim": {"id": claim.pk, "url": f"{API}/claims/{claim.pk}/", "label": str(claim)},
            "language": "de",
            "statement": "Die Brücke war offen.",
            "summary": "Sie war zu.",
            "origin": "person",
            "checked_at": "2026-01-02T12:00:00Z",
        }
    ]


def test_csv_shows_a_translation_flat_with_the_verdict_whose_summary_it_has(api: APIClient, story: Story) -> None:
    (row,) = flat(api, "translations")

    assert (row["claim_id"], row["claim"]) == (str(story.claim.pk), story.claim.short_statement)
    assert (row["verdict_id"], row["summary"]) == (str(story.verdict.pk), "Sie war zu.")


def test_summary_of_a_superseded_verdict_is_in_no_format(api: APIClient, story: Story) -> None:
    make_verdict(claim=story.claim, evidence=[story.evidence], title="Third")

    (row,), (cells,) = results(api, "translations"), flat(api, "translations")

    assert (row["statement"], row["summary"]) == ("Die Brücke war offen.", None)
    assert (cells["statement"], cells["verdict_id"], cells["summary"]) == ("Die Brücke war offen.", "", "")


def test_unchecked_translation_is_not_shown(api: APIClient, secrets: Secrets) -> None:
    assert results(api, "translations") == []


def test_claim_shows_the_same_as_the_list(api: APIClient, story: Story) -> None:
    claim = api.get(f"/api/v1/claims/{story.claim.pk}/").json()

    assert claim["translations"] == results(api, "translations", claim=story.claim.pk)


def test_page_has_the_place_that_the_address_names(api: APIClient, story: Story) -> None:
    (row,) = results(api, "translations")
    address, _, place = row["html_url"].partition("#")

    assert f'id="{place}"' in api.get(address, follow=True).content.decode()


def test_each_filter_finds_its_translation_alone(api: APIClient) -> None:
    topic = make_topic()
    claim = make_claim(topics=[topic])
    translation = make_translation(claim=claim, language="pt-BR", statement="Table 9", origin="machine")
    make_translation(claim=make_claim(kind="rule"))

    check_filters(
        api,
        "translations",
        translation.pk,
        {
            "claim": (claim.pk, 987_654),
            "topic": (topic.pk, 987_654),
            "kind": ("fact", "promise"),
            "language": ("pt", "it"),
            "origin": ("machine", None),
            "q": ("TABLE 9", "table unheard"),
        },
    )


def test_translation_is_gone_while_it_is_unchecked(api: APIClient, end_transaction: Callable[[], None]) -> None:
    translation = make_translation()
    address = f"/api/v1/translations/{translation.pk}/"
    end_transaction()
    assert api.get(address).status_code == 200

    revise_translation(translation=translation, statement="Мост был открыт.", by=make_editor())
    end_transaction()
    assert api.get(address).status_code == 410

    check_translation(translation=translation, by=make_reviewer())
    end_transaction()
    assert api.get(address).json()["statement"] == "Мост был открыт."
    assert found(api, "translations") == [translation.pk]
