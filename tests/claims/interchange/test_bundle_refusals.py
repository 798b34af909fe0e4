"""Bundles that do not fit are refused whole, with the place and the reason."""

import re

import pytest

from claims.models import Claim
from sources.interchange.bundle_files import BundleError
from tests.claims.interchange.bundles import add, leave, load, put, refused, rewrite

RULES = [
    pytest.param(
        "passages",
        put("exact", "the bridge is shut"),
        "passages.jsonl:1",
        "The quote does not stand at this place",
        id="quote not in the text",
    ),
    pytest.param(
        "derivations",
        add(external_id="loop", article="article", original="copy"),
        "derivations.jsonl:2",
        "its own original",
        id="cycle of derivations",
    ),
    pytest.param(
        "claims", put("kind", "opinion"), "verdicts.jsonl:1", "Opinions take no rating", id="opinion with a verdict"
    ),
    pytest.param(
        "claims",
        put("created_by", "nobody"),
        "claims.jsonl:1",
        "created_by: there is no user “nobody”",
        id="unknown user",
    ),
    pytest.param(
        "users",
        put("groups", ["owners"]),
        "users.jsonl:1",
        "groups: there is no group “owners” in the database",
        id="unknown group",
    ),
    pytest.param("outlets", add(), "outlets.jsonl:2", "“outlet” stands in line 1 already", id="name twice"),
    pytest.param("outlets", add(external_id="twin"), "outlets.jsonl:2", "already exists", id="same domain twice"),
    pytest.param(
        "claims",
        put("statment", "x"),
        "claims.jsonl:1",
        "unknown key “statment”; did you mean “statement”?",
        id="unknown key",
    ),
    pytest.param(
        "articles",
        put("published", "July 2018"),
        "articles.jsonl:1",
        "published: “July 2018” is not a date in the format used here",
        id="not EDTF",
    ),
    pytest.param(
        "claims",
        put("kind", "rumour"),
        "claims.jsonl:1",
        "kind: “rumour” is unknown. Write one of: fact, quantity",
        id="not a choice",
    ),
    pytest.param("claims", put("statement", 7), "claims.jsonl:1", "statement: a text belongs here", id="not a text"),
    pytest.param(
        "claims",
        put("short_statement", "x" * 76),
        "claims.jsonl:1",
        "short_statement: Ensure this value has at most 75",
        id="too long",
    ),
    pytest.param(
        "claims", put("statement", "a\0b"), "claims.jsonl:1", "statement: the text holds a NUL character", id="a NUL"
    ),
    pytest.param(
        "claims",
        put("statement", "a\ud800b"),
        "claims.jsonl:1",
        "statement: the text holds half of a surrogate pair",
        id="half a character",
    ),
    pytest.param(
        "claims",
        put("statement", None),
        "claims.jsonl:1",
        "statement: something belongs here; null does not",
        id="null",
    ),
    pytest.param(
        "passages",
        put("start", True),
        "passages.jsonl:1",
        "start: a whole number belongs here",
        id="a flag for a number",
    ),
    pytest.param(
        "passages",
        put("start", 10**12),
        "passages.jsonl:1",
        "start: Ensure this value is less than or equal to",
        id="number too large",
    ),
    pytest.param(
        "claims",
        put("created_at", "2026-10-05"),
        "claims.jsonl:1",
        "created_at: a time in UTC such as",
        id="not a time",
    ),
    pytest.param(
        "appearances",
        put("editors", ["editor", "reviewer"]),
        "appearances.jsonl:1",
        "approved_by: somebody else",
        id="approved by an editor",
    ),
    pytest.param(
        "appearances",
        put("approved_by", None),
        "appearances.jsonl:1",
        "approved_by: what is public names who made it",
        id="public, not approved",
    ),
    pytest.param(
        "claims",
        add(external_id="c", lead_appearance="appearance"),
        "claims.jsonl:3",
        "must be one of this claim",
        id="lead of another claim",
    ),
    pytest.param(
        "claims", put("merged_into", "claim"), "claims.jsonl:1", "has itself been merged", id="merged into itself"
    ),
    pytest.param(
        "claims", put("merged_into", "other"), "claims.jsonl:1", "cannot be merged", id="merged with a verdict"
    ),
    pytest.param(
        "appearances",
        put("steps", [{"claimant": "speaker", "outlet": None, "verb": "says"}]),
        "appearances.jsonl:1",
        "the last speaker already",
        id="speaker twice",
    ),
    pytest.param(
        "appearances",
        put("steps", [{"claimant": None, "outlet": None, "verb": "says"}]),
        "appearances.jsonl:1",
        "steps: each step names either",
        id="step of nobody",
    ),
    pytest.param(
        "marks", put("end", 5000), "marks.jsonl:1", "The mark ends after the end of its text", id="mark beyond its text"
    ),
    pytest.param(
        "marks",
        put("start", 0),
        "marks.jsonl:1",
        "so only that outlet can be the claimant",
        id="mark of another speaker",
    ),
    pytest.param(
        "passages",
        put("reanchored_from", "passage"),
        "passages.jsonl:1",
        "from each other in a circle",
        id="passage re-anchored from itself",
    ),
]


@pytest.mark.parametrize(("table", "change", "place", "message"), RULES)
def test_bundle_that_does_not_fit_is_refused_whole(bundle, table, change, place, message):
    rewrite(bundle, table, change)

    refused(bundle, place, message)


def test_missing_key_is_refused(bundle):
    def forget(objects):
        del objects[0]["note"]

    rewrite(bundle, "claims", forget)

    refused(bundle, "claims.jsonl:1", "the key “note” is missing")


def test_superseded_verdict_without_a_newer_one_is_refused(bundle):
    rewrite(bundle, "verdicts", put("state", "superseded"))
    rewrite(bundle, "verdict_events", lambda events: events.append({**events[-1], "kind": "superseded"}))

    refused(bundle, "verdicts.jsonl:1", "there is no newer version that was published")


def test_row_that_is_stored_otherwise_is_refused_and_stays(bundle):
    load(bundle)
    Claim.objects.filter(external_id="claim").update(context="Changed here.")

    with pytest.raises(BundleError, match=re.escape("“claim” is stored with another context: “Changed here.”, not “”")):
        load(bundle)

    assert Claim.objects.get(external_id="claim").context == "Changed here."


def test_stored_verdict_with_other_events_is_refused(bundle):
    load(bundle)
    rewrite(bundle, "verdict_events", put("note", "Another word.", row=1))

    with pytest.raises(BundleError, match="“verdict” is stored with other events than the bundle has"):
        load(bundle)


def test_scale_in_use_is_not_replaced(bundle):
    load(bundle)
    rewrite(bundle, "ratings", put("definition", "Otherwise."))

    with pytest.raises(BundleError, match=r"ratings\.jsonl:1: .*is stored with another definition"):
        load(bundle)


def test_part_that_refers_to_what_is_not_there_is_refused(bundle):
    leave(bundle, "users", "claims")
    rewrite(bundle, "claims", put("lead_appearance", "appearance"))

    refused(bundle, "claims.jsonl:1", "lead_appearance: there is no appearance “appearance”")
