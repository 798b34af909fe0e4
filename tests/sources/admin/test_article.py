"""Articles, their texts and marks at the desk."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from sources.models import Article, ArticleText, Mark, Outlet
from tests.claims.admin.desk import do, errors, inline, told, url, verb_url
from tests.factories import make_article, make_derivation, make_editor, make_mark, make_outlet

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make_editor()
    client.force_login(user)
    return user


def typed(outlet=None, **fields):
    """What an editor types for a new article."""
    return {"outlet": (outlet or make_outlet()).pk, "kind": "news", "title": "The bridge", "extent": "full", **fields}


def test_article_is_imported_with_its_text(client, editor):
    lines = {"content": "The bridge\r\n\r\nIt is open.\r\n", "byline": "Anna Petrova\r\n\r\nIvan Petrov"}

    client.post(url("sources_article_add"), typed(published="2026-01", **lines))

    article = Article.objects.get()
    assert (article.status, article.created_by, article.published) == ("draft", editor, "2026-01")
    assert article.byline == ["Anna Petrova", "Ivan Petrov"]
    assert article.current_text.content == "The bridge\n\nIt is open.\n"


def test_article_without_a_text_is_a_citation(client, editor):
    client.post(url("sources_article_add"), typed())

    assert Article.objects.get().current_text is None


def test_known_url_is_refused_with_what_was_typed(client, editor):
    make_article(url="https://example.org/bridge")

    response = client.post(url("sources_article_add"), typed(url="https://example.org/bridge", content="It is open."))

    assert "already an article with this URL" in errors(response)
    assertContains(response, "It is open.")
    assert Article.objects.count() == 1


def test_date_that_is_none_says_what_to_write(client, editor):
    response = client.post(url("sources_article_add"), typed(published="last Tuesday"))

    assert "published" in response.context["adminform"].form.errors
    assert not Article.objects.exists()


def test_new_text_becomes_the_current_one(client, editor):
    article = make_article()

    client.post(url("sources_articletext_add"), {"article": article.pk, "content": "Mended.", "extent": "full"})

    article.refresh_from_db()
    assert (article.current_text.version, article.current_text.content) == (2, "Mended.")


def test_stored_text_is_shown_and_not_changed(client, editor):
    article = make_article(content="It is open <b>now</b>. [A remark.]")
    make_mark(text=article.current_text, exact="[A remark.]", inserted_by=make_outlet(name="InoSMI"))
    address = url("sources_articletext_change", article.current_text.pk)

    page = client.get(address)
    saved = client.post(address, {"content": "Other words."})

    assertContains(page, "It is open &lt;b&gt;now&lt;/b&gt;.")
    assertContains(page, '<mark title="insertion: InoSMI">[A remark.]</mark>')
    assert saved.status_code == 403
    assert ArticleText.objects.get().content.startswith("It is open")


def test_span_is_marked_by_pasting_it(client, editor):
    text = make_article(content="He came (he did not). He went.").current_text
    outlet = make_outlet()

    client.post(
        url("sources_mark_add"),
        {"text": text.pk, "quote": "(he did not)", "kind": "insertion", "inserted_by": outlet.pk},
    )

    mark = Mark.objects.get()
    assert (mark.start, mark.end, mark.status, mark.decided_by) == (8, 20, "confirmed", editor)


def test_suggested_mark_is_confirmed_and_rejected_by_buttons(client, editor):
    mark = make_mark(
        text=make_article().current_text, exact="Nobody", status="suggested", decided_by=None, decided_at=None
    )

    do(client, mark, "confirm")
    mark.refresh_from_db()
    confirmed = mark.status
    do(client, mark, "reject")

    mark.refresh_from_db()
    assert (confirmed, mark.status, mark.decided_by) == ("confirmed", "rejected", editor)


def test_cycle_of_derivations_is_refused_in_words(client, editor):
    derivation = make_derivation(article=make_article(), original=make_article())

    response = client.post(
        url("sources_derivation_add"),
        {"article": derivation.original.pk, "original": derivation.article.pk, "kind": "translates"},
    )

    assert "would make an article its own original" in errors(response)


def test_derivation_is_a_suggestion_until_confirmed(client, editor):
    article, original = make_article(), make_article()

    client.post(url("sources_derivation_add"), {"article": article.pk, "original": original.pk, "kind": "republishes"})

    derivation = article.derived_from.get()
    assert (derivation.status, derivation.method, derivation.created_by) == ("suggested", "editor", editor)


def test_article_is_published_at_once_and_withdrawn_after_a_question(client, editor):
    article = make_article(status="draft")

    do(client, article, "publish")
    article.refresh_from_db()
    published = article.status
    asked = client.get(verb_url(article, "withdraw"))
    do(client, article, "withdraw")

    article.refresh_from_db()
    assertContains(asked, "disappear from the public pages")
    assert (published, article.status) == ("public", "withdrawn")


def test_outlet_in_use_is_not_deleted(client, editor):
    outlet = make_article().outlet

    response = client.post(url("sources_outlet_delete", outlet.pk), {"post": "yes"})

    assertContains(response, "protected")
    assert Outlet.objects.filter(pk=outlet.pk).exists()


def test_article_is_deleted_with_the_roots_that_the_program_keeps(client, editor):
    article = make_article(content=None)

    client.post(url("sources_article_delete", article.pk), {"post": "yes"})

    assert not Article.objects.exists()


def test_change_of_an_outlet_is_in_its_history_with_the_editor(client, editor):
    outlet = make_outlet(name="Herald")
    client.post(url("sources_outlet_change", outlet.pk), {"name": "The Herald", "kind": "newspaper"})

    page = client.get(url("sources_outlet_history", outlet.pk))

    newest = page.context["versions"][0]
    change = newest.differences[0]
    assert (newest.who, newest.what) == ("editor", "changed")
    assert (change.field, change.before, change.after) == ("name", "Herald", "The Herald")


def test_draft_has_no_link_to_a_public_page(client, editor):
    article = make_article(status="draft")

    page = client.get(url("sources_article_change", article.pk))

    assertNotContains(page, article.get_absolute_url())


def test_article_is_changed_in_the_editors_name(client, editor):
    article = make_article()
    listings = {**inline("texts"), **inline("derived_from")}

    response = client.post(
        url("sources_article_change", article.pk), typed(article.outlet, title="Mended", **listings), follow=True
    )

    article.refresh_from_db()
    assert article.title == "Mended"
    assert "changed successfully" in told(response)[0]
