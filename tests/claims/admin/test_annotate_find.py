"""What the annotation screen looks up: claims, speakers, and the places of orphaned quotes."""

import pytest

from claims.actions.lexemes import fold_lexemes
from claims.admin.annotation.find import SHOWN
from sources.models import Passage
from tests.claims.admin.annotating import find, send
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_editor,
    make_evidence,
    make_outlet,
    make_passage,
    make_text,
    make_verdict,
)

pytestmark = pytest.mark.django_db

STATEMENT = "The bridge over the Neva was open on 1 January 2026."


@pytest.fixture
def article(client):
    client.force_login(make_editor())
    return make_article()


def test_closest_claims_come_first_with_method_score_and_verdict(client, article):
    make_claim(statement="The tunnel under the Neva was open on 1 January 2026.", status="draft")
    checked = make_verdict(claim=make_claim(statement=STATEMENT)).claim
    make_claim(statement="Norway sold its gold.")
    fold_lexemes()

    found = find(client, article, "claims", q="The Neva bridge was open on 1 January 2026", language="en")

    assert found[0]["id"] == checked.pk
    assert (found[0]["method"], found[0]["score"], found[0]["verdict"]) == ("words", 1.0, "false")
    assert 0 < found[1]["score"] < 1


def test_claim_is_found_by_its_number(client, article):
    claim = make_claim()

    assert [one["id"] for one in find(client, article, "claims", q=f"#{claim.pk}")] == [claim.pk]


def test_claim_of_a_moment_ago_is_found_by_its_letters(client, article):
    claim = make_claim(statement="Zorblax fell.", status="draft")

    assert [one["id"] for one in find(client, article, "claims", q="zorbl", language="en")] == [claim.pk]


def test_claim_of_a_moment_ago_is_found_by_some_of_its_words_in_any_order(client, article):
    claim = make_claim(statement="The harbour of Zorblax was dredged.", short_statement="A deep port", status="draft")
    make_claim(statement="The harbour of Lisnovo was dredged.", status="draft")

    for words in ("zorblax harbour", "Dredged  zorblax", "port zorblax"):
        assert [one["id"] for one in find(client, article, "claims", q=words, language="en")] == [claim.pk]


def test_claim_of_a_moment_ago_is_found_beside_many_that_are_alike(client, article):
    for number in range(SHOWN):
        make_claim(statement=f"The harbour was dredged in {2000 + number}.")
    fold_lexemes()
    claim = make_claim(statement="Zorblax.", short_statement="The harbour", status="draft")

    found = [one["id"] for one in find(client, article, "claims", q="harbour", language="en")]

    assert len(found) == SHOWN
    assert found[-1] == claim.pk


def test_without_words_the_claims_of_the_article_are_offered(client, article):
    make_claim()
    claim = make_appearance(passage=make_passage(article=article)).claim
    make_evidence(claim=claim, article=article, passage=make_passage(article=article))

    assert [one["id"] for one in find(client, article, "claims")] == [claim.pk]


@pytest.mark.parametrize("words", ["\0", "x" * 5000, "' & | ! \\", "٣", "9" * 30])
def test_odd_words_find_nothing(client, article, words):
    assert find(client, article, "claims", q=words, language="no language at all") == []
    assert find(client, article, "speakers", q=words.replace("\0", "zzz")) == []


def test_speakers_are_found_by_name_and_alias_with_their_roles(client, article):
    mayor = make_claimant(name="Anna Petrova", aliases=["Анна Петрова"])
    role = mayor.affiliations.create(title="mayor", since="2024")

    by_alias = find(client, article, "speakers", q="анна")

    assert [one["value"] for one in by_alias] == [f"claimant:{mayor.pk}"]
    assert by_alias[0]["roles"] == [{"id": role.pk, "label": "mayor (2024 – …)"}]
    assert [one["name"] for one in find(client, article, "speakers", q="petr")] == ["Anna Petrova"]


def test_unnamed_source_of_another_article_is_not_offered(client, article):
    make_claimant(name="a former official", kind="anonymous_source", article=make_article())
    ours = make_claimant(name="a former aide", kind="anonymous_source", article=article)

    assert [one["value"] for one in find(client, article, "speakers", q="a former")] == [f"claimant:{ours.pk}"]


def test_outlet_that_speaks_already_is_offered_once(client, article):
    outlet = make_outlet(name="InoSMI")
    claimant = make_claimant(name="InoSMI", kind="outlet", outlet=outlet)

    assert [one["value"] for one in find(client, article, "speakers", q="inosmi")] == [f"claimant:{claimant.pk}"]
    assert [one["value"] for one in find(client, article, "outlets", q="inosmi")] == [f"outlet:{outlet.pk}"]


def test_without_a_name_those_who_speak_in_the_article_are_offered(client, article):
    claimant = make_appearance(passage=make_passage(article=article)).claimant
    make_claimant()

    found = find(client, article, "speakers")

    assert [one["value"] for one in found] == [f"claimant:{claimant.pk}", f"outlet:{article.outlet_id}"]


def test_orphans_are_listed_with_candidates_and_scores(client, article):
    orphan = make_appearance(passage=make_passage(article=article), status="draft").passage
    make_text(article=article, content="At last the bridge is open. The minister said that a bridge is open.")

    found = find(client, article, "orphans")

    assert [one["id"] for one in found] == [orphan.pk]
    exact, similar = found[0]["candidates"]
    assert (exact["start"], exact["is_exact"]) == (8, True)
    assert exact["score"] > similar["score"] > 0


def test_quote_on_which_nothing_stands_is_no_orphan(client, article):
    make_passage(article=article)
    make_appearance(passage=make_passage(article=article, exact="Nobody else"), status="withdrawn")
    make_text(article=article, content="It is shut.")

    assert find(client, article, "orphans") == []


def test_orphan_follows_the_editors_choice_and_leaves_the_list(client, article):
    appearance = make_appearance(passage=make_passage(article=article), status="draft")
    make_text(article=article, content="The minister says that the bridge stands open.")

    send(client, article, "reanchor", {
        "passage": appearance.passage_id, "exact": "the bridge stands open", "start": 23,
    })  # fmt: skip

    appearance.refresh_from_db()
    assert (appearance.passage.exact, appearance.passage.text.version) == ("the bridge stands open", 2)
    assert find(client, article, "orphans") == []


def test_orphan_is_not_anchored_where_the_words_do_not_stand(client, article):
    orphan = make_appearance(passage=make_passage(article=article)).passage
    make_text(article=article, content="The minister says that the bridge stands open.")

    response = send(client, article, "reanchor", {"passage": orphan.pk, "exact": orphan.exact, "start": 23})

    assert response.status_code == 422
    assert Passage.objects.count() == 1


def test_orphan_of_another_article_is_refused(client, article):
    orphan = make_passage()

    response = send(client, article, "reanchor", {"passage": orphan.pk, "exact": orphan.exact, "start": 0})

    assert "not one of the article" in response.json()["message"]
