"""What the change log says from one moment on."""

import pytest

from changes.models import Change
from tests.rules import at_commit

database = pytest.mark.django_db


def news(since=None):
    """Return what the log says from now on: (type, id, kind), or since a number."""
    at_commit()
    seq = news.seq if since is None else since
    rows = list(Change.objects.since(seq))
    news.seq = rows[-1].seq if rows else seq
    return {(row.object_type, row.object_id, row.kind) for row in rows}
