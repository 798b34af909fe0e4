"""A bundle that fits, for tests that spoil it."""

import pytest

from sources.actions.passage import anchor_passage
from sources.models import Derivation
from tests.claims.interchange.bundles import dump, empty_database
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_derivation,
    make_editor,
    make_evidence,
    make_mark,
    make_outlet,
    make_verdict,
)


@pytest.fixture
def bundle(db, tmp_path):
    """Return a bundle of one claim with all that belongs to it; nothing of it is stored any more."""
    outlet = make_outlet(external_id="outlet", domain="a.example")
    article = make_article(external_id="article", outlet=outlet, published="2018-07", created_by=make_editor())
    copy = make_article(external_id="copy", outlet=outlet)
    make_derivation(article=copy, original=article)
    Derivation.objects.update(external_id="derivation")
    make_mark(text=article.current_text, exact="Nobody else was asked.", inserted_by=outlet)
    passage = anchor_passage(
        text=article.current_text, exact="the bridge is open", external_id="passage", by=make_editor()
    )
    claim = make_claim(external_id="claim")
    make_claim(external_id="other")
    speaker = make_claimant(external_id="speaker")
    make_appearance(
        claim=claim, passage=passage, claimant=speaker, steps=[(outlet, "reports")],
        external_id="appearance",
    )  # fmt: skip
    evidence = [make_evidence(claim=claim, article=article, external_id=name) for name in ("e-1", "e-2")]
    make_verdict(claim=claim, evidence=evidence, external_id="verdict")
    dump(tmp_path)
    empty_database()
    return tmp_path
