"""Verdicts, their events and evidence that do not fit: the bundle is refused whole."""

import pytest

from tests.claims.interchange.bundles import drop, put, refused, rewrite, swap

RULES = [
    pytest.param(
        "verdicts",
        put("rating", "truth-perhaps"),
        "verdicts.jsonl:1",
        "rating: there is no rating “truth-perhaps”",
        id="unknown rating",
    ),
    pytest.param(
        "verdicts",
        put("reviewer", "editor"),
        "verdicts.jsonl:1",
        "reviewer: somebody who had no part in the verdict belongs here",
        id="reviewer is author",
    ),
    pytest.param(
        "verdicts",
        put("contributors", ["reviewer"]),
        "verdicts.jsonl:1",
        "reviewer: somebody who had no part in the verdict belongs here",
        id="reviewer wrote a part",
    ),
    pytest.param(
        "verdicts",
        put("rating", "outcome-open"),
        "verdicts.jsonl:1",
        "This scale does not serve claims of this kind",
        id="scale for other kinds",
    ),
    pytest.param(
        "evidence",
        put("claim", "nowhere"),
        "evidence.jsonl:1",
        "claim: there is no claim “nowhere” in the bundle",
        id="unknown reference",
    ),
    pytest.param(
        "evidence", put("is_primary", 1), "evidence.jsonl:1", "is_primary: true or false belongs here", id="not a flag"
    ),
    pytest.param(
        "verdicts",
        put("evidence_until", "20261005"),
        "verdicts.jsonl:1",
        "evidence_until: a day such as 2026-10-05",
        id="not a day",
    ),
    pytest.param(
        "verdicts",
        put("evidence", ["e-2", "e-1"]),
        "verdicts.jsonl:1",
        "evidence: the names stand in order",
        id="names out of order",
    ),
    pytest.param(
        "verdicts",
        put("summary", "Open."),
        "verdicts.jsonl:1",
        "digest: it does not match what readers would see",
        id="digest of other words",
    ),
    pytest.param(
        "verdict_events",
        put("digest", "0" * 64),
        "verdict_events.jsonl:1",
        "digest: it does not match what the verdict said",
        id="digest of a step",
    ),
    pytest.param(
        "evidence", put("comment", "Edited."), "verdicts.jsonl:1", "digest: it does not match", id="digest of evidence"
    ),
    pytest.param(
        "evidence",
        put("approved_by", "editor"),
        "evidence.jsonl:1",
        "approved_by: somebody else than who made",
        id="approved by the maker",
    ),
    pytest.param(
        "verdict_events",
        put("by", "editor", row=1),
        "verdict_events.jsonl:2",
        "by: a verdict is approved by its reviewer",
        id="approval without review",
    ),
    pytest.param(
        "verdict_events",
        swap(1, 2),
        "verdict_events.jsonl:2",
        "kind: a verdict that is submitted cannot be published",
        id="events out of order",
    ),
    pytest.param(
        "verdict_events",
        drop,
        "verdicts.jsonl:1",
        "“published”, but after its 2 events “verdict” is approved",
        id="state without event",
    ),
    pytest.param(
        "verdicts",
        put("state", "draft"),
        "verdicts.jsonl:1",
        "state: “draft”, but after its 3 events",
        id="state before its event",
    ),
    pytest.param(
        "verdict_events",
        put("verdict", "other"),
        "verdict_events.jsonl:1",
        "there is no verdict “other”",
        id="event of no verdict",
    ),
    pytest.param(
        "evidence",
        put("claim", "other"),
        "verdicts.jsonl:1",
        "evidence of its own claim",
        id="verdict on the evidence of another claim",
    ),
]


@pytest.mark.parametrize(("table", "change", "place", "message"), RULES)
def test_bundle_that_does_not_fit_is_refused_whole(bundle, table, change, place, message):
    rewrite(bundle, table, change)

    refused(bundle, place, message)
