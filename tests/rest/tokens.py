"""Tokens for tests."""

from typing import Any

from rest.models import ApiToken


def make_token(**fields: Any) -> tuple[ApiToken, str]:
    """Return a stored token and its text."""
    token = ApiToken(name="A mirror", contact="mirror@example.org")
    text = token.issue()
    for name, value in fields.items():
        setattr(token, name, value)
    token.save()
    return token, text
