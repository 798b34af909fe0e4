"""/v1alpha1/pages: the markup of a claim's page, and what it never tells."""

import pytest
from rest_framework.test import APIClient

from claims.actions.lexemes import fold_lexemes
from claims.actions.merge import merge_claim
from claims.models import Claim
from tests.claims.api.cast import SECRET, Secrets, Story
from tests.claims.api.fact_checks import HOST, PAGES, SEARCH, error, get, reviewed
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_passage,
    make_reviewer,
    make_verdict,
)


def test_only_assertions_have_a_claimant_and_a_day(api: APIClient) -> None:
    denied = make_claim(statement="The bridge over the Neva was closed.")
    denial = make_appearance(claim=denied, stance="denies", said="2025-12-31")
    Claim.objects.filter(pk=denied.pk).update(lead_appearance=denial)
    make_verdict(claim=Claim.objects.get(pk=denied.pk))
    mentioned = make_claim(statement="The tower over the Neva was closed.")
    make_appearance(claim=mentioned, stance="mentions", said="2025-12-31")
    make_verdict(claim=mentioned)

    claims = get(api, query="Neva")["claims"]
    markups = [page["claimReviewMarkups"][0] for page in get(api, PAGES)["claimReviewMarkupPages"]]

    assert [set(claim) for claim in claims] == [{"text", "claimReview"}] * 2
    assert [set(markup) for markup in markups] == [{"claimReviewed", "rating"}] * 2


def test_earliest_assertion_leads_where_nothing_was_chosen(api: APIClient) -> None:
    claim = make_claim(statement="The bridge over the Neva was closed.")
    for name, stance, said in (("Late", "asserts", "2025-12"), ("Early", "asserts", "2025"), ("No", "denies", "2024")):
        make_appearance(claim=claim, claimant=make_claimant(name=name), stance=stance, said=said)
    make_verdict(claim=claim)

    (answer,) = get(api, query="Neva")["claims"]

    assert (answer["claimant"], answer["claimDate"]) == ("Early", "2025-01-01T00:00:00Z")


def test_withdrawn_lead_gives_way_to_the_next_assertion(api: APIClient) -> None:
    claim = make_claim(statement="The bridge over the Neva was closed.")
    first = make_appearance(claim=claim, claimant=make_claimant(name="First"), said="2025-12-01")
    make_appearance(claim=claim, claimant=make_claimant(name="Second"), said="2025-12-02")
    make_verdict(claim=claim)
    article = first.passage.text.article
    article.status = "withdrawn"
    article.save()

    assert [answer["claimant"] for answer in get(api, query="Neva")["claims"]] == ["Second"]


def test_markup_names_where_the_claim_appeared(api: APIClient) -> None:
    claim = make_claim(statement="The bridge over the Neva was closed.")
    first, second = (make_article(url=f"https://example.org/{number}") for number in (1, 2))
    for number, article, exact in ((1, first, "the bridge"), (2, second, "the bridge"), (3, second, "is open")):
        passage = make_passage(article=article, exact=exact)
        make_appearance(claim=claim, passage=passage, said=f"2025-12-0{number}")
    make_verdict(claim=claim)

    (page,) = get(api, PAGES)["claimReviewMarkupPages"]
    markup = page["claimReviewMarkups"][0]

    assert markup["claimFirstAppearance"] == "https://example.org/1"
    assert markup["claimAppearances"] == ["https://example.org/2"]


def test_text_and_title_are_those_of_the_verdict(api: APIClient) -> None:
    claim = reviewed("The bridge over the Neva was closed.")
    Claim.objects.filter(pk=claim.pk).update(short_statement="The Neva bridge burned.")

    (answer,) = get(api, query="Neva")["claims"]

    assert answer["text"] == "The bridge over the Neva was closed."
    assert answer["claimReview"][0]["title"] == "The bridge was closed"


def test_newest_version_is_the_review(api: APIClient, story: Story) -> None:
    (answer,) = get(api, query="bridge")["claims"]
    (page,) = get(api, PAGES)["claimReviewMarkupPages"]

    assert [review["title"] for review in answer["claimReview"]] == ["Second"]
    assert (page["versionId"], page["claimReviewMarkups"][0]["claimAuthor"]) == (
        "2", {"name": "Ada Minister", "jobTitle": "Minister, City"},
    )  # fmt: skip


def test_nothing_leaks(api: APIClient, secrets: Secrets, story: Story) -> None:
    retracted = make_verdict(claim=make_claim(statement="The tower was blue."), state="retracted").claim
    fold_lexemes()
    answers = [api.get(SEARCH, {"query": query}) for query in ("bridge", "tower", SECRET, f"tower shut {SECRET}")]
    answers += [api.get(SEARCH, {"reviewPublisherSiteFilter": "127.0.0.1"}), api.get(PAGES)]
    hidden = [secrets.open_claim, secrets.draft_claim, secrets.withdrawn_claim, retracted]

    assert [response.status_code for response in answers] == [200] * 6
    assert [text for response in answers if SECRET in (text := response.content.decode())] == []
    assert {api.get(f"{PAGES}/{claim.pk}").status_code for claim in hidden} == {404}
    assert api.get(f"{PAGES}/{story.claim.pk}").status_code == 200


def test_merged_claim_is_found_by_its_old_address(api: APIClient) -> None:
    kept, lost = reviewed("The bridge over the Neva was closed."), make_claim(statement="The Neva bridge was shut.")
    merge_claim(claim=lost, into=kept, by=make_reviewer())

    (page,) = get(api, PAGES, url=f"{HOST}/claims/{lost.pk}/")["claimReviewMarkupPages"]

    assert page["name"] == f"pages/{kept.pk}"


@pytest.mark.parametrize(
    "url",
    ["https://example.org/claims/{}/", HOST, f"{HOST}/topics/{{}}/", f"{HOST}/claims/{'9' * 40}/", "//[", "claims/{}"],
)
def test_other_addresses_have_no_markup(api: APIClient, url: str) -> None:
    claim = reviewed("The bridge over the Neva was closed.")

    assert get(api, PAGES, url=url.format(claim.pk)) == {}


def test_ask_for_one_address_or_one_organization(api: APIClient) -> None:
    response = api.get(PAGES, {"url": HOST, "organization": "127.0.0.1"})

    assert error(response)["message"] == "url: Give url or organization, not both."
