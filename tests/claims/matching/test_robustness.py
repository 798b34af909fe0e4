"""Matching of what people really type: casing, tags, links, stretched and misspelt words, other alphabets."""

import threading

import pytest

from claims.actions.claim import revise_claim
from claims.actions.lexemes import fold_lexemes
from claims.actions.match import suggest_matches
from claims.matching import find_matches
from claims.models import Claim, ClaimMatch
from tests.committed import at_once, committed_database  # noqa: F401  # a fixture
from tests.factories import make_claim, make_editor

BRIDGE = "The bridge over the Neva was closed on 1 January 2026."
OTHERS = (
    "The central bank of Norway sold its gold in 2004.",
    "The measles vaccine was withdrawn in Norway in 2019.",
    "Wolves returned to Saxony in 2003.",
    "The tunnel under the Thames was opened in 1843.",
)


def known():
    """Return the claim on the bridge, among others, all counted."""
    claim = make_claim(statement=BRIDGE)
    for statement in OTHERS:
        make_claim(statement=statement)
    fold_lexemes()
    return claim


@pytest.mark.django_db
@pytest.mark.parametrize(
    "post",
    [
        "THE BRIDGE OVER THE NEVA WAS CLOSED",
        "#NevaBridge closed!!!",
        "RT @someone: @NevaTimes the #bridge over #Neva is closed?? https://t.co/abc123 pic.twitter.com/xyz",
        "sooooo the Neva bridge is closed loool 😡😡",
        "brigde nevva clsoed",
        "teh bridge ovre the Neva wsa closed on 1 Janury 2026",
        "𝐍𝐞𝐯𝐚 𝐛𝐫𝐢𝐝𝐠𝐞 𝐜𝐥𝐨𝐬𝐞𝐝",
        "neva-bridge: closed/blocked",
        "they done closed that there bridge across the Neva, innit",
        "@a @b @c @d @e @f @g @h @i @j Neva https://a.b/c https://d.e/f bridge",
        "The Nevá brïdge",
    ],
)
def test_post_finds_its_claim_first(post):
    claim = known()

    matches = find_matches(post, language="en")

    assert matches[0].claim == claim


@pytest.mark.django_db
def test_cyrillic_post_finds_its_claim_first():
    known()
    claim = make_claim(statement="Мост через Неву был закрыт 1 января 2026 года.", language="ru")
    fold_lexemes()

    matches = find_matches("СРОЧНО!!! #МостЧерезНеву закрыт, 1 января https://t.co/x", language="ru")

    assert matches[0].claim == claim


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "!!! ??? 😡", "https://t.co/x", "the of and", "a" * 100_000, "''\\|&!:*()"]
)
def test_text_without_telling_words_matches_nothing(text):
    known()

    assert find_matches(text, language="en") == []


@pytest.mark.django_db
def test_unknown_language_is_no_error():
    claim = known()

    assert find_matches("Neva bridge", language="tlh")[0].claim == claim


@pytest.mark.usefixtures("committed_database")
def test_matching_goes_on_while_claims_are_edited():
    claim = known()
    editor, is_over, outcomes = make_editor(), threading.Event(), []

    def edit():
        for number in range(40):
            revise_claim(claim=claim, statement=f"The bridge over the Neva was closed {number} times.", by=editor)
            fold_lexemes()
        is_over.set()

    def match():
        while not is_over.is_set():
            outcomes.append([found.claim.pk for found in find_matches("Neva bridge closed", language="en")])

    results = at_once(edit, match, holding=HELD)

    assert results == [None, None]
    assert outcomes
    assert {tuple(found) for found in outcomes} == {(claim.pk,)}


HELD = "LOCK TABLE claims_claim, claims_lexemecount IN ACCESS EXCLUSIVE MODE"


@pytest.mark.usefixtures("committed_database")
def test_two_runs_of_suggestions_at_once_do_no_harm():
    for _ in range(3):
        make_claim(statement=BRIDGE)
    fold_lexemes()

    results = at_once(suggest_matches, suggest_matches, holding="LOCK TABLE claims_claim IN ACCESS EXCLUSIVE MODE")

    assert [type(result).__name__ for result in results] == ["Progress", "Progress"]
    assert ClaimMatch.objects.count() == 3
    assert Claim.objects.count() == 3
