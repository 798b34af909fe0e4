"""Reading the change log from where the arrangement ended."""

import pytest

from tests.changes.news import news


@pytest.fixture
def quiet():
    """Start reading at the end of what the arrangement wrote."""

    def read_up_to_now():
        news.seq = 0
        news()

    return read_up_to_now
