"""Rows for tests, made the way editors make them; every default is explicit and may be overridden."""

import datetime
import itertools
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group, User

from claims.actions.appearance import approve_appearance, record_appearance
from claims.actions.claim import create_claim
from claims.actions.evidence import approve_evidence, cite_evidence
from claims.actions.inquiry import inquire
from claims.actions.translation import check_translation, write_translation
from claims.actions.verdict import approve_verdict, draft_verdict, publish_verdict, retract_verdict, submit_verdict
from claims.actions.verdict_comment import comment_on_verdict
from claims.enums import ClaimantKind, ClaimKind, EvidenceStance, Manner, Stance
from claims.models import (
    Appearance,
    Claim,
    Claimant,
    Evidence,
    ExternalReview,
    Rating,
    Topic,
    Translation,
    Verdict,
    VerdictComment,
)
from claims.readiness import unasked
from sources.enums import ArticleKind, Decision, DerivationKind, Extent, MarkKind, OutletKind, Publication
from sources.models import Article, ArticleText, Derivation, Mark, Outlet, Passage
from sources.quotes import anchor

NOON = datetime.datetime(2026, 1, 1, 12, 0, tzinfo=datetime.UTC)
COUNTER = itertools.count(1)


def make_user(*, username: str, group: str | None = None) -> User:
    """Return the user of that name, in the group if one is given."""
    user, is_new = User.objects.get_or_create(username=username, defaults={"is_staff": True})
    if is_new and group:
        user.groups.add(Group.objects.get(name=group))
    return user


def make_editor(username: str = "editor") -> User:
    """Return a user who annotates, drafts and submits."""
    return make_user(username=username, group="editors")


def make_reviewer(username: str = "reviewer") -> User:
    """Return a user who also approves, returns, publishes and retracts."""
    return make_user(username=username, group="reviewers")


def make_administrator(username: str = "administrator") -> User:
    """Return a user of the administrators' group."""
    return make_user(username=username, group="administrators")


def make_outlet(*, name: str | None = None, kind: str = OutletKind.NEWSPAPER, **fields: Any) -> Outlet:
    """Return a new outlet."""
    return Outlet.objects.create(name=name or f"Outlet {next(COUNTER)}", kind=kind, **fields)


def make_article(
    *,
    outlet: Outlet | None = None,
    title: str | None = None,
    kind: str = ArticleKind.NEWS,
    status: str = Publication.PUBLIC,
    content: str | None = "The minister said that the bridge is open. Nobody else was asked.",
    **fields: Any,
) -> Article:
    """Return a new article, with a full text unless ``content`` is None."""
    article = Article.objects.create(
        outlet=outlet or make_outlet(),
        title=title or f"Article {next(COUNTER)}",
        kind=kind,
        status=status,
        language=fields.pop("language", "en"),
        **fields,
    )
    if content is not None:
        make_text(article=article, content=content)
        article.refresh_from_db()
    return article


def make_text(*, article: Article, content: str, version: int | None = None, extent: str = Extent.FULL) -> ArticleText:
    """Return a new text version; it becomes the current one."""
    version = version or article.texts.count() + 1
    return ArticleText.objects.create(article=article, version=version, content=content, extent=extent)


def make_mark(
    *, text: ArticleText, exact: str, kind: str = MarkKind.INSERTION, inserted_by: Outlet | None = None, **fields: Any
) -> Mark:
    """Return a confirmed mark over the only occurrence of ``exact``."""
    quote = anchor(text.content, exact)
    editor = make_editor()
    return Mark.objects.create(
        text=text,
        kind=kind,
        start=quote.start,
        end=quote.end,
        inserted_by=inserted_by,
        **{"status": Decision.CONFIRMED, "decided_by": editor, "decided_at": NOON, **fields},
    )


def make_passage(*, article: Article | None = None, exact: str = "the bridge is open") -> Passage:
    """Return the passage over the only occurrence of ``exact`` in the current text."""
    text = (article or make_article()).current_text
    assert text is not None
    quote = anchor(text.content, exact)
    passage, _ = Passage.objects.get_or_create(
        text=text,
        start=quote.start,
        end=quote.end,
        defaults={"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix},
    )
    return passage


def make_derivation(
    *,
    article: Article,
    original: Article,
    kind: str = DerivationKind.REPUBLISHES,
    status: str = Decision.CONFIRMED,
) -> Derivation:
    """Return a derivation, confirmed unless said otherwise."""
    decided = {} if status == Decision.SUGGESTED else {"decided_by": make_editor(), "decided_at": NOON}
    return Derivation.objects.create(article=article, original=original, kind=kind, status=status, **decided)


def make_claimant(*, name: str | None = None, kind: str = ClaimantKind.PERSON, **fields: Any) -> Claimant:
    """Return a new claimant, a person unless said otherwise."""
    return Claimant.objects.create(name=name or f"Claimant {next(COUNTER)}", kind=kind, **fields)


def make_topic(*, name: str | None = None) -> Topic:
    """Return a new topic."""
    number = next(COUNTER)
    return Topic.objects.create(name=name or f"Topic {number}", slug=f"topic-{number}")


def make_claim(
    *,
    statement: str | None = None,
    short_statement: str | None = None,
    kind: str = ClaimKind.FACT,
    status: str = Publication.PUBLIC,
    topics: Iterable[Topic] = (),
    by: User | None = None,
    **fields: Any,
) -> Claim:
    """Return a new claim, public unless said otherwise."""
    statement = statement or f"Bridge {next(COUNTER)} over the Neva was open on 1 January 2026."
    return create_claim(
        statement=statement,
        short_statement=short_statement or statement[:75],
        kind=ClaimKind(kind),
        topics=topics,
        status=status,
        by=by or make_editor(),
        **fields,
    )


def make_appearance(
    *,
    claim: Claim | None = None,
    passage: Passage | None = None,
    claimant: Claimant | None = None,
    stance: str = Stance.ASSERTS,
    manner: str = Manner.REPORTED,
    status: str = Publication.PUBLIC,
    **fields: Any,
) -> Appearance:
    """Return an appearance by the editor, approved by the reviewer unless it is to stay a draft."""
    appearance = record_appearance(
        claim=claim or make_claim(),
        passage=passage or make_passage(),
        claimant=claimant or make_claimant(),
        stance=Stance(stance),
        manner=Manner(manner),
        by=fields.pop("by", None) or make_editor(),
        **fields,
    )
    if status != Publication.DRAFT:
        appearance = approve_appearance(appearance=appearance, by=make_reviewer())
    if status == Publication.WITHDRAWN:
        appearance.withdraw()
    return appearance


def make_evidence(
    *,
    claim: Claim | None = None,
    article: Article | None = None,
    stance: str = EvidenceStance.SUPPORTS,
    status: str = Publication.PUBLIC,
    **fields: Any,
) -> Evidence:
    """Return evidence by the editor, approved by the reviewer unless it is to stay a draft."""
    evidence = cite_evidence(
        claim=claim or make_claim(),
        article=article or make_article(),
        stance=EvidenceStance(stance),
        by=fields.pop("by", None) or make_editor(),
        **fields,
    )
    if status != Publication.DRAFT:
        evidence = approve_evidence(evidence=evidence, by=make_reviewer())
    if status == Publication.WITHDRAWN:
        evidence.withdraw()
    return evidence


def make_external_review(
    *, claim: Claim | None = None, publisher: Outlet | None = None, **fields: Any
) -> ExternalReview:
    """Return another desk's review, at an address of its own."""
    given: dict[str, Any] = {"url": f"https://checks.example/{next(COUNTER)}", "label": "Pants on fire", **fields}
    return ExternalReview.objects.create(claim=claim or make_claim(), publisher=publisher or make_outlet(), **given)


def make_translation(*, claim: Claim | None = None, language: str = "de", **fields: Any) -> Translation:
    """Return a checked translation; ``fields`` may be a summary and the verdict that it belongs to."""
    given: dict[str, Any] = {"statement": "Die Brücke war offen.", "origin": "person", **fields}
    written = write_translation(claim=claim or make_claim(), language=language, by=make_editor(), **given)
    return check_translation(translation=written, by=make_reviewer(), now=NOON)


def rating(name: str = "truth-false") -> Rating:
    """Return a shipped rating by its external id, such as ``truth-mostly-true``."""
    return Rating.objects.get(external_id=name)


def make_verdict(
    *,
    claim: Claim | None = None,
    state: str = "published",
    evidence: Iterable[Evidence] | None = None,
    now: datetime.datetime = NOON,
    **fields: Any,
) -> Verdict:
    """Return a verdict by the editor that has walked to ``state``: draft, submitted, approved, published, retracted."""
    claim = claim or make_claim()
    later = {"change_kind": "new_evidence", "change_note": "A new document."} if claim.verdicts.exists() else {}
    content = {
        "title": "The bridge was closed",
        "summary": "It was closed that day.",
        "rationale": "The city's log says so.",
        "evidence_until": now.date(),
        **later,
        **fields,
    }
    verdict = draft_verdict(
        claim=claim,
        rating=content.pop("rating", None) or rating(),
        evidence=[make_evidence(claim=claim)] if evidence is None else evidence,
        by=content.pop("by", None) or make_editor(),
        now=now,
        **content,
    )
    return walk_verdict(verdict, state=state, now=now)


def walk_verdict(verdict: Verdict, *, state: str, now: datetime.datetime = NOON) -> Verdict:
    """Take a draft as far as ``state``, reviewed by the reviewer."""
    reviewer = make_reviewer()
    if state == "draft":
        return verdict
    for claimant in unasked(verdict.claim):
        inquire(claim=verdict.claim, addressee=claimant, reason_not_asked="A test.", by=make_editor(), now=now)
    verdict = submit_verdict(verdict=verdict, by=verdict.author, now=now)
    if state == "submitted":
        return verdict
    verdict = approve_verdict(verdict=verdict, digest=verdict.digest, by=reviewer, now=now)
    if state == "approved":
        return verdict
    verdict = publish_verdict(verdict=verdict, by=reviewer, now=now)
    if state == "published":
        return verdict
    return retract_verdict(verdict=verdict, note="The log was of another bridge.", by=reviewer, now=now)


def make_comment(
    *, verdict: Verdict | None = None, text: str = "Which log?", by: User | None = None, **fields: Any
) -> VerdictComment:
    """Return a remark of the reviewer on a verdict in work."""
    verdict = verdict or make_verdict(state="submitted")
    return comment_on_verdict(
        verdict=verdict, text=text, by=by or make_reviewer(), now=fields.pop("now", NOON), **fields
    )
