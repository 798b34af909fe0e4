"""/api/v1/ratings/"""

from rest_framework.test import APIClient

from tests.claims.api.asking import flat, results
from tests.factories import NOON, rating

HOST = "http://testserver"


def test_list_shows_the_scales_step_by_step(api: APIClient, db: None) -> None:
    rows = results(api, "ratings")

    assert [(row["scale"], row["label"]) for row in rows[:8]] == [
        ("truth", "true"),
        ("truth", "mostly true"),
        ("truth", "mixed"),
        ("truth", "mostly false"),
        ("truth", "false"),
        ("truth", "misleading"),
        ("truth", "unproven"),
        ("utterance", "accurate"),
    ]
    assert len(rows) == 19


def test_detail_shows_a_step(api: APIClient, db: None) -> None:
    step = rating("truth-mostly-false")

    assert api.get(f"/api/v1/ratings/{step.pk}/").json() == {
        "id": step.pk,
        "external_id": "truth-mostly-false",
        "url": f"{HOST}/api/v1/ratings/{step.pk}/",
        "html_url": f"{HOST}/methodology/#rating-{step.pk}",
        "scale": "truth",
        "kinds": ["fact", "quantity", "cause", "rule"],
        "position": 4,
        "label": "mostly false",
        "value": 2,
        "normalised": "false",
        "code": "rated-mostly-false",
        "definition": "A kernel is right; the claim as a whole is not.",
        "retired_at": None,
    }


def test_page_of_a_rating_has_its_anchor(api: APIClient, db: None) -> None:
    step = rating("truth-mostly-false")

    assert f'id="rating-{step.pk}"' in api.get("/methodology/").content.decode()


def test_csv_shows_no_rating_that_a_program_takes_for_a_boolean(api: APIClient, db: None) -> None:
    step = rating("truth-true")

    assert flat(api, "ratings")[0] == {
        "id": str(step.pk),
        "external_id": "truth-true",
        "url": f"{HOST}/api/v1/ratings/{step.pk}/",
        "html_url": f"{HOST}/methodology/#rating-{step.pk}",
        "scale": "truth",
        "kinds": '["fact", "quantity", "cause", "rule"]',
        "position": "1",
        "rating": "rated-true",
        "value": "5",
        "normalised": "class-true",
        "definition": "The claim is right and nothing that matters is missing.",
        "retired_at": "",
    }


def test_retired_step_stays_listed(api: APIClient, db: None) -> None:
    step = rating("outcome-void")
    step.retired_at = NOON
    step.save()

    assert api.get(f"/api/v1/ratings/{step.pk}/").json()["retired_at"] == "2026-01-01T12:00:00Z"


def test_filters_choose_scale_kind_and_class(api: APIClient, db: None) -> None:
    by_scale = results(api, "ratings", scale="OUTCOME")
    by_kind = results(api, "ratings", kind="promise", normalised="true")
    by_class = results(api, "ratings", normalised="false")

    assert [row["label"] for row in by_scale] == ["came about", "partly", "did not", "open", "void"]
    assert [row["code"] for row in by_kind] == ["rated-came-about"]
    assert {row["label"] for row in by_class} == {
        "mostly false", "false", "inverted", "misattributed", "fabricated", "did not",
    }  # fmt: skip
    assert results(api, "ratings", scale="weight") == []
