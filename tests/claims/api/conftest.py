"""A client of the API, and the two casts: what may be seen, and what must not."""

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from tests.claims.api.cast import Secrets, Story, make_secrets, make_story


@pytest.fixture
def api(db: None) -> APIClient:
    """Return a client whose requests nobody has counted yet."""
    cache.clear()
    return APIClient()


@pytest.fixture
def story(db: None) -> Story:
    """Return one public claim with everything that can hang on it."""
    return make_story()


@pytest.fixture
def secrets(db: None) -> Secrets:
    """Return rows that are close to public ones and must not be seen."""
    return make_secrets()
