"""The scales that come with the program, in the language of whoever reads."""

import pytest
from django.utils import translation

from claims.models import Rating, RatingScale
from claims.shipped_scales import WORDS
from tests.claims.api.cast import make_story

pytestmark = pytest.mark.django_db


def test_every_word_of_the_shipped_scales_can_be_translated():
    rows = [*RatingScale.objects.values_list("name", "description"), *Rating.objects.values_list("label", "definition")]

    with translation.override("en"):
        assert {word for row in rows for word in row} == {str(word) for word in WORDS}


def test_ratings_are_shown_in_the_language_of_the_page(client):
    story = make_story()
    rating = story.claim.verdicts.get(state="published").rating

    with translation.override("ru"):
        shown, address = rating.shown_label, story.claim.get_absolute_url()

    assert shown != rating.label
    assert f'<p class="verdict-label">{shown}</p>' in client.get(address).content.decode()


def test_rating_of_a_newsroom_is_shown_as_it_is():
    rating = Rating(label="rather dubious", definition="")

    with translation.override("ru"):
        assert (str(rating), rating.shown_definition) == ("rather dubious", "")
