"""Every order of every list is read along an index: a page of a long list takes as long as one of a short list."""

import re

import pytest
from django.db import connection

from claims.api.routes import ENDPOINTS

pytestmark = pytest.mark.django_db
# Relevance is known for the best hits alone, which are few; so are outlets.
ORDERS = [
    (noun, name)
    for noun, (_, viewset) in ENDPOINTS.items()
    for name in viewset.orders
    if name != "relevance" and noun != "outlets"
]


@pytest.mark.parametrize(("noun", "name"), ORDERS)
def test_order_is_read_along_an_index(noun: str, name: str) -> None:
    viewset = ENDPOINTS[noun][1]
    keys = viewset.orders[name]
    queryset = viewset.queryset
    assert queryset is not None
    page = queryset.exclude(**{f"{keys[0].lookup}__isnull": True})
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")

    plan = page.order_by(*(key.order_by() for key in keys))[:50].explain()

    # To sort the rows of one day, which an index has in the order of days, is no harm: they are few.
    assert not re.search(r"^\W*Sort  \(", plan, re.MULTILINE), plan
