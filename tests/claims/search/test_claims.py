"""Claims are found by their words, in every language, and only if the public may see them."""

import pytest

from claims.actions.lexemes import fold_lexemes
from claims.models import Claim, SearchDocument
from claims.search.box import search
from claims.search.documents import CLAIMS
from claims.search.query import parse
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_evidence,
    make_passage,
    make_topic,
    make_verdict,
    rating,
)

pytestmark = pytest.mark.django_db


def found(typed, **chosen):
    """Return the statements that are found, the best first."""
    done = search(parse(typed), CLAIMS, chosen=chosen, interface="en")
    statements = dict(Claim.objects.values_list("pk", "statement"))
    return [statements[pk] for pk in done.best()]


def test_search_wants_every_word_in_any_form():
    make_claim(statement="The bridges were opened.")
    make_claim(statement="The bridge was shut.")

    assert found("bridge open") == ["The bridges were opened."]


def test_search_wants_the_words_of_a_phrase_together():
    make_claim(statement="The open bridge fell.")
    make_claim(statement="The bridge stood open.")

    assert found('"open bridge"') == ["The open bridge fell."]


@pytest.mark.parametrize("typed", ["bridge -tower", 'bridge -"old tower"', "bridge -towers", "bridge -tow*"])
def test_search_leaves_out_what_is_excluded(typed):
    make_claim(statement="The bridge and the old tower stand.")
    make_claim(statement="The bridge stands.")

    assert found(typed) == ["The bridge stands."]


def test_search_for_nothing_but_an_exclusion_shows_the_others():
    make_claim(statement="The tower stands.")
    make_claim(statement="The bridge stands.")

    assert found("-tower") == ["The bridge stands."]


@pytest.mark.parametrize(
    ("typed", "statements"),
    [
        ("bridge OR tower", {"The bridge fell.", "The tower fell.", "The old bridge stands."}),
        ("old OR tower bridge OR fell", {"The tower fell.", "The old bridge stands."}),
        ('"old bridge" OR tow*', {"The tower fell.", "The old bridge stands."}),
        ("the OR tower", {"The tower fell."}),
        ("bridge OR tower -old", {"The bridge fell.", "The tower fell."}),
    ],
)
def test_search_takes_either_of_two_words(typed, statements):
    for statement in ("The bridge fell.", "The tower fell.", "The old bridge stands.", "Nothing stands."):
        make_claim(statement=statement)

    assert set(found(typed)) == statements


def test_search_completes_a_prefix():
    make_claim(statement="Vaccination is safe.")
    make_claim(statement="The vacuum is empty.")

    assert found("vacci*") == ["Vaccination is safe."]


@pytest.mark.parametrize(
    ("language", "statement", "typed"),
    [
        ("ru", "Мосты через Неву были открыты.", "мост НЕВА"),
        ("de", "Die Brücken wurden geöffnet.", "Brücke"),
        ("fr", "Les vaccinés sont protégés.", "vaccines"),
        ("xx", "Silta avattiin.", "SILTA"),
        ("en", "The café near the Straße.", "cafe strasse"),
    ],
)
def test_search_understands_the_language_of_the_claim(language, statement, typed):
    make_claim(statement=statement, language=language)
    make_claim(statement="Something else.")

    assert found(typed) == [statement]


def test_stop_word_of_one_language_is_a_word_of_another():
    make_claim(statement="Patients die at night.", language="en")
    make_claim(statement="Die Brücke ist offen.", language="de")

    assert found("die") == ["Patients die at night."]
    assert found("die Brücke", language="de") == ["Die Brücke ist offen."]


def test_search_for_stop_words_alone_says_so():
    make_claim(statement="It is the bridge.")

    done = search(parse("the is"), CLAIMS, chosen={}, interface="en")

    assert done.newest == []
    assert done.is_common


def test_best_hit_has_the_words_together_in_the_statement():
    make_claim(statement="A minister who is old and who was seen by many people spoke of health.")
    make_claim(statement="The health minister spoke.")
    titled = make_claim(statement="Somebody spoke at length.")
    make_verdict(claim=titled, title="The health minister did not speak", evidence=[make_evidence(claim=titled)])

    assert found("health minister spoke")[0] == "The health minister spoke."
    assert "Somebody spoke at length." in found("health minister")


@pytest.mark.parametrize("fields", [{"status": "draft"}, {"status": "withdrawn"}])
def test_search_finds_only_what_is_public(fields):
    claim = make_claim(statement="The bridge is secret.")
    Claim.objects.filter(pk=claim.pk).update(**fields)

    assert found("secret") == []
    assert SearchDocument.objects.get(claim=claim).facets == []


def test_search_is_narrowed_by_every_facet():
    claim = make_claim(statement="The bridge is open.", topics=[make_topic()])
    make_claim(statement="The bridge is shut.", kind="rule", language="ru")
    passage = make_passage()
    appearance = make_appearance(claim=claim, passage=passage, said="2018-07-16")
    verdict = make_verdict(claim=claim, rating=rating("truth-true"), evidence=[make_evidence(claim=claim)])

    facets = {
        "kind": "fact", "language": "en", "topic": claim.topics.get().pk, "claimant": appearance.claimant_id,
        "outlet": passage.text.article.outlet_id, "year": 2018, "rating": verdict.rating_id, "verdict": "true",
    }  # fmt: skip

    narrowed = {name: found("bridge", **{name: str(value)}) for name, value in facets.items()}

    assert narrowed == {name: ["The bridge is open."] for name in facets}


def test_facets_follow_what_becomes_public_and_what_is_withdrawn():
    claim = make_claim()
    appearance = make_appearance(claim=claim, said="2018", status="draft")
    before = set(SearchDocument.objects.get(claim=claim).facets)
    other = make_appearance(claim=claim, claimant=make_claimant(), passage=make_passage(article=make_article()))

    with_other = set(SearchDocument.objects.get(claim=claim).facets)
    other.passage.text.article.withdraw()

    assert f"claimant:{appearance.claimant_id}" not in before | with_other
    assert with_other - before == {f"claimant:{other.claimant_id}", f"outlet:{other.passage.text.article.outlet_id}"}
    assert set(SearchDocument.objects.get(claim=claim).facets) == before


def test_facets_leave_their_own_choice_out():
    for kind, statement in (("fact", "Bridge one."), ("fact", "Bridge two."), ("rule", "Bridge three.")):
        make_claim(kind=kind, statement=statement)

    counts = search(parse("bridge"), CLAIMS, chosen={"kind": "rule"}, interface="en").facets(["kind", "language"])

    assert [(count.value, count.documents) for count in counts["kind"].values] == [("fact", 2), ("rule", 1)]
    assert [(count.value, count.documents) for count in counts["language"].values] == [("en", 1)]
    assert not counts["kind"].is_sample


@pytest.mark.parametrize("is_folded", [True, False])
@pytest.mark.parametrize(
    ("language", "statement", "typed", "shown"),
    [
        ("en", "The vaccination saved lives.", "vacination", "vaccination"),
        ("en", "The bridge fell.", "brigde fell", "bridge fell"),
        ("ru", "Вакцинация спасла людей.", "вакцнация", "вакцинация"),
    ],
)
def test_search_for_a_misspelt_word_finds_the_nearest(language, statement, typed, shown, is_folded):
    make_claim(statement=statement, language=language)
    if is_folded:
        fold_lexemes()

    done = search(parse(typed), CLAIMS, chosen={}, interface="en")

    assert len(done.newest) == 1
    assert str(done.query) == shown
    assert str(done.instead_of) == typed


def test_search_keeps_to_what_was_typed_where_that_is_asked_for():
    make_claim(statement="The bridge fell.")

    done = search(parse("brigde"), CLAIMS, chosen={}, interface="en", is_exact=True)

    assert done.newest == []
    assert done.instead_of is None


def test_search_never_spells_like_a_word_of_a_draft():
    make_claim(statement="Kryptonite was found.", status="draft")

    done = search(parse("kriptonite"), CLAIMS, chosen={}, interface="en")

    assert done.instead_of is None
