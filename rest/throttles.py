"""How often one address may ask."""

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, SimpleRateThrottle

if TYPE_CHECKING:
    from rest_framework.views import APIView  # which reads the names of throttles while it is imported


@dataclass(frozen=True)
class Allowance:
    """What an address may still send: ``remaining`` of ``limit``; something again after ``seconds``."""

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


class AddressThrottle(AnonRateThrottle):
    """Counts every request of an address against ``DEFAULT_THROTTLE_RATES["address"]``, and says what is left."""

    scope = "address"
    num_requests: int | None
    duration: int | None

    def allow_request(self, request: Request, view: "APIView") -> bool:
        """Return whether the request is served; its answer tells the allowance either way."""
        self.history: list[float] = []
        is_allowed = super().allow_request(request, view)
        limit, duration = self.num_requests or 0, self.duration or 0
        # The oldest stands last: what it took is given back first.
        seconds = ceil(duration - (self.timer() - self.history[-1])) if self.history else duration
        view.headers |= Allowance(limit, max(limit - len(self.history), 0), seconds).headers()
        return is_allowed


class TextThrottle(SimpleRateThrottle):
    """Counts texts that are matched, not requests, against ``DEFAULT_THROTTLE_RATES["match"]``.

    The API and the public page draw on the same allowance; it never looks at who is signed in.
    """

    scope = "match"
    num_requests: int | None
    duration: int | None

    def get_cache_key(self, request: Any, view: Any) -> str:  # noqa: ANN401  # Django's own request or REST framework's
        """Return where the texts of the address are counted."""
        return str(self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)})

    def charge(self, request: HttpRequest | Request, texts: int) -> Allowance:
        """Count ``texts`` more and return what is left, or raise ``Throttled`` with the seconds to wait."""
        limit, duration = self.num_requests or 0, self.duration or 0
        key, now = self.get_cache_key(request, None), self.timer()
        counted = [at for at in self.cache.get(key, []) if at > now - duration]
        # A batch larger than the whole allowance takes all of it.
        over = len(counted) + min(texts, limit) - limit
        if over > 0:
            raise Throttled(wait=duration - (now - counted[over - 1]))
        counted += [now] * min(texts, limit)
        self.cache.set(key, counted, duration)
        return Allowance(limit, limit - len(counted), int(duration))
