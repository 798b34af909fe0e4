"""Annotations made elsewhere, on articles of ours."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from claims.actions.import_annotations import import_annotations
from claims.interchange.foreign_annotations import annotations_in
from claims.interchange.imports.reading import FileFault
from claims.interchange.web_annotation import evidence_annotation, public_evidence
from claims.models import Claim, Evidence
from claims.rules import Refusal
from sources.models import Passage
from tests.factories import make_article, make_claim, make_editor, make_evidence, make_passage, make_user

pytestmark = pytest.mark.django_db
URL = "https://news.example/bridge"
CONTENT = "The bridge is open, he said. The bridge is open, they wrote."
HYPOTHESIS = {
    "id": "abc-1", "user": "acct:ada@hypothes.is", "uri": URL, "text": "Is it?", "tags": ["check", "bridge"],
    "target": [{"source": URL, "selector": [
        {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 0, "endContainer": "/p[1]", "endOffset": 9},
        {"type": "TextPositionSelector", "start": 190, "end": 197},
        {"type": "TextQuoteSelector", "exact": "he said", "prefix": "ope\n, ", "suffix": ". The"},
    ]}],
}  # fmt: skip
RECOGITO = {
    "@context": "http://www.w3.org/ns/anno.jsonld", "id": "#1", "type": "Annotation",
    "body": [{"type": "TextualBody", "value": "A bridge", "purpose": "commenting"}],
    "target": {"selector": [{"type": "TextQuoteSelector", "exact": "bridge"},
                            {"type": "TextPositionSelector", "start": 33, "end": 39}]},
}  # fmt: skip


@pytest.fixture
def article():
    return make_article(url=URL, content=CONTENT)


def take(document, **how):
    """Take a document in and return the counts and the reasons."""
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    rejected = []
    told = import_annotations(annotations=annotations_in(content), by=make_editor(), reject=rejected.append, **how)
    return (told.read, told.new, told.known, told.rejected), [one.reason for one in rejected]


@pytest.mark.parametrize(
    "document",
    [
        {"rows": [HYPOTHESIS], "total": 1},
        {"export_date": "2026-01-01", "annotations": [HYPOTHESIS]},
        [HYPOTHESIS],
        HYPOTHESIS,
        (json.dumps(HYPOTHESIS) + "\n\n").encode(),
    ],
    ids=["api", "export", "list", "single", "lines"],
)
def test_hypothesis_becomes_draft_evidence_on_a_claim_to_be_worded(article, document):
    assert take(document) == ((1, 1, 0, 0), [])

    evidence = Evidence.objects.get()
    assert (evidence.status, evidence.stance, evidence.article) == ("draft", "context", article)
    assert (evidence.passage.exact, evidence.passage.start) == ("he said", 20)
    assert evidence.comment == "Annotated by acct:ada@hypothes.is.\nIs it?\nTags: check, bridge"
    assert (evidence.claim.status, evidence.claim.statement) == ("draft", "he said")
    assert evidence.claim.note.startswith("To be worded. Annotated by acct:ada@hypothes.is.")


def test_recogito_is_anchored_by_position_on_the_article_that_is_named(article):
    assert take([RECOGITO], article=article) == ((1, 1, 0, 0), [])

    assert Passage.objects.get().start == 33


def test_position_with_other_words_there_is_not_trusted(article):
    annotation = json.loads(json.dumps(RECOGITO))
    annotation["target"]["selector"][1]["start"] = 34

    counts, (reason,) = take([annotation], article=article)

    assert counts == (1, 0, 0, 1)
    assert reason.startswith("“bridge” stands 2 times in the text, at 4, 33.")


def test_quote_that_is_nowhere_is_reported_and_nothing_stays(article):
    annotation = {**RECOGITO, "target": {"source": URL, "selector": {"type": "TextQuoteSelector", "exact": "tunnel"}}}

    counts, (reason,) = take(annotation)

    assert counts == (1, 0, 0, 1)
    assert reason.startswith("“tunnel” does not stand in the text.")
    assert (Evidence.objects.count(), Claim.objects.count(), Passage.objects.count()) == (0, 0, 0)


def test_our_own_annotation_comes_back_to_its_claim(article):
    claim = make_claim()
    passage = make_passage(article=article, exact="he said")
    make_evidence(claim=claim, article=article, passage=passage, stance="contradicts", comment="Only he.")
    page = {"type": "AnnotationPage", "items": [evidence_annotation(public_evidence().get())]}

    assert take(page) == ((1, 1, 0, 0), [])

    draft = Evidence.objects.get(status="draft")
    assert (draft.claim, draft.passage, draft.stance) == (claim, passage, "contradicts")
    assert draft.comment == "Annotated by ClaimTrack.\nOnly he."


def test_refined_selectors_are_found(article):
    target = {"source": {"id": URL}, "selector": {"type": "XPathSelector", "value": "/p", "refinedBy": {
        "type": "TextQuoteSelector", "exact": "they wrote"}}}  # fmt: skip

    assert take({"type": "Annotation", "id": "x", "target": target})[0] == (1, 1, 0, 0)


@pytest.mark.parametrize(
    "address", ["http://www.news.example/bridge/", "https://NEWS.example/bridge#top", "https://news.example/bridge/"]
)
def test_article_is_found_however_its_address_is_written(article, address):
    annotation = {"id": "x", "target": {"source": address, "selector": [{"exact": "he said"}]}}

    assert take(annotation)[0] == (1, 1, 0, 0)


def test_what_cannot_be_taken_says_why(article):
    make_article(url="https://news.example/2", content=None, title="A citation")
    quote = [{"exact": "he said"}]
    documents = [
        {"target": {"source": "https://elsewhere.example/", "selector": quote}},
        {"target": {"source": "https://news.example/2", "selector": quote}},
        {"target": URL, "body": "A note on the page"},
        {"target": {"source": URL, "selector": [{"exact": "he\0said"}]}},
    ]

    assert take(documents) == ((4, 0, 0, 4), [
        "No article on record has the address “https://elsewhere.example/”.",
        "“A citation” is on record without its text. Add it first.",
        "It quotes nothing: an annotation of a whole page or of an image has no place in a text.",
        "It holds a NUL character or half a surrogate pair. Remove it.",
    ])  # fmt: skip


def test_same_annotations_again_change_nothing(article):
    take([HYPOTHESIS])

    assert take([HYPOTHESIS, HYPOTHESIS]) == ((2, 0, 2, 0), [])
    assert Evidence.objects.count() == 1


def test_trial_keeps_nothing(article):
    assert take([HYPOTHESIS], is_trial=True) == ((1, 1, 0, 0), [])
    assert (Evidence.objects.count(), Claim.objects.count(), Passage.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff", b'{"type": "Article"}', b"7"])
def test_file_without_annotations_is_refused(content):
    with pytest.raises(FileFault):
        take(content)


def test_somebody_without_permission_is_refused(article):
    with pytest.raises(Refusal):
        import_annotations(annotations=[], by=make_user(username="outsider"))


NODES = some.recursive(
    some.none() | some.integers() | some.text(max_size=9) | some.sampled_from(["he said", URL, "bridge"]),
    lambda inner: some.lists(inner, max_size=3)
    | some.dictionaries(
        some.sampled_from(["target", "selector", "exact", "start", "source", "body", "value", "refinedBy", "id"]),
        inner, max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@given(nodes=some.lists(some.fixed_dictionaries({"target": NODES}, optional={"body": NODES, "id": NODES}), min_size=1,
                        max_size=3))  # fmt: skip
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_comes_each_annotation_is_taken_whole_or_reported(article, nodes):
    before = Evidence.objects.count()

    (read, new, known, rejected), reasons = take(nodes)

    assert read == len(nodes) == new + known + rejected
    assert len(reasons) == rejected
    assert Evidence.objects.count() == before + new == Claim.objects.count()


def test_reply_to_an_annotation_is_reported(article):
    reply = {**HYPOTHESIS, "id": "abc-2", "references": ["abc-1"], "target": [{"source": URL}], "text": "No."}

    counts, (reason,) = take([HYPOTHESIS, reply])

    assert counts == (2, 1, 0, 1)
    assert reason == "It is a reply to another annotation, and quotes nothing of its own."
