"""An orphaned quote is anchored in the current text, by an editor's decision."""

import pytest

from claims.actions.reanchor import reanchor_passage
from sources.models import Passage
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_editor,
    make_evidence,
    make_outlet,
    make_passage,
    make_text,
    make_verdict,
)
from tests.rules import refused

pytestmark = pytest.mark.django_db

NEWER = "Corrected. The minister said that the bridge is open today."


def orphaned_passage():
    article = make_article()
    return make_passage(article=article), article


def reanchor(passage, exact="the bridge is open", **options):
    return reanchor_passage(passage=passage, exact=exact, by=make_editor("second"), **options)


def test_new_passage_stands_in_the_current_text_and_the_old_one_stays():
    old, article = orphaned_passage()
    newer = make_text(article=article, content=NEWER)

    new = reanchor(old)

    old.refresh_from_db()
    assert (new.text, new.exact, new.reanchored_from) == (newer, "the bridge is open", old)
    assert (old.text.version, old.start) == (1, 23)
    assert list(Passage.objects.orphaned()) == [old]


def test_drafts_follow():
    old, article = orphaned_passage()
    appearance = make_appearance(passage=old, status="draft")
    evidence = make_evidence(article=article, passage=old, status="draft")
    make_text(article=article, content=NEWER)

    new = reanchor(old)

    appearance.refresh_from_db()
    evidence.refresh_from_db()
    assert (appearance.passage, evidence.passage) == (new, new)
    # Where a quote stands is content: who moved it does not approve it.
    assert appearance.edited_by == evidence.edited_by == make_editor("second")


def test_approved_rows_stay_and_are_copied_as_drafts():
    old, article = orphaned_passage()
    appearance = make_appearance(passage=old, steps=[(make_outlet(), "reports")])
    evidence = make_evidence(article=article, passage=old)
    make_text(article=article, content=NEWER)

    new = reanchor(old)

    appearance.refresh_from_db()
    evidence.refresh_from_db()
    assert (appearance.passage, appearance.status) == (old, "public")
    assert (evidence.passage, evidence.status) == (old, "public")
    assert [row.status for row in (new.appearances.get(), new.evidence.get())] == ["draft", "draft"]
    assert new.appearances.get().steps.count() == 1


def test_drafts_that_a_verdict_cites_stay_and_are_copied():
    old, article = orphaned_passage()
    claim = make_claim()
    appearance = make_appearance(claim=claim, passage=old, status="draft")
    evidence = make_evidence(claim=claim, article=article, passage=old, status="draft")
    make_verdict(claim=claim, evidence=[evidence], state="submitted")
    make_text(article=article, content=NEWER)

    new = reanchor(old)

    appearance.refresh_from_db()
    evidence.refresh_from_db()
    assert (appearance.passage, evidence.passage) == (old, old)
    assert (new.appearances.count(), new.evidence.count()) == (1, 1)


def test_withdrawn_rows_do_not_follow():
    old, article = orphaned_passage()
    make_appearance(passage=old, status="withdrawn")
    make_text(article=article, content=NEWER)

    new = reanchor(old)

    assert not new.appearances.exists()


def test_second_time_makes_nothing_twice():
    old, article = orphaned_passage()
    make_appearance(passage=old)
    make_evidence(article=article, passage=old)
    make_text(article=article, content=NEWER)

    first, second = reanchor(old), reanchor(old)

    assert first == second
    assert (first.appearances.count(), first.evidence.count()) == (1, 1)


def test_quote_that_the_current_text_does_not_hold_is_refused():
    old, article = orphaned_passage()
    make_appearance(passage=old, status="draft")
    make_text(article=article, content="Another story.")

    with refused("passage_anchored"):
        reanchor(old)

    assert list(old.appearances.values_list("status", flat=True)) == ["draft"]


def test_quote_in_two_places_needs_a_start():
    old, article = orphaned_passage()
    make_text(article=article, content="The bridge is open. The bridge is open.")

    with refused("passage_anchored"):
        reanchor(old, exact="bridge is open")
    assert reanchor(old, exact="bridge is open", start=24).start == 24


def test_passage_of_the_current_text_is_refused():
    passage, _ = orphaned_passage()

    with refused("passage_current"):
        reanchor(passage)
