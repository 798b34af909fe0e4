"""/api/v1/verdicts/"""

import datetime

from rest_framework.test import APIClient

from claims.actions.evidence import withdraw_evidence
from sources.models import Article
from tests.claims.api.asking import check_filters, flat, found, results
from tests.claims.api.cast import LATER, Story
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_evidence,
    make_passage,
    make_reviewer,
    make_topic,
    make_verdict,
    rating,
)

HOST = "http://testserver"


def test_list_shows_every_public_version_the_latest_first(api: APIClient, story: Story) -> None:
    rows = results(api, "verdicts")

    assert [(row["version"], row["state"], row["superseded_at"]) for row in rows] == [
        (2, "published", None),
        (1, "superseded", "2026-01-02T12:00:00Z"),
    ]


def test_detail_shows_a_version_with_its_reasons(api: APIClient, story: Story) -> None:
    verdict, step = story.verdict, rating("truth-false")

    answer = api.get(f"/api/v1/verdicts/{verdict.pk}/").json()

    assert answer == {
        "id": verdict.pk,
        "external_id": verdict.external_id,
        "url": f"{HOST}/api/v1/verdicts/{verdict.pk}/",
        "html_url": f"{HOST}/claims/{story.claim.pk}/versions/2/",
        "claim": {
            "id": story.claim.pk,
            "url": f"{HOST}/api/v1/claims/{story.claim.pk}/",
            "label": "The bridge was open.",
        },
        "version": 2,
        "state": "published",
        "title": "Second",
        "statement": "The bridge was open.",
        "short_statement": "The bridge was open.",
        "rating": {
            "id": step.pk,
            "url": f"{HOST}/api/v1/ratings/{step.pk}/",
            "scale": "truth",
            "label": "false",
            "value": 1,
            "normalised": "false",
            "code": "rated-false",
        },
        "summary": "It was closed that day.",
        "rationale": "The city's log says so.",
        "evidence_until": "2026-01-02",
        "review_by": None,
        "published_at": "2026-01-02T12:00:00Z",
        "change_kind": "new_evidence",
        "change_note": "A new document.",
        "superseded_at": None,
        "retracted_at": None,
        "retraction_note": None,
        "lead_appearance": {
            "id": story.appearance.pk,
            "url": f"{HOST}/api/v1/appearances/{story.appearance.pk}/",
            "label": "Ada Minister asserts",
        },
        "evidence": [
            {
                "id": story.evidence.pk,
                "url": f"{HOST}/api/v1/evidence/{story.evidence.pk}/",
                "label": "The log; of the city, “2018” supports",
            }
        ],
    }


def test_csv_shows_a_verdict_flat(api: APIClient, story: Story) -> None:
    verdict = story.verdict

    assert flat(api, "verdicts", state="published") == [
        {
            "id": str(verdict.pk),
            "external_id": verdict.external_id,
            "url": f"{HOST}/api/v1/verdicts/{verdict.pk}/",
            "html_url": f"{HOST}/claims/{story.claim.pk}/versions/2/",
            "claim_id": str(story.claim.pk),
            "claim": "The bridge was open.",
            "version": "2",
            "state": "published",
            "title": "Second",
            "statement": "The bridge was open.",
            "rating_id": str(rating("truth-false").pk),
            "rating": "rated-false",
            "rating_scale": "truth",
            "rating_value": "1",
            "rating_normalised": "class-false",
            "summary": "It was closed that day.",
            "rationale": "The city's log says so.",
            "evidence_until": "2026-01-02",
            "review_by": "",
            "published_at": "2026-01-02T12:00:00Z",
            "change_kind": "new_evidence",
            "change_note": "A new document.",
            "superseded_at": "",
            "retracted_at": "",
            "retraction_note": "",
            "lead_appearance_id": str(story.appearance.pk),
            "evidence_ids": f"[{story.evidence.pk}]",
        }
    ]


def test_retracted_verdict_says_when_and_why(api: APIClient) -> None:
    make_verdict(state="retracted")

    (row,) = results(api, "verdicts")

    assert (row["state"], row["retracted_at"], row["retraction_note"]) == (
        "retracted",
        "2026-01-01T12:00:00Z",
        "The log was of another bridge.",
    )


def test_evidence_withdrawn_since_is_left_out(api: APIClient) -> None:
    claim = make_claim()
    dropped, kept = make_evidence(claim=claim), make_evidence(claim=claim)
    make_verdict(claim=claim, evidence=[dropped, kept])
    make_verdict(claim=claim, evidence=[kept], now=LATER)
    withdraw_evidence(evidence=dropped, by=make_reviewer())

    rows = results(api, "verdicts", state="superseded")

    assert [[reference["id"] for reference in row["evidence"]] for row in rows] == [[kept.pk]]
    assert [row["evidence_ids"] for row in flat(api, "verdicts", state="superseded")] == [f"[{kept.pk}]"]


def test_lead_in_a_withdrawn_article_is_left_out(api: APIClient, story: Story) -> None:
    Article.objects.filter(pk=story.article.pk).update(status="withdrawn")

    assert results(api, "verdicts", state="published")[0]["lead_appearance"] is None
    assert flat(api, "verdicts", state="published")[0]["lead_appearance_id"] == ""


def test_days_of_publication_are_those_of_utc(api: APIClient) -> None:
    midnight = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
    before, after = make_verdict(now=midnight - datetime.timedelta(microseconds=1)), make_verdict(now=midnight)

    assert found(api, "verdicts", published_to="2026-02-28") == [before.pk]
    assert found(api, "verdicts", published_from="2026-03-01") == [after.pk]


def test_each_filter_finds_its_verdicts_alone(api: APIClient) -> None:
    topic, claimant, article = make_topic(), make_claimant(), make_article()
    claim = make_claim(statement="It was closed.", kind="rule", language="de", topics=[topic])
    make_appearance(claim=claim, claimant=claimant, passage=make_passage(article=article), said="2018-07-16")
    verdict = make_verdict(claim=claim, title="One", now=LATER)
    make_verdict(rating=rating("truth-mixed"), state="retracted", title="Else")

    check_filters(
        api,
        "verdicts",
        verdict.pk,
        {
            "claim": (claim.pk, 987_654),
            "claimant": (claimant.pk, 987_654),
            "outlet": (article.outlet_id, 987_654),
            "topic": (topic.pk, 987_654),
            "rating": ("rated-false", "rated-mostly-true"),
            "normalised": ("false", "other"),
            "state": ("published", "superseded"),
            "kind": ("rule", "promise"),
            "language": ("de", "it"),
            "said_from": ("2018-07-16", "2018-07-17"),
            "said_to": ("2018-07-16", "2018-07-15"),
            "q": ("one closed", "one tunnel"),
        },
        elsewhere=["published_from", "published_to"],
    )
