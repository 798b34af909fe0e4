"""What of a claim waits for a second pair of eyes, on the review page: read in context, let through each or all."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from claims.actions.evidence import revise_evidence
from claims.models import Appearance, Evidence
from tests.claims.admin.desk import told
from tests.claims.admin.reviewing import done, objections, opened
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_editor,
    make_evidence,
    make_mark,
    make_outlet,
    make_passage,
    make_reviewer,
    make_verdict,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    """A claim with an open verdict whose evidence waits, and more that waits beside it."""
    claim = make_claim()
    appearance = make_appearance(claim=claim, status="draft")
    evidence = make_evidence(claim=claim, status="draft", comment="Cited.")
    make_verdict(claim=claim, evidence=[evidence], state="submitted")
    make_evidence(claim=claim, status="draft", comment="Not cited.")
    assert claim.verdicts.get().lead_appearance == appearance
    return claim


def shown(page):
    rows = page.context["rows"]
    return [rows.lead, *rows.cited, *rows.waiting]


def tokens(page):
    return [row.token for row in page.context["rows"].offered]


def test_lead_and_cited_evidence_stand_apart_from_what_else_waits(client, claim):
    page = opened(client, claim.verdicts.get())

    rows = page.context["rows"]
    assert rows.lead.row == claim.appearances.get()
    assert [row.row.comment for row in rows.cited] == ["Cited."]
    assert [row.row.comment for row in rows.waiting] == ["Not cited."]


def test_quote_stands_in_its_text_with_marks_and_chain(client, claim):
    article = make_article(
        content="Раньше. The minister [he meant the mayor - ed.] said it is open. Later.", title="Мост"
    )
    make_mark(text=article.current_text, exact="[he meant the mayor - ed.]", inserted_by=make_outlet(name="InoSMI"))
    passage = make_passage(article=article, exact="The minister [he meant the mayor - ed.] said it is open")
    make_appearance(claim=claim, passage=passage, status="draft", steps=[(article.outlet, "reports")])

    page = opened(client, claim.verdicts.get())

    assertContains(page, "Раньше. <mark>The minister </mark>")
    assertContains(page, "— insertion by InoSMI</span>]</span></mark><mark> said it is open</mark>. Later.")
    assertContains(page, f"<strong>{article.outlet.name}</strong> reports:")


def test_long_text_is_shown_around_the_quote_in_whole_words(client, claim):
    article = make_article(content=f"{'before ' * 200}the bridge is open{' after' * 200}")
    make_evidence(claim=claim, article=article, passage=make_passage(article=article), status="draft")

    rows = opened(client, claim.verdicts.get()).context["rows"].waiting

    (context,) = [row.context for row in rows if row.context]
    before, quote, after = [piece.text for piece in context]
    assert (before.split(" ", 1)[0], quote, after.rsplit(" ", 1)[1]) == ("before", "the bridge is open", "after")
    assert 280 < len(before) <= 300
    assert 280 < len(after) <= 300


def test_each_is_approved_by_its_own_button(client, claim):
    page = opened(client, claim.verdicts.get())
    lead = page.context["rows"].lead

    answer = done(client, claim.verdicts.get(), "let-through", only=lead.token, rows=tokens(page))

    assert told(answer) == ["Approved: readers may see it."]
    assert Appearance.objects.get().approved_by == make_reviewer()
    assert not Evidence.objects.filter(status="public").exists()


def test_all_are_approved_by_one(client, claim):
    page = opened(client, claim.verdicts.get())

    assertContains(page, "Approve all 3 on this page")
    done(client, claim.verdicts.get(), "let-through", rows=tokens(page))

    assert Appearance.objects.get().status == "public"
    assert set(Evidence.objects.values_list("status", flat=True)) == {"public"}


def test_own_rows_are_shown_but_not_offered_and_say_why(client, claim):
    author = make_reviewer("author")
    make_evidence(claim=claim, status="draft", by=author, comment="By the author.")
    edited = Evidence.objects.get(comment="Not cited.")
    revise_evidence(evidence=edited, comment="Edited.", by=author)

    page = opened(client, claim.verdicts.get(), by=author)

    reasons = {row.row.comment: row.why_not for row in shown(page) if row.noun == "evidence"}
    assert reasons == {
        "Cited.": "",
        "By the author.": "You recorded this, so somebody else must approve it.",
        "Edited.": "You have edited this, so somebody else must approve it.",
    }
    assertContains(page, "You recorded this, so somebody else must approve it.")


def test_editor_is_told_that_a_reviewer_must_approve(client, claim):
    page = opened(client, claim.verdicts.get(), by=make_editor("colleague"))

    assert {row.why_not for row in shown(page)} == {"A reviewer must approve this."}
    assertNotContains(page, "Approve all")


def test_own_row_that_is_sent_all_the_same_is_refused_with_all_others(client, claim):
    reviewer = make_reviewer("author")
    make_evidence(claim=claim, status="draft", by=reviewer, comment="Own.")
    every = [row.token for row in shown(opened(client, claim.verdicts.get(), by=reviewer))]

    page = done(client, claim.verdicts.get(), "let-through", rows=every)

    assert "Somebody else than who cited the evidence must approve it." in objections(page)[0]
    assert not Evidence.objects.filter(status="public").exists()
    assert Appearance.objects.get().status == "draft"


def test_row_that_changed_since_it_was_read_is_refused_with_all_others(client, claim):
    page = opened(client, claim.verdicts.get())
    revise_evidence(evidence=Evidence.objects.get(comment="Not cited."), comment="Changed.", by=make_editor("second"))

    answer = done(client, claim.verdicts.get(), "let-through", rows=tokens(page))

    assert "has changed since you opened the page" in objections(answer)[0]
    assert not Evidence.objects.filter(status="public").exists()
    assertContains(answer, "Changed.")


@pytest.mark.parametrize(
    "token", ["", "nonsense", "claim:1:2026-01-01", "evidence:x:2026-01-01", "evidence:1:yesterday"]
)
def test_unreadable_approval_is_refused(client, claim, token):
    opened(client, claim.verdicts.get())

    page = done(client, claim.verdicts.get(), "let-through", rows=token)

    assert objections(page)
    assert not Evidence.objects.filter(status="public").exists()


def test_row_of_another_claim_is_refused(client, claim):
    other = make_verdict(state="submitted")
    foreign = make_evidence(claim=other.claim, status="draft")
    token = next(row.token for row in shown(opened(client, other)) if row and row.row == foreign)

    page = done(client, claim.verdicts.get(), "let-through", rows=token)

    assert "deleted or moved" in objections(page)[0]
    foreign.refresh_from_db()
    assert foreign.status == "draft"


def test_what_keeps_the_verdict_from_being_published_is_said(client, claim):
    page = opened(client, claim.verdicts.get())

    assertContains(page, "Approve the evidence that the verdict relies on, and publish its articles, first.")
    assertContains(page, "Approve the appearance that leads the claim first.")


def test_nothing_keeps_it_once_all_is_let_through(client, claim):
    page = opened(client, claim.verdicts.get())
    done(client, claim.verdicts.get(), "let-through", rows=tokens(page))

    assert opened(client, claim.verdicts.get()).context["hindrances"] == []
