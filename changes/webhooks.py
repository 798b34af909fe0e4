"""What goes over the wire to a webhook: body, headers and signature after the Standard Webhooks specification."""

import base64
import datetime
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from changes.models import Change

# From an object's type and id to its address, None where it has none.
AddressOf = Callable[[str, int], str | None]


@dataclass(frozen=True)
class Reply:
    """What came back: a status of HTTP, or why there was none."""

    status: int | None
    error: str = ""

    @property
    def is_good(self) -> bool:
        """Say whether the server took the message; a redirect is no answer."""
        return self.status is not None and 200 <= self.status < 300


# From address, headers and body to what came back; never raises for what a server does.
Send = Callable[[str, Mapping[str, str], bytes], Reply]


@dataclass(frozen=True)
class Message:
    """One message; ``name`` is the same when it is sent again."""

    name: str
    body: bytes

    def headers(self, secret: str, *, now: datetime.datetime) -> dict[str, str]:
        """Return the headers, signed for this moment."""
        moment = str(int(now.timestamp()))
        return {
            "Content-Type": "application/json",
            "webhook-id": self.name,
            "webhook-timestamp": moment,
            "webhook-signature": signature(secret, self.name, moment, self.body),
        }


def signature(secret: str, name: str, moment: str, body: bytes) -> str:
    """Return HMAC-SHA256 over name, moment and body, by the secret that both sides know."""
    key = base64.b64decode(secret.partition("_")[2])
    digest = hmac.new(key, f"{name}.{moment}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def news(webhook: int, changes: Sequence[Change], address_of: AddressOf, *, now: datetime.datetime) -> Message:
    """Return the message that tells of ``changes``, in their order."""
    told = [
        {
            "seq": change.seq,
            "kind": change.kind,
            "object_type": change.object_type,
            "object_id": change.object_id,
            "at": _text(change.at),
            "url": address_of(change.object_type, change.object_id),
        }
        for change in changes
    ]
    name = f"msg_{webhook}_{changes[0].seq}_{changes[-1].seq}"
    return Message(name, _body("changes", now, {"changes": told}))


def trial_message(webhook: int, *, now: datetime.datetime) -> Message:
    """Return a message that tells of nothing."""
    return Message(f"msg_{webhook}_test_{int(now.timestamp())}", _body("test", now, {"changes": []}))


def _body(kind: str, now: datetime.datetime, data: Mapping[str, object]) -> bytes:
    return json.dumps({"type": kind, "timestamp": _text(now), "data": data}).encode()


def _text(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")
