"""Verbs done to the rows that are selected in a list: asked first, row by row, with every refusal told."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from sources.admin import bulk_run
from sources.enums import Publication
from sources.models import Article, Reading
from tests.claims.admin.desk import told, url
from tests.factories import make_article, make_claim, make_editor, make_reviewer, make_user

pytestmark = pytest.mark.django_db
LIST = "sources_article_changelist"


def select(client, action, rows, **query):
    """Choose ``action`` for ``rows`` above the list."""
    address = reverse(f"admin:{LIST}", query=query)
    return client.post(address, {"action": action, "_selected_action": [row.pk for row in rows]})


def confirm(client, page, **typed):
    """Press the button of the page that asks or goes on."""
    return client.post(page.context["action"], {**page.context["run"].fields, "back": page.context["back"], **typed})


def statuses(*rows):
    return [Article.objects.get(pk=row.pk).status for row in rows]


def test_what_asks_nothing_is_done_at_once_and_leads_back_to_the_filtered_list(client):
    articles = [make_article(status="draft") for _number in range(2)]
    client.force_login(make_editor())

    done = select(client, "publish", articles, status__exact="draft")

    assertRedirects(done, reverse(f"admin:{LIST}", query={"status__exact": "draft"}), fetch_redirect_response=False)
    assert statuses(*articles) == ["public", "public"]
    assert told(client.get(url(LIST))) == ["Readers may see the citation and the quotes now. (2 rows)"]


def test_destructive_verb_asks_first_and_names_the_rows(client):
    articles = [make_article(title="The bridge is open"), make_article()]
    client.force_login(make_editor())

    asked = select(client, "withdraw", articles)

    assertContains(asked, "disappear from the public pages")
    assertContains(asked, "<li>The bridge is open</li>", html=True)
    assert statuses(*articles) == ["public", "public"]


def test_confirmed_verb_does_what_it_may_and_lists_what_was_refused(client):
    public, draft = make_article(), make_article(status="draft", title="A draft")
    client.force_login(make_editor())

    done = confirm(client, select(client, "withdraw", [public, draft]))

    assert statuses(public, draft) == ["withdrawn", "draft"]
    assertContains(done, "1 of 2 rows was done.")
    assert [(row.pk, row.row, row.reason) for _url, row in done.context["refused"]] == [
        (draft.pk, "A draft", "“Withdraw” is not possible as it stands now.")
    ]


def test_row_that_is_gone_meanwhile_is_told(client):
    article = make_article(content=None)
    client.force_login(make_editor())
    asked = select(client, "withdraw", [article])
    Article.objects.filter(pk=article.pk).delete()

    done = confirm(client, asked)

    assertContains(done, "It is gone: somebody has deleted it")


def test_many_rows_go_on_in_chunks_with_progress(client, monkeypatch):
    monkeypatch.setattr(bulk_run, "CHUNK", 2)
    articles = [make_article(status="draft") for _number in range(3)]
    client.force_login(make_editor())

    first = select(client, "publish", articles)
    assertContains(first, "2 of 3 rows are dealt with.")
    assertContains(first, 'max="3" value="2"')
    last = confirm(client, first)

    assertRedirects(last, url(LIST))
    assert statuses(*articles) == ["public"] * 3


def test_refusals_are_carried_from_chunk_to_chunk(client, monkeypatch):
    monkeypatch.setattr(bulk_run, "CHUNK", 1)
    citation, article = make_article(content=None), make_article()
    client.force_login(make_editor())

    done = confirm(client, select(client, "annotated", [citation, article]))

    reasons = {row.pk: row.reason for _url, row in done.context["refused"]}
    assert reasons == {citation.pk: "This article has no text, so there is nothing to annotate in it."}
    assert Reading.objects.get().text == article.current_text


def test_more_rows_than_can_be_dealt_with_are_refused_before_anything_is_done(client, monkeypatch):
    monkeypatch.setattr("sources.admin.bulk.MOST", 1)
    articles = [make_article(status="draft") for _number in range(2)]
    client.force_login(make_editor())

    select(client, "publish", articles)

    assert statuses(*articles) == ["draft", "draft"]
    assert "Narrow the list by its filters" in told(client.get(url(LIST)))[0]


@pytest.mark.parametrize("broken", [{"left": "1,x"}, {"refused": "["}, {"refused": "[[1]]"}, {"total": ""}])
def test_selection_that_cannot_be_read_is_refused(client, broken):
    client.force_login(make_editor())
    sent = {"left": "1", "total": "1", "done": "0", "refused": "[]", **broken}

    response = client.post(url("sources_article_bulk", "withdraw"), sent, follow=True)

    assert told(response) == ["The selection cannot be read. Select the rows again."]


def test_way_back_leads_only_to_the_list(client):
    article = make_article(status="draft")
    client.force_login(make_editor())
    sent = {"left": str(article.pk), "total": "1", "back": "https://elsewhere.example/"}

    done = client.post(url("sources_article_bulk", "publish"), sent)

    assertRedirects(done, url(LIST))


def test_who_may_not_do_it_is_neither_offered_it_nor_let(client):
    onlooker = make_user(username="onlooker")
    client.force_login(onlooker)

    response = client.post(url("sources_article_bulk", "publish"), {"left": "1", "total": "1"})

    assert response.status_code == 403


def test_verb_that_is_for_one_row_only_is_not_done_to_many(client):
    client.force_login(make_reviewer())

    response = client.post(url("claims_claim_bulk", "merge"), {"left": str(make_claim().pk), "total": "1"})

    assert response.status_code == 403


def test_unknown_verb_is_no_page(client):
    client.force_login(make_editor())

    assert client.post(url("claims_claim_bulk", "frob"), {"left": "", "total": "0"}).status_code == 404


def test_withdrawn_article_is_not_published_again_by_the_way(client):
    article = make_article(status=Publication.WITHDRAWN)
    client.force_login(make_editor())

    select(client, "publish", [article])

    assert statuses(article) == ["withdrawn"]
