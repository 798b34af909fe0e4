"""/api/v1/evidence/"""

from rest_framework.test import APIClient

from claims.enums import EvidenceStance
from tests.claims.api.asking import check_filters, flat, found, results
from tests.claims.api.cast import Story
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_evidence,
    make_topic,
    make_verdict,
)

HOST = "http://testserver"


def test_list_shows_evidence_with_a_locator(api: APIClient, story: Story) -> None:
    evidence, document = story.evidence, story.document

    assert results(api, "evidence", stance="supports") == [
        {
            "id": evidence.pk,
            "external_id": evidence.external_id,
            "url": f"{HOST}/api/v1/evidence/{evidence.pk}/",
            "html_url": f"{HOST}/claims/{story.claim.pk}/#evidence-{evidence.pk}",
            "claim": {
                "id": story.claim.pk,
                "url": f"{HOST}/api/v1/claims/{story.claim.pk}/",
                "label": "The bridge was open.",
            },
            "stance": "supports",
            "is_primary": True,
            "comment": "It says\nso.",
            "article": {
                "id": document.pk,
                "url": f"{HOST}/api/v1/articles/{document.pk}/",
                "label": "The log; of the city, “2018”",
            },
            "outlet": {
                "id": document.outlet_id,
                "url": f"{HOST}/api/v1/outlets/{document.outlet_id}/",
                "label": document.outlet.name,
            },
            "source_url": "https://example.org/log/1",
            "published": "",
            "published_on": None,
            "locator": "page 3",
            "passage": None,
        }
    ]


def test_passage_names_who_inserted_words_into_it(api: APIClient, story: Story) -> None:
    (row,) = results(api, "evidence", stance="context")

    assert row["passage"]["exact"] == "[of the old bridge — Ed.] that the bridge is open to all"
    assert [mark["inserted_by"]["label"] for mark in row["passage"]["marks"]] == ["The Agency"]


def test_csv_shows_evidence_flat_and_exact(api: APIClient, story: Story) -> None:
    evidence, document = story.evidence, story.document
    without_passage = dict.fromkeys(("exact", "prefix", "suffix", "start", "end", "orphaned"), "")

    assert flat(api, "evidence", stance="supports") == [
        {
            "id": str(evidence.pk),
            "external_id": evidence.external_id,
            "url": f"{HOST}/api/v1/evidence/{evidence.pk}/",
            "html_url": f"{HOST}/claims/{story.claim.pk}/#evidence-{evidence.pk}",
            "claim_id": str(story.claim.pk),
            "claim": "The bridge was open.",
            "stance": "supports",
            "is_primary": "true",
            "comment": "It says\nso.",
            "article_id": str(document.pk),
            "article": "The log; of the city, “2018”",
            "source_url": "https://example.org/log/1",
            "outlet_id": str(document.outlet_id),
            "outlet": document.outlet.name,
            "published": "",
            "published_on": "",
            "locator": "page 3",
            **without_passage,
            "marks": "[]",
        }
    ]


def test_each_filter_finds_its_evidence_alone(api: APIClient) -> None:
    topic, claimant = make_topic(), make_claimant()
    claim = make_claim(topics=[topic])
    make_appearance(claim=claim, claimant=claimant)
    article = make_article(language="pt-BR", published="2001", content=None)
    evidence = make_evidence(
        claim=claim, article=article, stance=EvidenceStance.CONTRADICTS, is_primary=True, locator="table 9"
    )
    make_verdict(claim=claim, evidence=[evidence])
    make_evidence(claim=make_claim(kind="cause"), article=make_article(language="fr", content=None))

    check_filters(
        api,
        "evidence",
        evidence.pk,
        {
            "claim": (claim.pk, 987_654),
            "claimant": (claimant.pk, 987_654),
            "article": (article.pk, 987_654),
            "outlet": (article.outlet_id, 987_654),
            "topic": (topic.pk, 987_654),
            "rating": ("rated-false", "rated-true"),
            "normalised": ("false", "true"),
            "kind": ("fact", "promise"),
            "stance": ("contradicts", "context"),
            "is_primary": ("true", None),
            "language": ("pt", "it"),
            "published_from": ("2001-01-01", "2001-01-02"),
            "published_to": ("2001-01-01", "2000-12-31"),
            "q": ("TABLE 9", "table unheard"),
        },
    )


def test_evidence_is_asked_for_by_whether_it_is_primary(api: APIClient) -> None:
    primary, secondary = make_evidence(is_primary=True), make_evidence(is_primary=False)

    assert found(api, "evidence", is_primary="true") == [primary.pk]
    assert found(api, "evidence", is_primary="false") == [secondary.pk]
