"""The picture of a claim, and the tags by which networks find it."""

from io import BytesIO

import pytest
from PIL import Image

from tests.factories import make_claim, make_verdict, rating

pytestmark = pytest.mark.django_db


def picture(client, claim):
    response = client.get(f"/claims/{claim.pk}/card.png")
    assert response["Content-Type"] == "image/png"
    return Image.open(BytesIO(response.content)).convert("RGB")


def test_picture_has_the_size_of_open_graph_and_the_colour_of_the_verdict(client):
    claim = make_claim()
    make_verdict(claim=claim, rating=rating("truth-true"))

    drawn = picture(client, claim)

    assert drawn.size == (1200, 630)
    assert drawn.getpixel((5, 300)) == (0x1C, 0x66, 0x38)


def test_picture_draws_cyrillic_letters_and_not_boxes(client):
    one, other = make_claim(statement="Ж" * 8), make_claim(statement="Щ" * 8)

    assert picture(client, one).tobytes() != picture(client, other).tobytes()


def test_picture_of_a_statement_of_any_length_is_drawn(client):
    for statement in ("Да.", "word " * 400, "x" * 3_000):
        assert picture(client, make_claim(statement=statement, short_statement="s")).size == (1200, 630)


def test_picture_follows_the_verdict(client):
    claim = make_claim()
    before = client.get(f"/claims/{claim.pk}/card.png")
    make_verdict(claim=claim)

    after = client.get(f"/claims/{claim.pk}/card.png", headers={"if-none-match": before["ETag"]})

    assert after.status_code == 200
    assert after["ETag"] != before["ETag"]


def test_claims_page_names_its_picture(client, story):
    html = client.get(story.claim.get_absolute_url()).content.decode()

    address = f"http://127.0.0.1:8000/claims/{story.claim.pk}/card.png"
    assert f'<meta property="og:image" content="{address}">' in html
    assert '<meta property="og:title" content="The bridge was open.">' in html
