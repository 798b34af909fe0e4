"""The annotation screen: what it shows and what it writes."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from claims.models import Appearance, Claim, Evidence
from sources.models import Mark, Passage
from tests.claims.admin.annotating import EXACT, appearance, page, selected, send
from tests.claims.admin.desk import told, url
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
    make_passage,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(client):
    """Return an article; an editor is signed in."""
    client.force_login(make_editor())
    return make_article()


def test_screen_carries_text_marks_and_annotations(client, article):
    outlet = make_outlet(name="InoSMI")
    make_mark(text=article.current_text, exact="Nobody else was asked.", inserted_by=outlet)
    shown = make_appearance(passage=make_passage(article=article), status="draft")
    make_appearance(passage=make_passage(article=article), status="withdrawn")
    cited = make_evidence(article=article, passage=make_passage(article=article, exact="Nobody else"))

    response = page(client, article)

    state, settings = response.context["state"], response.context["settings"]
    assert settings["content"] == article.current_text.content
    assert [one["key"] for one in state["annotations"]] == [f"appearance:{shown.pk}", f"evidence:{cited.pk}"]
    assert [(one["start"], one["end"]) for one in state["annotations"]] == [(23, 41), (43, 54)]
    assert [mark["credit"] for mark in state["marks"]] == ["insertion by InoSMI"]
    assertContains(response, "Paste the quote")


def test_article_leads_to_the_screen(client, article):
    assertContains(client.get(url("sources_article_change", article.pk)), url("sources_article_annotate", article.pk))


def test_list_of_articles_leads_to_the_screen_where_there_is_a_text(client, article):
    citation = make_article(content=None)

    response = client.get(url("sources_article_changelist"))

    assertContains(response, url("sources_article_annotate", article.pk))
    assertNotContains(response, url("sources_article_annotate", citation.pk))


def test_article_without_text_leads_back_to_its_page(client, article):
    citation = make_article(content=None)

    response = client.get(url("sources_article_annotate", citation.pk), follow=True)

    assertRedirects(response, url("sources_article_change", citation.pk))
    assert "no text yet" in told(response)[0]


def test_new_claim_appears_in_the_selection(client, article):
    answer = send(client, article, "appearance", appearance(article, said="2026-01", occasion="a speech")).json()

    row = Appearance.objects.get()
    assert (row.passage.start, row.passage.exact, row.claim.statement) == (23, EXACT, "The Neva bridge was open.")
    assert (row.claimant.name, row.said, row.occasion, row.created_by) == (
        "Anna Petrova", "2026-01", "a speech", make_editor()
    )  # fmt: skip
    assert answer["key"] == answer["state"]["annotations"][0]["key"] == f"appearance:{row.pk}"


@pytest.mark.parametrize(
    ("content", "exact"),
    [
        ("🙂 Он сказал: «Мост открыт» 🙂.", "«Мост открыт»"),
        ("First 👩‍👩‍👧 line.\n\nSecond ë̄ line.", "👩‍👩‍👧 line.\n\nSecond ë̄"),
        ("  a  b  ", " a  b "),
    ],
)
def test_selection_is_stored_exactly(client, article, content, exact):
    other = make_article(content=content)

    send(client, other, "appearance", appearance(other, exact=exact))

    passage = Passage.objects.get(text__article=other)
    assert (passage.exact, content[passage.start : passage.end]) == (exact, exact)


def test_chain_role_and_wording_are_kept(client, article):
    mayor = make_claimant()
    role = mayor.affiliations.create(title="mayor")
    steps = [
        {"speaker": f"outlet:{article.outlet_id}", "verb": "reports", "label": "ignored"},
        {"speaker": "", "verb": ""},
    ]

    send(client, article, "appearance", appearance(
        article, claimant=f"claimant:{mayor.pk}", affiliation=role.pk, steps=steps, fidelity="back_translated",
        original_wording="мост открыт",
    ))  # fmt: skip

    row = Appearance.objects.get()
    assert (row.claimant, row.affiliation, row.fidelity, row.original_wording) == (
        mayor, role, "back_translated", "мост открыт"
    )  # fmt: skip
    assert [(step.speaker, step.verb) for step in row.steps.all()] == [(article.outlet, "reports")]


@pytest.mark.parametrize("name", ["#{0.pk}", "{0.pk}", "{0.url}"])
def test_article_with_the_original_wording_is_named(client, article, name):
    original = make_article(url="https://neva.example/bridge")

    send(client, article, "appearance", appearance(article, original_article=name.format(original)))

    assert Appearance.objects.get().original_article == original


def test_articles_that_this_one_is_made_from_are_offered(client, article):
    made_from = make_derivation(
        article=article, original=make_article(title="Мост открыт"), status="suggested"
    ).original
    make_derivation(article=article, original=make_article(title="Something else"), status="rejected")

    response = page(client, article)

    assertContains(response, f'<option value="#{made_from.pk}">Мост открыт')
    assertNotContains(response, "Something else")


def test_known_claim_is_linked(client, article):
    claim = make_claim()

    send(client, article, "appearance", appearance(article, claim=claim.pk, statement=""))

    assert Appearance.objects.get().claim == claim


def test_evidence_is_cited(client, article):
    claim = make_claim()

    send(client, article, "evidence", selected(article, EXACT, claim=claim.pk, stance="contradicts", is_primary=True))

    row = Evidence.objects.get()
    assert (row.claim, row.article, row.passage.exact, row.stance, row.is_primary) == (
        claim, article, EXACT, "contradicts", True
    )  # fmt: skip


def test_mark_is_made_and_shown(client, article):
    outlet = make_outlet(name="InoSMI")

    answer = send(client, article, "mark", selected(
        article, EXACT, kind="insertion", inserted_by=f"outlet:{outlet.pk}"
    )).json()  # fmt: skip

    assert (Mark.objects.get().inserted_by, Mark.objects.get().status) == (outlet, "confirmed")
    assert answer["state"]["marks"][0]["credit"] == "insertion by InoSMI"


def test_suggested_mark_is_decided(client, article):
    mark = make_mark(text=article.current_text, exact=EXACT, status="suggested", decided_by=None, decided_at=None)

    send(client, article, "decision", {"mark": mark.pk, "decision": "rejected"})

    mark.refresh_from_db()
    assert (mark.status, mark.decided_by) == ("rejected", make_editor())


def test_sent_again_after_a_lost_answer_it_is_there_once(client, article):
    values = appearance(article, once="abc123")

    first = send(client, article, "appearance", values).json()
    second = send(client, article, "appearance", values).json()

    assert (Appearance.objects.count(), Claim.objects.count()) == (1, 1)
    assert (second["key"], second["message"]) == (first["key"], "This was saved already.")


def test_undo_takes_back_the_last_deed(client, article):
    receipt = send(client, article, "appearance", appearance(article)).json()["receipt"]

    answer = send(client, article, "undo", {"receipt": receipt}).json()

    assert answer["state"]["annotations"] == []
    assert (Appearance.objects.count(), Claim.objects.count(), Passage.objects.count()) == (0, 0, 0)


def test_receipt_is_of_no_use_to_others_and_cannot_be_forged(client, article):
    receipt = send(client, article, "appearance", appearance(article)).json()["receipt"]

    forged = send(client, article, "undo", {"receipt": f"{receipt}x"})
    client.force_login(make_editor("colleague"))
    stolen = send(client, article, "undo", {"receipt": receipt})

    assert (forged.status_code, stolen.status_code) == (422, 422)
    assert "cannot be undone" in forged.json()["message"]
    assert "Somebody else did this" in stolen.json()["message"]
    assert Appearance.objects.count() == 1
