"""Every verb asks for permission itself, whoever calls it."""

import pytest

from claims.actions.appearance import (
    approve_appearance,
    record_appearance,
    reopen_appearance,
    revise_appearance,
    withdraw_appearance,
)
from claims.actions.claim import create_claim, publish_claim, revise_claim, withdraw_claim
from claims.actions.evidence import (
    approve_evidence,
    cite_evidence,
    reopen_evidence,
    revise_evidence,
    withdraw_evidence,
)
from claims.actions.inquiry import inquire, record_answer
from claims.actions.match import decide_match
from claims.actions.merge import merge_claim
from claims.actions.pair import decide_pair, reopen_match
from claims.actions.reanchor import reanchor_passage
from claims.actions.verdict import (
    approve_verdict,
    draft_verdict,
    edit_verdict,
    publish_verdict,
    retract_verdict,
    return_verdict,
    submit_verdict,
)
from sources.actions.article import add_text, import_article, publish_article, withdraw_article
from sources.actions.derivation import decide_derivation, record_derivation
from sources.actions.mark import decide_mark, mark_span
from sources.rules import Refusal
from tests.factories import make_editor, make_reviewer, make_user

pytestmark = pytest.mark.django_db

# The permission is looked at before anything else: what the verb is about does not even have to exist.
VERBS = [
    (record_appearance, ["claim", "passage", "claimant", "stance", "manner"]),
    (revise_appearance, ["appearance"]),
    (approve_appearance, ["appearance"]),
    (reopen_appearance, ["appearance"]),
    (withdraw_appearance, ["appearance"]),
    (create_claim, ["statement", "short_statement", "kind"]),
    (revise_claim, ["claim"]),
    (publish_claim, ["claim"]),
    (withdraw_claim, ["claim"]),
    (cite_evidence, ["claim", "article", "stance"]),
    (revise_evidence, ["evidence"]),
    (approve_evidence, ["evidence"]),
    (reopen_evidence, ["evidence"]),
    (withdraw_evidence, ["evidence"]),
    (inquire, ["claim", "addressee"]),
    (record_answer, ["inquiry", "answer", "is_public"]),
    (decide_match, ["match", "decision"]),
    (decide_pair, ["claim", "other", "decision"]),
    (reopen_match, ["match"]),
    (merge_claim, ["claim", "into"]),
    (reanchor_passage, ["passage", "exact"]),
    (draft_verdict, ["claim"]),
    (edit_verdict, ["verdict"]),
    (submit_verdict, ["verdict"]),
    (return_verdict, ["verdict", "note"]),
    (approve_verdict, ["verdict", "digest"]),
    (publish_verdict, ["verdict"]),
    (retract_verdict, ["verdict", "note"]),
    (import_article, ["outlet", "kind"]),
    (add_text, ["article", "content", "extent"]),
    (publish_article, ["article"]),
    (withdraw_article, ["article"]),
    (record_derivation, ["article", "original", "kind"]),
    (decide_derivation, ["derivation", "status"]),
    (mark_span, ["text", "kind", "start", "end"]),
    (decide_mark, ["mark", "status"]),
]
FOR_REVIEWERS = [
    approve_appearance, approve_evidence, publish_claim, withdraw_claim, merge_claim, return_verdict, approve_verdict,
    publish_verdict, retract_verdict,
]  # fmt: skip
NAMES = {verb.__name__: names for verb, names in VERBS}


def outsider():
    return make_user(username="outsider")


def former_reviewer():
    user = make_reviewer("former")
    user.is_active = False
    return user


def superuser_who_left():
    user = make_user(username="root")
    user.is_superuser, user.is_active = True, False
    return user


@pytest.mark.parametrize("who", [outsider, former_reviewer, superuser_who_left])
@pytest.mark.parametrize("verb", [verb for verb, _ in VERBS], ids=lambda verb: verb.__name__)
def test_verb_is_refused_without_permission(verb, who):
    user = who()

    with pytest.raises(Refusal) as refusal:
        verb(**dict.fromkeys(NAMES[verb.__name__]), by=user)

    assert refusal.value.code == "permission"
    assert user.username in refusal.value.message


@pytest.mark.parametrize("verb", FOR_REVIEWERS, ids=lambda verb: verb.__name__)
def test_editor_does_not_decide(verb):
    with pytest.raises(Refusal) as refusal:
        verb(**dict.fromkeys(NAMES[verb.__name__]), by=make_editor())

    assert refusal.value.code == "permission"
