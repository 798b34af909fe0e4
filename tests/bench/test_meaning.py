"""Measuring what encoders add to matching."""

import pytest
from django.db import connection

from bench.meaning import draw_vectors
from claims.models import ClaimEncoder, EncodingTask
from tests.factories import make_claim

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("encoders")]


def test_every_wording_gets_a_vector_of_its_own_of_length_one():
    for number in range(5):
        make_claim(statement=f"Village {number} has a mill.")

    draw_vectors("minilm", lambda _line: None)

    table = ClaimEncoder.objects.get().table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(DISTINCT embedding::text), min(l2_norm(embedding)), max(l2_norm(embedding)) FROM {table}"
        )
        different, shortest, longest = cursor.fetchone()
    assert different == 5
    assert (shortest, longest) == (pytest.approx(1, abs=0.01), pytest.approx(1, abs=0.01))
    assert not EncodingTask.objects.exists()
