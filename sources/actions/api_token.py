"""Giving and revoking API tokens."""

import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from rest.models import ApiToken
from sources.rules import refusing, require_permission

GIVE = "rest.add_apitoken"
REVOKE = "rest.change_apitoken"


def issue_token(*, token: ApiToken, by: User) -> str:
    """Save a new token and return its text, which is kept nowhere: whoever gets it must copy it now."""
    require_permission(by, GIVE)
    with refusing(by=by):
        text = token.issue()
        token.save()
    return text


def revoke_token(*, token: ApiToken, by: User, now: datetime.datetime | None = None) -> ApiToken:
    """Let nobody use a token any more; there is no way back, only a new token."""
    require_permission(by, REVOKE)
    with refusing(by=by):
        token.revoke(now=now or timezone.now())
    return token
