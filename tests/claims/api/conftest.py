"""A client of the API, and the two casts: what may be seen, and what must not."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from rest_framework.test import APIClient

from tests.claims.api.cast import Secrets, Story, make_secrets, make_story


@pytest.fixture
def api(db: None) -> APIClient:
    """Return a client whose requests nobody has counted yet."""
    cache.clear()
    return APIClient()


@pytest.fixture
def end_transaction(db: None) -> Callable[[], None]:
    """Return what makes the database do now what it does at a commit: write the change log."""

    def end() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")

    return end


@pytest.fixture
def story(db: None) -> Story:
    """Return one public claim with everything that can hang on it."""
    return make_story()


@pytest.fixture
def secrets(db: None) -> Secrets:
    """Return rows that are close to public ones and must not be seen."""
    return make_secrets()
