"""Appearances at the desk: quote pasted, chain typed, refusals beside what was typed."""

import pytest
from pytest_django.asserts import assertContains

from claims.models import Appearance
from sources.models import Passage
from tests.claims.admin.desk import do, errors, inline, told, url, verb_url
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_editor,
    make_mark,
    make_outlet,
    make_reviewer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make_editor()
    client.force_login(user)
    return user


def typed(**fields):
    """What an editor types for a new appearance."""
    return {
        "claim": fields.pop("claim", None) or make_claim().pk,
        "claimant": fields.pop("claimant", None) or make_claimant().pk,
        "article": fields.pop("article", None) or make_article().pk,
        "quote": "the bridge is open",
        "stance": "asserts",
        "manner": "reported",
        "fidelity": "original",
        "said": "2026-01-01",
        **fields.pop("steps", inline("steps")),
        **fields,
    }


def test_appearance_is_recorded_from_a_pasted_quote(client, editor):
    claim = make_claim()

    client.post(url("claims_appearance_add"), typed(claim=claim.pk))

    appearance = Appearance.objects.get(claim=claim)
    assert appearance.passage.exact == "the bridge is open"
    assert (appearance.status, appearance.created_by, appearance.said) == ("draft", editor, "2026-01-01")


def test_attribution_chain_is_recorded_in_the_typed_order(client, editor):
    outlet, agency = make_outlet(name="Herald"), make_claimant(name="Agency")
    steps = inline(
        "steps",
        {"position": 2, "claimant": agency.pk, "verb": "says"},
        {"position": 1, "outlet": outlet.pk, "verb": "reports"},
    )

    client.post(url("claims_appearance_add"), typed(steps=steps))

    chain = [str(step) for step in Appearance.objects.get().steps.all()]
    assert chain == ["Herald reports", "Agency says"]


def test_quote_that_is_not_in_the_text_is_refused_and_kept_on_the_page(client, editor):
    response = client.post(url("claims_appearance_add"), typed(quote="the bridge is shut", occasion="Press day"))

    assert "does not stand in the text" in errors(response)
    assertContains(response, "the bridge is shut")
    assertContains(response, "Press day")
    assert not Appearance.objects.exists()


def test_quote_that_stands_twice_is_told_apart_by_the_words_around_it(client, editor):
    article = make_article(content="He said: it is open. She said: it is open.")

    ambiguous = client.post(url("claims_appearance_add"), typed(article=article.pk, quote="it is open"))
    client.post(url("claims_appearance_add"), typed(article=article.pk, quote="it is open", before="She said:"))

    assert "more than one place" in errors(ambiguous)
    assert Appearance.objects.get().passage.start == 31


def test_article_without_a_text_cannot_be_quoted(client, editor):
    citation = make_article(content=None)

    response = client.post(url("claims_appearance_add"), typed(article=citation.pk))

    assert "has no text yet" in errors(response)


def test_rule_of_the_database_is_told_at_the_form_and_nothing_is_half_written(client, editor):
    article = make_article()
    make_mark(text=article.current_text, exact="the bridge is open", inserted_by=make_outlet())

    response = client.post(url("claims_appearance_add"), typed(article=article.pk, occasion="Press day"))

    assert "inserted by an outlet" in errors(response)
    assertContains(response, "Press day")
    assert not Passage.objects.exists()


def test_step_without_a_speaker_is_refused_in_words(client, editor):
    steps = inline("steps", {"position": 1, "verb": "reports"})

    response = client.post(url("claims_appearance_add"), typed(steps=steps))

    assertContains(response, "names either a claimant or an outlet")
    assert not Appearance.objects.exists()


def test_approved_appearance_is_shown_but_not_edited(client, editor):
    appearance = make_appearance()
    address = url("claims_appearance_change", appearance.pk)

    page = client.get(address)
    saved = client.post(address, typed())

    assert page.status_code == 200
    assert not page.context["has_change_permission"]
    assert saved.status_code == 403


def test_author_is_not_offered_to_approve(client):
    author = make_reviewer("author")
    appearance = make_appearance(status="draft", by=author)
    client.force_login(author)

    page = client.get(url("claims_appearance_change", appearance.pk))
    tried = do(client, appearance, "approve")

    assert [verb.name for verb, _url in page.context["verbs"]] == []
    assert told(tried) == ["Somebody else than who wrote the appearance must approve it."]
    appearance.refresh_from_db()
    assert appearance.status == "draft"


def test_editor_may_not_approve(client, editor):
    appearance = make_appearance(status="draft", by=make_editor("other"))

    response = client.post(verb_url(appearance, "approve"))

    assert response.status_code == 403


def test_reviewer_approves_by_a_button(client):
    appearance = make_appearance(status="draft")
    client.force_login(make_reviewer())

    response = do(client, appearance, "approve")

    appearance.refresh_from_db()
    assert appearance.status == "public"
    assert told(response) == ["Approved: readers may see it."]


def test_button_acts_on_post_alone(client):
    appearance = make_appearance(status="draft")
    client.force_login(make_reviewer())

    response = client.get(verb_url(appearance, "approve"))

    assert response.status_code == 405


def test_withdrawal_asks_first(client):
    appearance = make_appearance()
    client.force_login(make_reviewer())

    asked = client.get(verb_url(appearance, "withdraw"))
    appearance.refresh_from_db()
    status_when_asked = appearance.status
    do(client, appearance, "withdraw")

    assertContains(asked, "for good")
    assert status_when_asked == "public"
    appearance.refresh_from_db()
    assert appearance.status == "withdrawn"
