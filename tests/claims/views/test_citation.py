"""How a claim's page is cited."""

import pytest

from tests.factories import make_claim, make_verdict

pytestmark = pytest.mark.django_db


def test_page_says_how_to_cite_it(story, read):
    words = read(story.claim.get_absolute_url())

    citation = "ClaimTrack: “The bridge was open”. Verdict, version 2, 2 January 2026."
    assert f"Cite this page {citation} http://127.0.0.1:8000/claims/{story.claim.pk}/" in words


def test_page_of_a_claim_without_a_verdict_is_cited_without_one(read):
    claim = make_claim(statement="The bridge was open.")

    assert "Cite this page ClaimTrack: “The bridge was open”. http://127.0.0.1:8000/claims/" in read(
        claim.get_absolute_url()
    )


def test_bibtex_names_version_and_day_and_escapes_what_tex_would_take_for_commands(client):
    claim = make_claim(statement="Up 5 % & {more} by A_1\\x.")
    make_verdict(claim=claim)

    response = client.get(f"/claims/{claim.pk}/cite.bib")

    assert response["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert response.content.decode() == (
        f"@misc{{claim{claim.pk}v1,\n"
        "  author = {{ClaimTrack}},\n"
        "  title = {{Up 5 \\% \\& \\{more\\} by A\\_1\\textbackslash{}x}},\n"
        f"  url = {{http://127.0.0.1:8000/claims/{claim.pk}/}},\n"
        "  language = {en},\n"
        "  year = {2026},\n"
        "  month = {1},\n"
        "  date = {2026-01-01},\n"
        "  version = {1},\n"
        "}\n"
    )


def test_csl_is_a_list_of_one_item(client, story):
    response = client.get(f"/claims/{story.claim.pk}/cite.json")

    assert response["Content-Type"] == "application/vnd.citationstyles.csl+json"
    assert response.json() == [
        {
            "id": f"claim{story.claim.pk}v2",
            "type": "webpage",
            "title": "The bridge was open",
            "author": [{"literal": "ClaimTrack"}],
            "container-title": "ClaimTrack",
            "URL": f"http://127.0.0.1:8000/claims/{story.claim.pk}/",
            "language": "en",
            "issued": {"date-parts": [[2026, 1, 2]]},
            "version": "2",
        }
    ]
