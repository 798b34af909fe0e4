"""Whatever editors do, in whatever order: a bundle of it, loaded into an empty database, gives the same bundle."""

import tempfile
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from claims.actions.appearance import approve_appearance, reopen_appearance, revise_appearance, withdraw_appearance
from claims.actions.claim import publish_claim, revise_claim, withdraw_claim
from claims.actions.evidence import approve_evidence, reopen_evidence, revise_evidence, withdraw_evidence
from claims.actions.inquiry import inquire
from claims.actions.merge import merge_claim
from claims.actions.verdict import (
    approve_verdict,
    draft_verdict,
    edit_verdict,
    publish_verdict,
    retract_verdict,
    return_verdict,
    submit_verdict,
)
from claims.models import Appearance, Claim, Evidence, Verdict
from claims.readiness import unasked
from sources.actions.article import publish_article, withdraw_article
from sources.actions.derivation import decide_derivation, record_derivation
from sources.enums import Decision, DerivationKind
from sources.models import Article, Derivation
from sources.rules import Refusal
from tests.claims.interchange.bundles import dump, empty_database, load
from tests.factories import (
    NOON,
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_evidence,
    make_passage,
    make_reviewer,
    rating,
)

pytestmark = pytest.mark.django_db

LATER = {"change_kind": "new_evidence", "change_note": "A new document."}
WORDS = {"title": "Closed", "summary": "It was closed.", "rationale": "The log.", "evidence_until": NOON.date()}


def pick(model, number):
    """Return one of a model's rows, the same for the same number; refuse if there is none."""
    found = list(model.objects.order_by("pk"))
    if not found:
        raise Refusal("nothing", "There is none yet.")
    return found[number % len(found)]


def begin(by, a, b):
    claim = pick(Claim, a)
    cited = [evidence for evidence in claim.evidence.order_by("pk") if (b + evidence.pk) % 3]
    draft_verdict(claim=claim, rating=rating(), evidence=cited, by=by, now=NOON, **WORDS, **LATER)


def approve(by, a, _b):
    verdict = pick(Verdict, a)
    approve_verdict(verdict=verdict, digest=verdict.digest, by=by, now=NOON)


def carry(by, a, b):
    """Take a claim's next verdict the whole way, as far as the rules let it go."""
    claim, author = pick(Claim, a), make_reviewer("second" if by.username == "third" else "third")
    publish_claim(claim=claim, by=by)
    for appearance in claim.appearances.filter(status="draft").exclude(created_by=by).exclude(edited_by=by):
        attempt("approve appearance", list(Appearance.objects.order_by("pk")).index(appearance), 0, by)
    if not claim.verdicts.open().exists():
        evidence = make_evidence(claim=claim, article=make_article(), status="draft", by=author)
        approve_evidence(evidence=evidence, by=by)
        draft_verdict(claim=claim, rating=rating(), evidence=[evidence], by=author, now=NOON, **WORDS, **LATER)
    for claimant in unasked(claim):
        inquire(claim=claim, addressee=claimant, reason_not_asked="A test.", by=author, now=NOON)
    number = list(Verdict.objects.order_by("pk")).index(claim.verdicts.open().get())
    for name, who in (("submit", author), ("approve", by), ("publish", by)):
        attempt(name, number, b, who)


# What an editor may try; each takes who does it and two numbers that choose the rows.
DEEDS = {
    "claim": lambda by, a, b: make_claim(by=by, status=("draft", "public")[b % 2]),
    "appear": lambda by, a, b: make_appearance(
        claim=pick(Claim, a), passage=make_passage(article=pick(Article, b)), status="draft", by=by,
        stance=("asserts", "denies")[b % 2], steps=[(make_claimant(), "says")] * (b % 2),
    ),
    "cite": lambda by, a, b: make_evidence(claim=pick(Claim, a), article=pick(Article, b), status="draft", by=by),
    "approve appearance": lambda by, a, b: approve_appearance(appearance=pick(Appearance, a), by=by),
    "approve evidence": lambda by, a, b: approve_evidence(evidence=pick(Evidence, a), by=by),
    "revise appearance": lambda by, a, b: revise_appearance(
        appearance=pick(Appearance, a), occasion=f"Occasion {b}", steps=[(make_claimant(), "writes")], by=by
    ),
    "revise evidence": lambda by, a, b: revise_evidence(evidence=pick(Evidence, a), comment=f"Comment {b}", by=by),
    "reopen appearance": lambda by, a, b: reopen_appearance(appearance=pick(Appearance, a), by=by),
    "reopen evidence": lambda by, a, b: reopen_evidence(evidence=pick(Evidence, a), by=by),
    "withdraw appearance": lambda by, a, b: withdraw_appearance(appearance=pick(Appearance, a), by=by),
    "withdraw evidence": lambda by, a, b: withdraw_evidence(evidence=pick(Evidence, a), by=by),
    "lead": lambda by, a, b: revise_claim(claim=pick(Claim, a), lead_appearance=pick(Appearance, b), by=by),
    "publish claim": lambda by, a, b: publish_claim(claim=pick(Claim, a), by=by),
    "withdraw claim": lambda by, a, b: withdraw_claim(claim=pick(Claim, a), by=by),
    "merge": lambda by, a, b: merge_claim(claim=pick(Claim, a), into=pick(Claim, b), is_opposite=a % 2 == 1, by=by),
    "article": lambda by, a, b: make_article(status=("draft", "public")[b % 2], created_by=by),
    "publish article": lambda by, a, b: publish_article(article=pick(Article, a), by=by),
    "withdraw article": lambda by, a, b: withdraw_article(article=pick(Article, a), by=by),
    "derive": lambda by, a, b: record_derivation(
        article=pick(Article, a), original=pick(Article, b), kind=DerivationKind.REPUBLISHES, by=by
    ),
    "decide": lambda by, a, b: decide_derivation(
        derivation=pick(Derivation, a), status=(Decision.CONFIRMED, Decision.REJECTED)[b % 2], by=by
    ),
    "draft": begin,
    "edit": lambda by, a, b: edit_verdict(verdict=pick(Verdict, a), summary=f"Summary {b}", by=by, now=NOON),
    "submit": lambda by, a, b: submit_verdict(verdict=pick(Verdict, a), by=by, now=NOON),
    "return": lambda by, a, b: return_verdict(verdict=pick(Verdict, a), note="Again.", by=by, now=NOON),
    "approve": approve,
    "publish": lambda by, a, b: publish_verdict(verdict=pick(Verdict, a), by=by, now=NOON),
    "carry": carry,
    "retract": lambda by, a, b: retract_verdict(verdict=pick(Verdict, a), note="Wrong.", by=by, now=NOON),
}  # fmt: skip

# A verdict gets nowhere if nobody follows the way; its steps are tried more often than the rest.
WAY = ["appear", "carry", "carry", "draft", "submit", "approve", "publish"]
names = st.one_of(st.sampled_from(WAY), st.sampled_from(sorted(DEEDS)))
small = st.integers(0, 5)
steps = st.lists(
    st.tuples(names, small, small, st.sampled_from(["reviewer", "second", "third"])), min_size=25, max_size=40
)


# Each case is seconds of work on a busy machine, so few are tried, and one that fails is not made smaller.
@pytest.mark.slow
@pytest.mark.timeout(600)
@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(steps)
def test_any_work_survives_the_way_into_another_database(deeds):
    with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
        for name in ("claim", "article", "appear", "cite"):
            DEEDS[name](make_reviewer(), 0, 1)
        for name, a, b, username in deeds:
            attempt(name, a, b, make_reviewer(username))
        first = dump(Path(folder) / "first")
        empty_database()

        load(Path(folder) / "first")

        assert dump(Path(folder) / "second") == first
        transaction.set_rollback(True)


def attempt(name, a, b, by):
    """Do what an editor asks for, unless the rules refuse it."""
    try:
        with transaction.atomic():
            DEEDS[name](by, a, b)
    except Refusal:
        pass
