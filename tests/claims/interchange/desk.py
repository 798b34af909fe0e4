"""A desk's work with something in every table and in every state, made through the actions."""

import datetime

from claims.actions.appearance import withdraw_appearance
from claims.actions.claim import revise_claim, withdraw_claim
from claims.actions.evidence import revise_evidence, withdraw_evidence
from claims.actions.inquiry import inquire, record_answer
from claims.actions.match import decide_match
from claims.actions.merge import merge_claim
from claims.actions.reanchor import reanchor_passage
from claims.actions.verdict import edit_verdict, return_verdict
from claims.actions.verdict_comment import comment_on_verdict, resolve_comment
from claims.enums import CommentedField, MatchDecision
from claims.models import Affiliation, Claim, ClaimMatch, ExternalReview, Translation
from sources.actions.article import withdraw_article
from sources.actions.reading import finish_reading
from sources.models import Article, ArticleText, Capture
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
    make_outlet,
    make_passage,
    make_reviewer,
    make_text,
    make_topic,
    make_verdict,
    walk_verdict,
)

PAGE = "Мост открыт — “the bridge is open”, said the minister.\nRead more\n".encode()


def work() -> None:
    """Fill every table."""
    captured = make_captured_article()
    make_sources(captured)
    finish_reading(article=captured, by=make_editor(), now=NOON)
    claim = make_checked_claim(captured)
    make_corrected_claim()
    make_returned_verdict()
    make_merged_claims()
    make_conversations(claim)


def make_captured_article() -> Article:
    """Return an article that stands in a capture, with a mark."""
    capture = Capture.objects.create(
        sha256=Capture.digest(PAGE), media_type="text/plain", content=PAGE, origin="page.txt", retrieved_at=NOON
    )
    article = make_article(
        content=None, title="Мост", byline=["A. Minister", "B"], published="2018-06-28/2018-07-15", url="https://a.example/1",
        created_by=make_editor(),
    )  # fmt: skip
    content = PAGE.decode().rstrip("\n")
    text = ArticleText.objects.create(
        article=article, version=1, content=content, extent="full", capture=capture, start=0, end=len(content)
    )
    make_mark(text=text, exact="Read more", kind="chrome", inserted_by=article.outlet)
    article.refresh_from_db()
    return article


def make_sources(original: Article) -> None:
    """Make copies in both directions of a decision, and an article whose text has changed."""
    make_outlet(domain="example.org", kind="agency", country="GB", language="en", wikidata_id="Q42")
    make_derivation(article=make_article(), original=original, kind="translates")
    make_derivation(article=make_article(status="draft"), original=original, status="rejected")
    make_derivation(article=make_article(content=None, published="2018"), original=original, status="suggested")
    article = make_article()
    passage = make_passage(article=article)
    make_appearance(passage=passage)
    make_text(article=article, content="Later: the bridge is open, he said.")
    reanchor_passage(passage=passage, exact="the bridge is open", by=make_editor())


def make_checked_claim(article: Article) -> Claim:
    """Return a claim with topics, a chain of speakers, evidence of several kinds and a published verdict."""
    claim = make_claim(
        topics=[make_topic(), make_topic()], speaks_of="2018-07", note="Internal.", assignee=make_reviewer()
    )
    person = make_claimant(aliases=["Министр"], country="RU")
    role = Affiliation.objects.create(claimant=person, title="Minister", since="2018", created_by=make_editor())
    outlet = make_claimant(kind="outlet", outlet=article.outlet)
    lead = make_appearance(
        claim=claim, passage=make_passage(article=article), claimant=person, affiliation=role, said="2018-07-01~",
        steps=[(outlet, "reports"), (make_outlet(), "says")], original_article=make_article(content=None),
    )  # fmt: skip
    make_appearance(claim=claim, stance="denies", status="draft")
    make_appearance(claim=claim, stance="mentions", status="withdrawn")
    make_evidence(claim=claim, stance="context", locator="Table 3", status="draft")
    revise_claim(claim=claim, lead_appearance=lead, by=make_editor())
    make_verdict(claim=claim, state="published", review_by=datetime.date(2027, 1, 1))
    return claim


def make_corrected_claim() -> None:
    """Make a claim whose first verdict relies on what has been withdrawn since, with a second one in work."""
    claim = make_claim()
    lead = make_appearance(claim=claim)
    article = make_article()
    old = make_evidence(claim=claim, article=article)
    make_verdict(claim=claim, evidence=[old], state="published")
    later = make_appearance(claim=claim, said="2017")
    make_verdict(claim=claim, state="published")
    assert later.claim.verdicts.get(version=2).lead_appearance == later
    withdraw_evidence(evidence=old, by=make_reviewer())
    withdraw_appearance(appearance=lead, by=make_reviewer())
    withdraw_article(article=article, by=make_reviewer())
    withdrawn = make_evidence(claim=claim, status="withdrawn")
    make_verdict(claim=claim, evidence=[old, withdrawn, make_evidence(claim=claim)], state="submitted")


def make_returned_verdict() -> None:
    """Make verdicts that went back and forth between several people."""
    reviewers = make_reviewer(), make_reviewer("second")
    verdict = make_verdict(state="approved")
    remark = comment_on_verdict(
        verdict=verdict, text="Какой мост?", field=CommentedField.SUMMARY, by=reviewers[0], now=NOON
    )
    resolve_comment(comment=remark, by=make_editor(), now=NOON)
    comment_on_verdict(verdict=verdict, text="Well done.", by=reviewers[1], now=NOON)
    verdict = return_verdict(verdict=verdict, note="Count again.", by=reviewers[1], now=NOON)
    verdict = edit_verdict(verdict=verdict, summary="Closed.", by=reviewers[1], now=NOON)
    verdict = walk_verdict(verdict, state="submitted")
    verdict = edit_verdict(verdict=verdict, rationale="The log.", by=make_editor("helper"), now=NOON)
    walk_verdict(verdict, state="published")
    unfinished = make_verdict(state="approved")
    edit_verdict(verdict=unfinished, summary="", rating=None, evidence=[], by=make_editor("helper"), now=NOON)
    make_verdict(state="draft", rationale="")


def make_merged_claims() -> None:
    """Make a claim that was retracted and merged, one that was withdrawn, and a draft."""
    losing, winning = make_claim(), make_claim()
    make_appearance(claim=losing)
    make_verdict(claim=losing, state="retracted")
    make_verdict(claim=winning, state="published")
    merge_claim(claim=losing, into=winning, is_opposite=True, by=make_reviewer())
    gone = make_claim()
    make_verdict(claim=gone, state="published")
    withdraw_claim(claim=gone, by=make_reviewer())
    evidence = make_evidence(claim=make_claim(status="draft"), status="draft")
    revise_evidence(evidence=evidence, comment="Another hand.", by=make_editor("helper"))


def make_conversations(claim: Claim) -> None:
    """Make inquiries, translations, reviews of others and matches."""
    editor = make_editor()
    asked = inquire(claim=claim, addressee=make_claimant(), asked_at=NOON, deadline=NOON, by=editor, now=NOON)
    record_answer(inquiry=asked, answer="No comment.", is_public=True, by=editor, now=NOON)
    inquire(claim=claim, addressee=make_claimant(), reason_not_asked="Long dead.", by=editor, now=NOON)
    verdict = claim.verdicts.get()
    Translation.objects.create(
        claim=claim, language="ru", statement="Мост.", summary="Закрыт.", verdict=verdict, origin="person",
        checked_by=editor, checked_at=NOON, created_by=editor,
    )  # fmt: skip
    ExternalReview.objects.create(
        claim=claim, publisher=make_outlet(kind="fact_checker"), url="https://b.example/1", label="Pants on Fire!",
        rating=verdict.rating, reviewed_on=NOON.date(), created_by=editor,
        claimant_name="The minister", said="2025-12", sources=["https://a.example/1", "https://a.example/2"],
    )  # fmt: skip
    first, second = sorted([claim, make_claim()], key=lambda claim: claim.pk)
    match = ClaimMatch.objects.create(first=first, second=second, method="words", score=0.1 + 0.2, created_by=editor)
    decide_match(match=match, decision=MatchDecision.RELATED, by=editor, now=NOON)
    ClaimMatch.objects.create(first=second, second=make_claim(), method="words")
    article = make_article(content="Sources say that the bridge is open.")
    unnamed = make_claimant(name="A source", kind="anonymous_source", article=article)
    make_appearance(claim=claim, claimant=unnamed, passage=make_passage(article=article))
