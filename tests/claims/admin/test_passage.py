"""Passages at the desk: pasted, kept, anchored anew."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from sources.models import Passage
from tests.claims.admin.desk import do, errors, url, verb_url
from tests.factories import make_appearance, make_article, make_editor, make_passage, make_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make_editor()
    client.force_login(user)
    return user


def test_passage_is_made_from_a_pasted_quote(client, editor):
    text = make_article().current_text

    client.post(url("sources_passage_add"), {"text": text.pk, "quote": "the bridge is open"})

    passage = Passage.objects.get()
    assert (passage.exact, passage.prefix) == ("the bridge is open", "The minister said that ")


def test_known_place_is_not_stored_twice(client, editor):
    passage = make_passage()

    response = client.post(
        url("sources_passage_add"), {"text": passage.text.pk, "quote": passage.exact, "_continue": "1"}
    )

    assert response.url == url("sources_passage_change", passage.pk)
    assert Passage.objects.count() == 1


def test_older_text_is_not_quoted(client, editor):
    old = make_article().current_text
    make_text(article=old.article, content="It is shut.")

    response = client.post(url("sources_passage_add"), {"text": old.pk, "quote": "the bridge is open"})

    assert "older text" in errors(response)


def test_passage_is_never_changed(client, editor):
    passage = make_passage()

    response = client.post(url("sources_passage_change", passage.pk), {"quote": "Nobody"})

    assert response.status_code == 403


def test_anchored_passage_is_not_offered_to_be_anchored_anew(client, editor):
    page = client.get(url("sources_passage_change", make_passage().pk))

    assert list(page.context["verbs"]) == []


def test_orphan_is_anchored_at_the_chosen_place(client, editor):
    appearance = make_appearance(status="draft")
    orphan = appearance.passage
    make_text(article=orphan.text.article, content="Again: the bridge is open. Yes, the bridge is open.")

    page = client.get(verb_url(orphan, "reanchor"))
    do(client, orphan, "reanchor", start=32)

    appearance.refresh_from_db()
    assert [start for start, _label in page.context["form"].fields["start"].choices] == [7, 32]
    assert (appearance.passage.start, appearance.passage.reanchored_from) == (32, orphan)


def test_orphan_whose_words_are_gone_stays(client, editor):
    orphan = make_passage()
    make_text(article=orphan.text.article, content="The bridges are open.")

    page = client.get(verb_url(orphan, "reanchor"))
    tried = client.post(verb_url(orphan, "reanchor"), {"start": 0})

    assertContains(page, "not even once")
    assertNotContains(page, 'class="default"')
    assertContains(tried, "not one of the available choices")
    assert Passage.objects.count() == 1


def test_orphan_waits_at_the_desk_until_it_is_anchored_anew(client, editor):
    orphan = make_passage()
    make_text(article=orphan.text.article, content="Again: the bridge is open.")

    def waiting():
        groups = client.get(url("index")).context["waiting"]
        pile = {pile.label: pile for group in groups for pile in group.piles}.get("orphaned passage")
        return list(client.get(pile.url).context["cl"].queryset) if pile else []

    assert waiting() == [orphan]
    do(client, orphan, "reanchor", start=7)
    assert waiting() == []
