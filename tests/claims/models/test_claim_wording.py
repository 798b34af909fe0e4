"""The wordings of a claim, as the database keeps them, and what waits for an encoder."""

import uuid

import pytest
from django.db import connection

from claims.actions.claim import revise_claim
from claims.models import Claim, ClaimEncoder, ClaimWording, EncodingTask
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_editor,
    make_passage,
    make_verdict,
)
from tests.rules import Case, accepted, failing, passing, refused

pytestmark = pytest.mark.django_db

ENCODERS = [
    Case("encoder_dimensions", good=[{"dimensions": 1}, {"dimensions": 4000}], bad=[{"dimensions": 4001}]),
    Case(
        "encoder_floor",
        good=[{"floor": -1.0}, {"floor": 0.99}],
        bad=[{"floor": 1.0}, {"floor": -1.5}, {"ceiling": 1.5}],
    ),
]


def make_encoder(**fields):
    return ClaimEncoder.objects.create(**{"name": "fake", "identity": "fake-1", "dimensions": 3, **fields})


def texts(claim):
    return sorted(ClaimWording.objects.filter(claim=claim).values_list("text", flat=True))


@passing(*ENCODERS)
def test_encoder_is_accepted(rule, fields):
    with accepted(rule):
        make_encoder(**fields)


@failing(*ENCODERS)
def test_encoder_is_refused(rule, fields):
    with refused(rule):
        make_encoder(**fields)


def test_wording_stands_once():
    claim = make_claim(statement="The bridge is open.")

    with accepted("claim_wording_once"):
        ClaimWording.objects.create(claim=claim, text="The bridge is shut.", language="en")
    with refused("claim_wording_once"):
        ClaimWording.objects.create(claim=claim, text="The bridge is open.", language="en")


def test_task_stands_once():
    encoder, digest = make_encoder(), uuid.uuid4()

    with accepted("encoding_task_once"):
        EncodingTask.objects.create(encoder=encoder, digest=digest)
    with refused("encoding_task_once"):
        EncodingTask.objects.create(encoder=encoder, digest=digest)


def test_wordings_are_the_statement_and_public_quotes_in_every_language():
    claim = make_claim(statement="A minister spoke of traffic.")
    article = make_article(content="He said that the viaduct is a ruin. She said that the tunnel is a cave.")
    make_appearance(
        claim=claim,
        passage=make_passage(article=article, exact="the viaduct is a ruin"),
        original_wording="виадук — руина",
    )
    make_appearance(claim=claim, passage=make_passage(article=article, exact="the tunnel is a cave"), status="draft")

    assert texts(claim) == ["A minister spoke of traffic.", "the viaduct is a ruin", "виадук — руина"]
    assert claim.wordings.get(text="виадук — руина").language == "und"


def test_published_title_stands_before_the_statement():
    claim = make_claim(statement="The bridge is open.")
    draft = make_verdict(claim=make_claim(statement="The tunnel is open."), state="draft")

    verdict = make_verdict(claim=claim)

    assert f"{verdict.title}. The bridge is open." in texts(claim)
    assert "The tunnel is open." in texts(draft.claim)


def test_same_words_in_other_quotation_marks_have_the_same_digest():
    claims = [
        make_claim(statement=statement)
        for statement in (
            "She said “it’s open”.",
            "She said 'it's  open'.",
            'She said "it\'s open". ',
            "She said: open.",
        )
    ]

    digests = list(ClaimWording.objects.filter(claim__in=claims).values_list("digest", flat=True))

    assert len(digests) == 4
    assert len(set(digests)) == 2
    assert texts(claims[0]) == ["She said it's open ."]


def test_wording_follows_the_statement():
    claim = make_claim(statement="The bridge is open.")

    revise_claim(claim=claim, statement="The bridge is shut.", by=make_editor())

    assert texts(claim) == ["The bridge is shut."]


def test_wordings_go_with_their_claim():
    claim = make_claim(statement="The bridge is open.")

    Claim.objects.filter(pk=claim.pk).delete()

    assert not ClaimWording.objects.exists()


def test_new_wording_waits_for_each_encoder():
    one, other = make_encoder(), make_encoder(name="another")

    claim = make_claim(statement="The bridge is open.")

    digest = ClaimWording.objects.get(claim=claim).digest
    assert set(EncodingTask.objects.values_list("encoder", "digest")) == {(one.pk, digest), (other.pk, digest)}


def test_wording_waits_only_for_encoders_of_its_language():
    english, every = make_encoder(languages=["en", "fr"]), make_encoder(name="every")

    make_claim(statement="The bridge is open.", language="en-GB")
    make_claim(statement="Мост открыт.", language="ru")

    assert EncodingTask.objects.filter(encoder=english).count() == 1
    assert EncodingTask.objects.filter(encoder=every).count() == 2


def test_wording_follows_the_language():
    claim = make_claim(statement="Le pont.", language="en")

    Claim.objects.filter(pk=claim.pk).update(language="fr")

    assert list(claim.wordings.values_list("text", "language")) == [("Le pont.", "fr")]


def test_core_tables_do_not_need_the_extension():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'vector'")
        assert cursor.fetchone() == (0,)
