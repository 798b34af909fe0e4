"""The reference shows all that the description tells, and nothing from elsewhere."""

import html
import re

import pytest
from rest_framework.test import APIClient

from claims.presentation.api_reference import in_words
from claims.presentation.api_types import sample, type_words

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/docs/"


@pytest.fixture
def description():
    return APIClient().get("/api/v1/schema/").json()


@pytest.fixture
def page(client):
    return client.get(ADDRESS).content.decode()


def section(page, operation):
    """Return the part of the page that is about an operation."""
    return page.partition(f'aria-labelledby="{operation}"')[2].partition("</article>")[0]


def test_every_operation_stands_there_with_its_parameters_and_answers(page, description):
    for path, methods in description["paths"].items():
        for method, told in methods.items():
            shown = section(page, told["operationId"])

            assert f"<code>{method.upper()} {html.escape(path)}</code>" in shown
            for name in [parameter["name"] for parameter in told.get("parameters", [])]:
                assert f"<dt><code>{name}</code>" in shown, (path, name)
            for status in told["responses"]:
                assert f"<dt><code>{status}</code>" in shown, (path, status)


def test_allowed_values_and_defaults_stand_there(page):
    shown = section(page, "claims_list")

    assert "<code>rated-false</code>" in shown
    assert "integer, 1 to 200; <code>50</code> unless given" in shown
    assert "<code>application/x-ndjson</code>" in shown


def test_every_object_and_member_stands_there(page, description):
    for name, schema in description["components"]["schemas"].items():
        shown = page.partition(f'<h3 id="object-{name}">')[2].partition("<h3")[0]

        assert shown, name
        for member in schema.get("properties", {}):
            assert f"<dt><code>{member}</code>" in shown, (name, member)


def test_every_link_inside_the_page_leads_somewhere(page):
    ids = set(re.findall(r'id="([^"]+)"', page))

    assert len(ids) == len(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids


def test_frame_speaks_the_interfaces_language_and_the_rest_english(client):
    page = client.get(f"/ru{ADDRESS}").content.decode()

    assert "Справочник по API" in page
    assert '<div lang="en">' in page
    assert "Id of the claimant of a public appearance." in page


def test_page_is_led_to_from_the_data_page_and_every_footer(client):
    assert client.get("/data/").content.decode().count(f'href="{ADDRESS}"') == 2
    assert f'href="{ADDRESS}"' in client.get("/about/").content.decode()


def test_words_of_the_description_are_text():
    assert in_words("a <b> and `c<d>`") == "a &lt;b&gt; and <code>c&lt;d&gt;</code>"
    assert type_words({"enum": ["<a>", "b"]}) == "<code>&lt;a&gt;</code>, <code>b</code>"


def test_example_of_an_object_in_itself_ends():
    schemas = {"A": {"type": "object", "properties": {"a": {"$ref": "#/components/schemas/A"}}}}

    value = sample({"$ref": "#/components/schemas/A"}, schemas)

    assert str(value).count("a") == 5


def test_whoever_guesses_the_address_finds_the_reference(client, db):
    assert client.get("/api/")["Location"] == "/api/v1/docs/"
