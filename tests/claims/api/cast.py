"""The two casts of the API's tests: one public claim with everything on it, and what must never be seen."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from claims.actions.inquiry import inquire, record_answer
from claims.actions.translation import check_translation, write_translation
from claims.actions.verdict import return_verdict
from claims.enums import ClaimantKind, EvidenceStance, Fidelity
from claims.models import (
    Affiliation,
    Appearance,
    Claim,
    Claimant,
    Evidence,
    ExternalReview,
    Inquiry,
    Topic,
    Translation,
    Verdict,
)
from sources.enums import Decision, Publication
from sources.models import Article, Derivation, Outlet
from tests.factories import (
    NOON,
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_derivation,
    make_editor,
    make_evidence,
    make_external_review,
    make_mark,
    make_outlet,
    make_passage,
    make_reviewer,
    make_topic,
    make_verdict,
    rating,
    walk_verdict,
)

SECRET = "Xylophone"  # stands in everything that must not be seen, and in nothing else
LATER = NOON + datetime.timedelta(days=1)
CONTENT = (
    "The minister said on Monday [of the old bridge — Ed.] that the bridge is open to all. Nobody else was asked. "
    f"The rest of the story is kept at the desk: {SECRET}."
)


@dataclass(frozen=True)
class Story:
    """A public claim and what hangs on it, all public."""

    claim: Claim
    claimant: Claimant
    relay: Claimant
    agency: Outlet  # named in a chain and in a mark, without an article of its own
    outlet: Outlet
    article: Article
    appearance: Appearance
    evidence: Evidence
    quoted: Evidence  # with a passage
    document: Article  # that the first evidence cites
    first: Verdict
    verdict: Verdict
    topic: Topic
    review: ExternalReview  # by a publisher without an article of its own
    derivation: Derivation  # of the article, from the document


def make_story(number: int = 1) -> Story:
    """Return a claim with a quote inside which an agency inserted words, a chain, evidence and two versions."""
    outlet, agency = make_outlet(name="Die Zeitung"), make_outlet(name="The Agency")
    topic = make_topic(name=f"Bridges {number}")
    article = make_article(outlet=outlet, title="The bridge", content=CONTENT, published="2018-06-28/2018-07-15")
    assert article.current_text is not None
    make_mark(text=article.current_text, exact="[of the old bridge — Ed.]", inserted_by=agency, note="An aside.")
    claimant = make_claimant(name="Ada Minister")
    relay = make_claimant(name="Agency desk", kind=ClaimantKind.OUTLET, outlet=agency)
    claim = make_claim(statement="The bridge was open.", topics=[topic], speaks_of="2018-07", context="A long row.")
    appearance = make_appearance(
        claim=claim,
        passage=make_passage(article=article, exact="said on Monday [of the old bridge — Ed.] that the bridge is open"),
        claimant=claimant,
        affiliation=Affiliation.objects.create(claimant=claimant, title="Minister", organisation="City", since="2016"),
        steps=[(agency, "reports"), (relay, "recalls")],
        said="2018-07-16",
        fidelity=Fidelity.TRANSLATED,
        original_wording="Die Brücke ist offen",
        original_article=make_article(title="Die Brücke", content=None),
        occasion="A press conference",
    )
    document = make_article(title="The log; of the city, “2018”", content=None, url=f"https://example.org/log/{number}")
    derivation = make_derivation(article=article, original=document)
    evidence = make_evidence(claim=claim, article=document, locator="page 3", comment="It says\nso.", is_primary=True)
    quote = make_passage(article=article, exact="[of the old bridge — Ed.] that the bridge is open to all")
    quoted = make_evidence(claim=claim, article=article, passage=quote, stance=EvidenceStance.CONTEXT)
    first = make_verdict(claim=claim, evidence=[evidence, quoted], rating=rating("truth-true"), title="First")
    verdict = make_verdict(claim=claim, evidence=[evidence], title="Second", now=LATER)
    review = _add_replies(claim, claimant, verdict)
    return Story(
        claim, claimant, relay, agency, outlet, article, appearance, evidence, quoted, document, first, verdict, topic,
        review, derivation,
    )  # fmt: skip


def _add_replies(claim: Claim, claimant: Claimant, verdict: Verdict) -> ExternalReview:
    editor = make_editor()
    inquiry = inquire(claim=claim, addressee=claimant, asked_at=NOON, is_public=True, by=editor)
    record_answer(inquiry=inquiry, answer="I stand by it.", is_public=True, by=editor, now=LATER)
    translation = write_translation(
        claim=claim, language="de", statement="Die Brücke war offen.", summary="Sie war zu.", verdict=verdict,
        origin="person", by=editor,
    )  # fmt: skip
    check_translation(translation=translation, by=make_reviewer(), now=LATER)
    return make_external_review(
        claim=claim, publisher=make_outlet(name="Checkers"), url="https://example.com/r", label="Pants on fire",
        rating=rating("truth-mostly-false"), reviewed_on=NOON.date(), language="en", said="2018-07",
        sources=["https://example.com/минутка?a=1&b=2"],
    )  # fmt: skip


@dataclass(frozen=True)
class Secrets:
    """Rows close to public ones; each has the secret word where it has words."""

    open_claim: Claim  # public, with an unpublished verdict, drafts and internal notes
    draft_claim: Claim
    withdrawn_claim: Claim
    draft_article: Article
    claimant: Claimant  # speaks only in a draft appearance
    outlet: Outlet  # has only a draft article
    topic: Topic  # only of a draft claim
    appearance: Appearance
    evidence: Evidence
    verdict: Verdict
    inquiry: Inquiry
    translation: Translation
    review: ExternalReview  # of a draft claim, by an outlet that nothing public names
    derivation: Derivation  # of a public article, from the draft


def make_secrets() -> Secrets:
    """Return drafts, withdrawn rows and internal words around a public claim and a public article."""
    editor = make_editor(username=f"{SECRET}-editor")
    open_claim = make_claim(statement="The tower was shut.", note=f"{SECRET} note", by=editor)
    outlet, topic = make_outlet(name=f"{SECRET} Post"), make_topic(name=f"{SECRET} affairs")
    claimant = make_claimant(name=f"{SECRET} Speaker")
    draft_claim = make_claim(statement=f"{SECRET} draft.", status=Publication.DRAFT, topics=[topic])
    withdrawn_claim = make_claim(statement=f"{SECRET} withdrawn.", status=Publication.WITHDRAWN, topics=[topic])
    draft_article = make_article(outlet=outlet, title=f"{SECRET} article", status=Publication.DRAFT)
    public_article = make_article(
        title="The tower", content=f"The tower is shut, as everybody in the city could see, says {SECRET}."
    )
    derivation = make_derivation(article=public_article, original=draft_article)
    _add_words_of_the_desk(open_claim, public_article, editor)
    for claim in (draft_claim, withdrawn_claim):
        make_appearance(claim=claim, occasion=SECRET)
        make_evidence(claim=claim, comment=SECRET)
    make_appearance(
        claim=open_claim, claimant=make_claimant(name="Carl"), original_article=draft_article,
        passage=make_passage(article=public_article, exact="The tower is"), by=editor,
    )  # fmt: skip
    return Secrets(
        open_claim, draft_claim, withdrawn_claim, draft_article, claimant, outlet, topic,
        appearance=make_appearance(
            claim=open_claim, claimant=claimant, status=Publication.DRAFT, occasion=SECRET, steps=[(outlet, SECRET)],
            passage=make_passage(article=public_article, exact=f"says {SECRET}"),
        ),
        evidence=make_evidence(claim=open_claim, status=Publication.DRAFT, comment=SECRET),
        verdict=make_verdict(
            claim=open_claim, evidence=[make_evidence(claim=open_claim, article=public_article, comment="Shut.")],
            state="approved", title=SECRET, summary=SECRET, rationale=SECRET, rating=rating("truth-mostly-false"),
            by=editor,
        ),
        inquiry=inquire(claim=open_claim, addressee=claimant, reason_not_asked=SECRET, is_public=False, by=editor),
        translation=write_translation(claim=open_claim, language="de", statement=SECRET, origin="machine", by=editor),
        review=make_external_review(claim=draft_claim, publisher=outlet, label=SECRET, claimant_name=SECRET),
        derivation=derivation,
    )  # fmt: skip


def _add_words_of_the_desk(open_claim: Claim, article: Article, editor: User) -> None:
    """Add a suggested mark, evidence from a draft article, and a verdict that was once returned with a note."""
    assert article.current_text is not None
    suggested: dict[str, Any] = {"status": Decision.SUGGESTED, "decided_by": None, "decided_at": None}
    make_mark(text=article.current_text, exact="tower", note=SECRET, **suggested)
    hidden = make_article(title=SECRET, content=None, status=Publication.DRAFT)
    make_evidence(claim=open_claim, article=hidden, comment=SECRET)
    returned = make_verdict(claim=make_claim(statement="The gate was red."), state="submitted", by=editor)
    walk_verdict(return_verdict(verdict=returned, note=SECRET, by=make_reviewer()), state="published")
