"""Nothing leaves the desk: each test first makes what could leak, then opens every public page."""

import datetime

import pytest

from claims.actions.merge import merge_claim
from claims.actions.verdict import approve_verdict, publish_verdict
from claims.models import Claim, Claimant, Topic, Verdict
from sources.enums import Decision
from sources.models import Article, Derivation, Outlet
from tests.claims.api.cast import SECRET, Secrets, Story, make_secrets
from tests.claims.views.test_pages import addresses
from tests.factories import (
    NOON,
    make_claim,
    make_editor,
    make_mark,
    make_outlet,
    make_reviewer,
    make_verdict,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def secrets(story: Story) -> Secrets:
    """Return rows of the desk beside the public story; the secret word stands in all of them."""
    secrets = make_secrets()
    _hang_on_public_rows(story)
    return secrets


def _hang_on_public_rows(story: Story) -> None:
    """Add to the rows that readers see what the desk keeps to itself."""
    editor, reviewer = make_editor(), make_reviewer()
    for user in (editor, reviewer):
        user.username = f"{SECRET}-of-{user.username}"
        user.first_name, user.last_name, user.email = SECRET, SECRET, f"{SECRET}@example.org"
        user.save()
    Claim.objects.filter(pk=story.claim.pk).update(note=SECRET, assignee=editor)
    assert story.article.current_text is not None
    make_mark(
        text=story.article.current_text, exact="Monday", note=SECRET, inserted_by=make_outlet(name=SECRET),
        status=Decision.REJECTED, decided_by=editor,
    )  # fmt: skip
    Derivation.objects.update(note=SECRET, method=SECRET)
    merged = make_claim(statement=f"{SECRET} merged.", topics=[story.topic], by=editor)
    merge_claim(claim=merged, into=story.claim, by=reviewer)
    draft = make_verdict(claim=story.claim, state="submitted", title=SECRET, summary=SECRET, by=editor, now=_later(2))
    approve_verdict(verdict=draft, digest=draft.digest, note=SECRET, by=reviewer, now=_later(3))


def _later(days: int) -> datetime.datetime:
    return NOON + datetime.timedelta(days=days)


def _all_pages(story: Story) -> list[str]:
    """Return the address of every public row, and of the lists."""
    models = (Claim, Verdict, Claimant, Article, Outlet, Topic)
    rows = [row.get_absolute_url() for model in models for row in model.objects.public()]
    return [*addresses(story).values(), *rows]


def test_pages_show_no_word_of_the_desk(client, story, secrets):
    pages = _all_pages(story)

    assert secrets.open_claim.get_absolute_url() in pages
    for address in pages:
        response = client.get(address)

        assert response.status_code == 200, address
        assert SECRET.lower() not in response.content.decode().lower(), address


def test_pages_of_secret_rows_are_not_found(client, secrets):
    for row in (secrets.draft_claim, secrets.draft_article, secrets.claimant, secrets.outlet, secrets.topic):
        response = client.get(row.get_absolute_url())

        assert response.status_code == 404, row
        assert SECRET.lower() not in response.content.decode().lower(), row
    assert client.get(secrets.verdict.get_absolute_url()).status_code == 404


def test_page_of_a_withdrawn_claim_is_gone_without_its_words(client, secrets):
    response = client.get(f"/claims/{secrets.withdrawn_claim.pk}/")

    assert response.status_code == 410
    assert SECRET.lower() not in response.content.decode().lower()


def test_permanent_address_of_a_draft_does_not_give_its_words_away(client, secrets):
    response = client.get(f"/claims/{secrets.draft_claim.pk}/")

    assert response.status_code == 404
    assert "Location" not in response


@pytest.mark.parametrize("address", ["/claims/", "/claimants/", "/outlets/", "/articles/", "/topics/"])
def test_search_finds_nothing_of_the_desk(client, secrets, address):
    html = client.get(f"{address}?q={SECRET[:5]}").content.decode()

    assert "Nothing fits." in html
    assert SECRET.lower() not in html.lower()


def test_facets_do_not_tell_an_unpublished_rating(client, story, secrets):
    """The open claim's approved verdict is mostly false; the story's, of the same class, is published."""
    html = client.get("/claims/?verdict=false").content.decode()

    assert story.claim.statement in html
    assert secrets.open_claim.statement not in html


def test_pages_tell_when_the_secret_is_published(client, story, secrets):
    """The tests above could not fail if the pages showed nothing of these rows in any case."""
    publish_verdict(verdict=secrets.verdict, by=make_reviewer("another"), now=_later(4))

    assert SECRET in client.get(secrets.open_claim.get_absolute_url()).content.decode()
