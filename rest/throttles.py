"""How often one asker may ask: an address, or whoever has a token."""

import datetime
import ipaddress
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any, ClassVar

from django.http import HttpRequest
from django.utils import timezone
from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from rest.models import UsedAllowance

if TYPE_CHECKING:
    from rest_framework.views import APIView  # which reads the names of throttles while it is imported

A_MINUTE = 60
NETWORK_OF_ONE = 64  # bits of an IPv6 address that one customer has: the rest is theirs to change


@dataclass(frozen=True)
class Allowance:
    """What somebody may still send: ``remaining`` of ``limit``; everything again after ``seconds``."""

    limit: int
    remaining: int
    seconds: int

    def headers(self) -> dict[str, str]:
        """Return it as ``RateLimit-*`` headers."""
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.seconds),
        }


class SharedThrottle(SimpleRateThrottle):
    """Counts in windows that all processes share, against the rate of ``scope`` or what a token allows."""

    of_token: ClassVar[str]  # the field with the token's allowance, a minute
    num_requests: int | None
    duration: int | None

    def spend(self, request: HttpRequest | Request, cost: int) -> Allowance:
        """Count and return what is left, or raise ``Throttled`` with the seconds to wait."""
        limit, duration, who = self._allowed(request)
        now = timezone.now()
        until = datetime.datetime.fromtimestamp((now.timestamp() // duration + 1) * duration, datetime.UTC)
        seconds = max(1, ceil((until - now).total_seconds()))
        # What costs more than the whole allowance takes all of it.
        asker = f"{self.scope} {who}"
        used = UsedAllowance.objects.spend(min(cost, limit), of=limit, who=asker, until=until, now=now)
        if used is None:
            # Who asked for one has nothing left; a smaller batch may still be welcome.
            left = limit - UsedAllowance.objects.used_by(asker, until=until) if cost > 1 else 0
            raise Refused(Allowance(limit, left, seconds))
        return Allowance(limit, limit - used, seconds)

    def _allowed(self, request: HttpRequest | Request) -> tuple[int, int, str]:
        token = getattr(request, "auth", None)
        if token:
            return getattr(token, self.of_token), A_MINUTE, f"token {token.pk}"
        return self.num_requests or 0, self.duration or A_MINUTE, network_of(self.get_ident(request))  # type: ignore[arg-type]  # reads what both kinds of requests have


class Refused(Throttled):
    """More than is allowed."""

    def __init__(self, allowance: Allowance) -> None:
        """Say how long to wait."""
        super().__init__(wait=allowance.seconds)
        self.allowance = allowance


class AddressThrottle(SharedThrottle):
    """Counts requests against ``DEFAULT_THROTTLE_RATES["address"]``, and says what is left."""

    scope = "address"
    of_token = "requests_per_minute"  # noqa: S105  # the name of a field

    def allow_request(self, request: Request, view: "APIView") -> bool:
        """Return whether the request is served; its answer tells the allowance either way."""
        try:
            self.allowance, is_allowed = self.spend(request, 1), True
        except Refused as refused:
            self.allowance, is_allowed = refused.allowance, False
        view.headers |= self.allowance.headers()
        return is_allowed

    def wait(self) -> float:
        """Return the seconds until the next request is welcome."""
        return self.allowance.seconds


class TextThrottle(SharedThrottle):
    """Counts texts that are matched, not requests, against ``DEFAULT_THROTTLE_RATES["match"]``.

    The API and the public page draw on the same allowance; it never looks at who is signed in.
    """

    scope = "match"
    of_token = "texts_per_minute"  # noqa: S105  # likewise

    def charge(self, request: HttpRequest | Request, texts: int) -> Allowance:
        """Count ``texts`` more and return what is left, or raise ``Throttled`` with the seconds to wait."""
        return self.spend(request, texts)


def network_of(address: Any) -> str:  # noqa: ANN401  # REST framework's finding: a text, or None of a socket in the file system
    """Return what counts as one asker: an IPv4 address, or the network that an IPv6 address belongs to."""
    try:
        found = ipaddress.ip_address(str(address))
    except ValueError:
        return str(address)
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((found, NETWORK_OF_ONE), strict=False))
