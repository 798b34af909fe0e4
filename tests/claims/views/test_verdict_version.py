"""The page of one version of a verdict."""

import pytest

from claims.actions.claim import revise_claim
from claims.actions.evidence import withdraw_evidence
from tests.factories import make_claim, make_editor, make_evidence, make_verdict

pytestmark = pytest.mark.django_db


def test_version_shows_what_it_said_and_relied_on(story, read):
    words = read(story.verdict.get_absolute_url())

    assert "version 2 of the verdict" in words
    assert "What changed in this version new evidence. A new document." in words
    assert "Versions 1 and 2 compared, word by word Title [removed: First][added: Second]" in words
    assert "How we came to the verdict The city's log says so." in words
    assert "What this version relied on, as far as it is public still: Evidence for it 1 article, 1" in words
    assert "In other languages Die Brücke war offen. Sie war zu." in words


def test_version_that_was_superseded_says_so_and_keeps_its_words(story, read):
    words = read(story.first.get_absolute_url())

    assert "Earlier verdict A newer version has taken the place of this one." in words
    assert "true on the truth scale, 5 of 5" in words
    assert "First If your time is short It was closed that day." in words
    assert "Sie war zu." not in words


def test_version_that_was_retracted_shows_the_reason_and_what_it_had_said(read):
    words = read(make_verdict(state="retracted").get_absolute_url())

    assert "We took this verdict back on 1 January 2026. The reason: The log was of another bridge." in words
    assert "It was closed that day." in words


def test_version_keeps_the_statement_it_was_about(read):
    verdict = make_verdict(claim=make_claim(statement="The bridge was open all day."))
    revise_claim(claim=verdict.claim, statement="The bridge was open.", by=make_editor())

    assert "version 1 of the verdict The bridge was open all day." in read(verdict.get_absolute_url())


def test_version_hides_evidence_that_was_withdrawn_since(read):
    claim = make_claim()
    evidence = make_evidence(claim=claim, comment="A forged log.")
    verdict = make_verdict(claim=claim, evidence=[evidence], state="retracted")
    withdraw_evidence(evidence=evidence, by=make_editor())

    words = read(verdict.get_absolute_url())

    assert "None of it is public any more." in words
    assert "A forged log." not in words


@pytest.mark.parametrize("state", ["draft", "submitted", "approved"])
def test_version_in_work_is_404(client, state):
    verdict = make_verdict(state=state)

    assert client.get(verdict.get_absolute_url()).status_code == 404


def test_version_that_there_is_not_is_404(client, story):
    assert client.get(f"/claims/{story.claim.pk}/versions/3/").status_code == 404
    assert client.get(f"/claims/{story.claim.pk}/versions/99999999999999999999/").status_code == 404
