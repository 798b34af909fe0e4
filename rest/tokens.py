"""Tokens in requests: whose they are, or why they are none."""

from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from rest.models import ApiToken

SCHEMES = ("bearer", "token")
# Asked for by a proxy in front of the program, and none of its business.
OTHERS = ("basic", "digest", "negotiate")
HOW_TO_SEND = "Send it as “Authorization: Bearer claimtrack_...”, or leave the header out: no token is needed."


class TokenAuthentication(BaseAuthentication):
    """Knows who asks by a token; whoever sends none stays unknown, whoever sends a wrong one is told so."""

    def authenticate(self, request: Request) -> tuple[None, ApiToken] | None:
        """Return the token, None where none was sent, or raise 401."""
        scheme, _, text = get_authorization_header(request).decode("latin-1").strip().partition(" ")
        if not scheme or scheme.lower() in OTHERS:
            return None
        if scheme.lower() not in SCHEMES or not text:
            raise AuthenticationFailed(f"The Authorization header holds no token. {HOW_TO_SEND}")
        return None, valid_token(text.strip())

    def authenticate_header(self, request: Request) -> str:
        """Return what 401 asks for."""
        return 'Bearer realm="api"'


def valid_token(text: str) -> ApiToken:
    """Return the token of this text and note that it was used, or raise 401 that says why it cannot be."""
    token = ApiToken.objects.known_as(text)
    today = timezone.now().date()
    if token is None:
        raise AuthenticationFailed(f"There is no such token. {HOW_TO_SEND}")
    if token.revoked_at:
        raise AuthenticationFailed(f"The token {token.prefix}... was revoked on {token.revoked_at:%Y-%m-%d}.")
    if token.is_expired(today=today):
        raise AuthenticationFailed(f"The token {token.prefix}... expired: its last day was {token.expires_on}.")
    token.used(today=today)
    return token
