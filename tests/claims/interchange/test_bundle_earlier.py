"""Bundles that were written before there were some of the keys are still bundles."""

import json

import pytest

from claims.interchange.bundle_tables import TABLES
from claims.models import Claimant, ClaimMatch, ExternalReview
from sources.interchange.bundle_files import BundleError
from tests.claims.interchange.bundles import dump, empty_database, load, rewrite
from tests.claims.interchange.desk import make_conversations
from tests.factories import make_claim, make_verdict

pytestmark = pytest.mark.django_db

LATER = {
    "claimants": {"died"},
    "external_reviews": {"claimant_name", "said", "sources"},
    "matches": {"polarity"},
}


@pytest.fixture
def earlier(tmp_path):
    """Return a bundle as it was written before the later keys; nothing of it is stored any more."""
    claim = make_claim()
    make_verdict(claim=claim)
    make_conversations(claim)
    dump(tmp_path)
    for table, keys in LATER.items():
        rewrite(tmp_path, table, without(keys))
    return tmp_path


def without(keys):
    """Return a change that takes keys out of every object."""

    def change(objects):
        for one in objects:
            for key in keys:
                del one[key]

    return change


def test_every_later_key_is_tried():
    assert {table.name: set(table.later) for table in TABLES if table.later} == LATER


def test_bundle_from_before_the_keys_is_loaded_with_the_defaults(earlier):
    empty_database()

    load(earlier)

    review = ExternalReview.objects.get()
    assert (review.label, review.claimant_name, review.said, review.sources) == ("Pants on Fire!", "", "", [])
    assert set(Claimant.objects.values_list("died", flat=True)) == {""}
    assert set(ClaimMatch.objects.values_list("polarity", flat=True)) == {"unknown"}


def test_loading_it_again_changes_nothing(earlier):
    empty_database()
    load(earlier)

    assert load(earlier) == {}


def test_what_it_does_not_say_does_not_differ_from_what_is_stored(earlier):
    assert ExternalReview.objects.get().claimant_name == "The minister"

    assert load(earlier) == {}
    assert ExternalReview.objects.get().claimant_name == "The minister"


def test_what_it_says_must_still_be_what_is_stored(earlier):
    rewrite(earlier, "external_reviews", lambda objects: objects[0].update(said="1999"))

    with pytest.raises(BundleError, match="is stored with another said: “2025-12”, not “1999”"):
        load(earlier)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda one: one.pop("title"), "the key “title” is missing"),
        (lambda one: one.update(sorces=[]), "unknown key “sorces”; did you mean “sources”"),
        (lambda one: one.update(sources="https://a.example/"), "sources: a list of texts belongs here"),
        (lambda one: one.update(said="July"), "said: “July” is not a date"),
    ],
    ids=["a key that always was", "an unknown key", "a wrong value", "no date"],
)
def test_other_keys_are_looked_at_as_strictly_as_ever(earlier, change, message):
    rewrite(earlier, "external_reviews", lambda objects: change(objects[0]))
    empty_database()

    with pytest.raises(BundleError, match=message):
        load(earlier)
    assert not ExternalReview.objects.exists()


def test_bundle_that_is_written_has_every_key(earlier):
    again = dump(earlier)

    (review,) = map(json.loads, again["external_reviews.jsonl"].splitlines())
    assert LATER["external_reviews"] <= set(review)
