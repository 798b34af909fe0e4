"""The desk's front page: what waits for whom, and lists that show exactly as much as was counted."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from claims.actions.inquiry import inquire
from claims.actions.verdict import edit_verdict, return_verdict, submit_verdict
from claims.models import ClaimMatch
from claimtrack import waiting
from sources.actions.reading import finish_reading
from tests.factories import (
    NOON,
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_derivation,
    make_editor,
    make_evidence,
    make_mark,
    make_passage,
    make_reviewer,
    make_text,
    make_verdict,
    walk_verdict,
)

pytestmark = pytest.mark.django_db

UNDECIDED: dict[str, Any] = {"status": "suggested", "decided_by": None, "decided_at": None}


def front_page(client, user):
    client.force_login(user)
    return client.get(reverse("admin:index"))


def piles(page) -> dict[str, int]:
    return {pile.label: pile.count for group in page.context["waiting"] for pile in group.piles}


def make_due_claims() -> None:
    """Make a claim due for each reason."""
    make_verdict(review_by=datetime.date(2026, 1, 2))
    standing = make_verdict(now=timezone.now())
    make_evidence(claim=standing.claim, by=make_editor("finder"), status="draft")
    article = make_article()
    make_verdict(claim=(claim := make_claim()), evidence=[make_evidence(claim=claim, article=article)])
    article.withdraw()
    inquire(claim=make_claim(), addressee=make_claimant(), asked_at=NOON, deadline=NOON, by=make_editor())


def make_one_of_each() -> None:
    """Make a row for every pile of a reviewer."""
    make_verdict(state="submitted")
    make_verdict(state="approved")
    make_appearance(status="draft")
    make_verdict(state="draft", by=make_reviewer(), evidence=[])
    returned = make_verdict(state="submitted", by=make_reviewer("second"))
    return_verdict(verdict=returned, note="Name the log.", by=make_reviewer("third"))
    make_claim(assignee=make_reviewer())
    make_due_claims()
    orphan = make_passage()
    make_text(article=orphan.text.article, content="The bridge is open again.")
    ClaimMatch.objects.create(first=make_claim(), second=make_claim(), method="lexical")
    make_derivation(article=make_article(), original=make_article(), status="suggested")
    make_mark(text=make_passage().text, exact="Nobody else", **UNDECIDED)


def test_reviewer_is_shown_what_others_wrote(client):
    make_verdict(state="submitted", evidence=[make_evidence(claim=(claim := make_claim()))], claim=claim)
    make_appearance(status="draft")
    make_appearance(status="draft", by=make_reviewer())

    found = piles(front_page(client, make_reviewer()))

    assert (found["verdict to review"], found["appearance to approve"]) == (1, 1)


def test_editor_is_shown_their_own_work_and_nothing_to_review(client):
    make_claim(assignee=make_editor())
    make_verdict(state="draft", evidence=[])

    page = front_page(client, make_editor())

    assert [group.key for group in page.context["waiting"]] == ["mine"]
    assert piles(page) == {"verdict that you are drafting": 1, "claim given to you": 1}


def test_each_pile_leads_to_a_list_of_that_many_rows(client):
    make_one_of_each()
    page = front_page(client, make_reviewer())
    shown = [pile for group in page.context["waiting"] for pile in group.piles]

    listed = {pile.url: client.get(pile.url).context["cl"].result_count for pile in shown}

    assert listed == {pile.url: pile.count for pile in shown}
    assert len(listed) == 15


def test_returned_verdict_comes_with_the_reason(client):
    verdict = make_verdict(state="submitted")
    return_verdict(verdict=verdict, note="Name the log that you cite.", by=make_reviewer())

    page = front_page(client, make_editor())

    assert piles(page)["verdict returned to you"] == 1
    assertContains(page, "Name the log that you cite.")


def test_verdict_that_its_author_took_up_again_was_not_returned(client):
    verdict = return_verdict(verdict=make_verdict(state="submitted"), note="Name it.", by=make_reviewer())
    submitted = submit_verdict(verdict=verdict, by=make_editor())
    edit_verdict(verdict=submitted, summary="It was closed that day, says the log.", by=make_editor())

    found = piles(front_page(client, make_editor()))

    assert "verdict returned to you" not in found
    assert found["verdict that you are drafting"] == 1


def test_author_of_evidence_is_not_shown_it_to_approve(client):
    make_evidence(status="draft", by=make_reviewer())

    found = piles(front_page(client, make_reviewer()))

    assert "piece of evidence to approve" not in found


def test_large_piles_are_counted_up_to_a_limit(client, monkeypatch):
    monkeypatch.setattr(waiting, "COUNTED_UP_TO", 2)
    for _number in range(4):
        make_claim(assignee=make_editor())

    page = front_page(client, make_editor())

    assert piles(page)["claims given to you"] == 3
    assertContains(page, "<strong>2+</strong> claims given to you", html=True)


def test_front_page_takes_as_many_queries_for_more_rows(client):
    make_one_of_each()
    front_page(client, make_reviewer())
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("admin:index"))
    for _round in range(3):
        make_due_claims()
        make_verdict(state="submitted")

    with CaptureQueriesContext(connection) as many:
        client.get(reverse("admin:index"))

    assert len(many) == len(few)


def test_progress_tells_done_begun_and_untouched_articles(client):
    finish_reading(article=make_article(), by=make_editor())
    make_appearance(passage=make_passage(article=make_article()))
    make_article()
    make_article(content=None)

    page = front_page(client, make_editor())

    progress = page.context["progress"]
    assert (progress.done, progress.begun, progress.untouched, progress.total) == (1, 1, 1, 3)
    assertContains(page, "1 of 3 articles are annotated.")
    assertContains(page, '<progress max="3" value="1"')


def test_newer_text_of_an_annotated_article_waits_again(client):
    finish_reading(article=(article := make_article()), by=make_editor())
    make_text(article=article, content="The bridge is closed again.")

    found = piles(front_page(client, make_editor()))

    assert found == {"article not annotated yet": 1}


def test_empty_desk_says_what_to_do_first(client):
    page = front_page(client, make_editor())

    assertContains(page, "Begin here")
    assertContains(page, reverse("admin:sources_capture_add"))
    assertNotContains(page, "Nothing waits for you.")


def test_desk_with_all_work_done_says_so(client):
    finish_reading(article=make_article(), by=make_editor())

    page = front_page(client, make_editor())

    assertContains(page, "Nothing waits for you.")
    assertNotContains(page, "Begin here")


def test_desk_with_work_leads_to_new_articles_and_claims_too(client):
    make_article()

    page = front_page(client, make_editor())

    assert piles(page)
    for label in ("Take articles in", "Word a claim"):
        assertContains(page, f">{label}</a>")


def test_published_verdict_is_nobodys_work(client):
    walk_verdict(make_verdict(state="draft"), state="published")

    found = piles(front_page(client, make_reviewer()))

    assert set(found) <= {"article not annotated yet"}
