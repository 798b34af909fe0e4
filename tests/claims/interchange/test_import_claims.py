"""Rows of others into the tables."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from claims.actions import import_claims as action
from claims.actions.import_claims import confirm_labels, import_claims, look_at_claims
from claims.interchange.imports.labels import guess
from claims.interchange.imports.reading import Rejected
from claims.interchange.imports.row import Row, RowFault, Source, checked
from claims.models import Claim, ExternalReview, LabelMapping
from claims.rules import Refusal
from sources.models import Outlet
from tests.factories import make_claim, make_editor, make_outlet, make_user, rating

pytestmark = pytest.mark.django_db
SOURCE = Source("mine")


def row(number, **values):
    """Return a row with a review."""
    given = {"id": str(number), "statement": f"Bridge {number} is open.", "label": "Wrong",
             "url": f"https://www.checkers.example/{number}", "publisher": "Checkers"}  # fmt: skip
    return checked(number, {**given, **values}, SOURCE)


def counts(told):
    """Return the numbers of a report."""
    return told.read, told.new, told.reviews, told.known, told.rejected


def test_claim_comes_as_a_draft_with_the_review_of_its_publisher():
    words = {"speaker": "Ada", "role": "senator", "said": "July 16, 2018", "sources": "https://a.example/1, my uncle"}
    import_claims(rows=[row(1, **words, reviewed_on="2018-07-17")], by=make_editor())

    claim = Claim.objects.get()
    review = ExternalReview.objects.get()
    assert (claim.status, claim.external_id, claim.created_by.username) == ("draft", "mine:1", "editor")
    assert claim.note == "Imported from mine, which says:\nRole: senator\nSources: https://a.example/1, my uncle"
    assert (review.claimant_name, review.said, review.sources) == ("Ada", "2018-07-16", ["https://a.example/1"])
    assert (review.claim, review.publisher.domain, review.label) == (claim, "checkers.example", "Wrong")
    assert (review.url, review.rating, str(review.reviewed_on)) == (
        "https://www.checkers.example/1",
        None,
        "2018-07-17",
    )
    assert claim.verdicts.count() == 0


def test_history_names_who_imported():
    editor = make_editor()

    import_claims(rows=[row(1)], by=editor)

    assert Claim.objects.get().history.get().pgh_context.metadata["user"] == editor.pk
    assert ExternalReview.objects.get().history.get().pgh_context.metadata["user"] == editor.pk


def test_same_rows_again_change_nothing():
    import_claims(rows=[row(1), row(2)], by=make_editor())
    Claim.objects.filter(external_id="mine:1").update(statement="Reworded.")
    ExternalReview.objects.filter(claim__external_id="mine:2").delete()

    told = import_claims(rows=[row(1), row(2), row(3)], by=make_editor())

    assert counts(told) == (3, 1, 1, 2, 0)
    assert Claim.objects.filter(statement="Reworded.").count() == 1
    assert ExternalReview.objects.count() == 2


def test_of_two_rows_with_one_id_the_first_is_stored():
    told = import_claims(rows=[row(1, label=""), row(1, statement="Otherwise.")], by=make_editor())

    assert counts(told) == (2, 1, 0, 1, 0)
    assert Claim.objects.get().statement == "Bridge 1 is open."


def test_look_tells_what_an_import_then_does_and_writes_nothing():
    make_claim(external_id="mine:1")
    rows = [row(1), Rejected(2, "Bad.", ""), row(3), row(3), row(4, label="")]

    looked = look_at_claims(rows=rows, by=make_editor())
    kept = (Claim.objects.count(), ExternalReview.objects.count(), Outlet.objects.count())
    done = import_claims(rows=rows, by=make_editor())

    assert kept == (1, 0, 0)
    assert looked == done
    assert counts(done) == (5, 2, 1, 2, 1)


def test_interrupted_import_goes_on(monkeypatch):
    monkeypatch.setattr(action, "BATCH", 2)

    def broken():
        yield from [row(1), row(2), row(3)]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_claims(rows=broken(), by=make_editor())
    before = Claim.objects.count()
    told = import_claims(rows=[row(number) for number in range(1, 6)], by=make_editor())

    assert before == 2
    assert counts(told) == (5, 3, 3, 2, 0)


def test_row_that_the_database_refuses_is_rejected_alone():
    bad = Row(2, "mine:2", "Statement", "s" * 76, "en", "fact", "")
    rejected = []

    told = import_claims(rows=[row(1), bad, row(3)], by=make_editor(), reject=rejected.append)

    assert counts(told) == (3, 2, 2, 0, 1)
    assert [(one.number, one.reason) for one in rejected] == [
        (2, "A value does not fit its field: value too long for type character varying(75).")
    ]


def test_confirmed_label_gives_the_rating_and_is_kept_for_the_next_file():
    outlet = make_outlet(name="Checkers", domain="checkers.example")
    confirm_labels(table={("checkers.example", "wrong"): rating("truth-false")}, by=make_editor())

    for number in (1, 2):
        import_claims(rows=[row(number)], by=make_editor())

    assert [review.rating.label for review in ExternalReview.objects.all()] == ["false", "false"]
    assert {review.publisher for review in ExternalReview.objects.all()} == {outlet}


def test_label_is_confirmed_once_and_can_be_corrected():
    table = {("checkers.example", "Wrong"): rating("truth-false")}

    changed = [
        confirm_labels(table=table, by=make_editor()),
        confirm_labels(table=table, by=make_editor()),
        confirm_labels(table={("checkers.example", "WRONG"): None}, by=make_editor()),
    ]

    assert changed == [1, 0, 1]
    assert [(one.label, one.rating) for one in LabelMapping.objects.all()] == [("Wrong", None)]


def test_label_of_another_publisher_means_nothing():
    confirm_labels(table={("others.example", "wrong"): rating("truth-false")}, by=make_editor())

    import_claims(rows=[row(1)], by=make_editor())

    assert ExternalReview.objects.get().rating is None


def test_labels_are_counted_and_guessed():
    rows = [row(1), row(2, label="Pants on Fire!"), row(3, label="Pants on Fire!"), row(4, label="Four Pinocchios")]

    told = look_at_claims(rows=rows, by=make_editor())

    assert [(one.label, one.rows, one.guess) for one in told.label_counts()] == [
        ("Pants on Fire!", 2, "truth-false"), ("Four Pinocchios", 1, ""), ("Wrong", 1, "truth-false")
    ]  # fmt: skip


def test_guess_reads_hyphens_and_capitals_alike():
    assert [guess(label) for label in ("Half-True", "half true.", "MOSTLY  TRUE", "")] == [
        "truth-mixed", "truth-mixed", "truth-mostly-true", ""
    ]  # fmt: skip


def test_somebody_without_permission_is_refused():
    with pytest.raises(Refusal):
        import_claims(rows=[row(1)], by=make_user(username="outsider"))

    assert Claim.objects.count() == 0


def test_review_of_a_known_claim_of_ours_is_not_mixed_with_it():
    ours = make_claim(external_id="mine:1")

    import_claims(rows=[row(1)], by=make_editor())

    assert ours.external_reviews.count() == 0


ANY = some.one_of(some.none(), some.text(max_size=90), some.integers(), some.lists(some.text(max_size=5), max_size=3))
FIELDS = (
    "id", "statement", "language", "kind", "speaker", "said", "sources", "url", "title", "label", "reviewed_on", "site",
    "publisher",
)  # fmt: skip


@given(rows=some.lists(some.dictionaries(some.sampled_from(FIELDS), ANY), max_size=6))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_comes_each_row_is_stored_whole_or_rejected(rows):
    ExternalReview.objects.all().delete()
    Claim.objects.all().delete()
    good, bad = {}, 0
    for number, values in enumerate(rows):
        whole = {"label": "False", "url": f"https://a.example/{number}", "statement": "Open.", **values}
        try:
            good[number] = checked(number, whole, SOURCE)
        except RowFault:
            bad += 1

    looked = look_at_claims(rows=good.values(), by=make_editor())
    told = import_claims(rows=good.values(), by=make_editor())

    assert looked == told
    assert told.rejected == 0
    assert told.new == len({row.external_id for row in good.values()}) == Claim.objects.count()
    assert told.reviews == ExternalReview.objects.count() == sum(
        1 for claim in Claim.objects.all() if next(r for r in good.values() if r.external_id == claim.external_id).label
    )  # fmt: skip
    assert bad + len(good) == len(rows)
