"""Send a message to a server that somebody named: only to public addresses, once, following nobody elsewhere."""

import http.client
import time
from collections.abc import Mapping

from django.utils.translation import gettext as _

from changes.webhooks import Reply
from sources.interchange.web_address import Permitted, Resolver, Target, resolve, target_of
from sources.interchange.web_page import REDIRECTS, Connection
from sources.rules import Refusal

SECONDS = 10.0  # in all, for one message
READ = 4096  # bytes of the answer, which nobody looks at


def post(
    url: str,
    headers: Mapping[str, str],
    body: bytes,
    *,
    agent: str,
    permitted: Permitted,
    resolver: Resolver = resolve,
    seconds: float = SECONDS,
) -> Reply:
    """Send ``body`` and return the status, or why there is none; never raises for what a server does.

    The host is resolved once, every address of it is checked, and the one that was checked is connected to.
    """
    until = time.monotonic() + seconds
    try:
        target = target_of(url, permitted=permitted, resolver=resolver, seconds=seconds)
    except Refusal:
        return Reply(
            None,
            _("The address cannot be reached from here: it has no public address, or its port is not one of %(ports)s.")
            % {"ports": ", ".join(map(str, sorted(permitted.ports)))},
        )
    status, error = _ask(target, {**headers, "User-Agent": agent}, body, until)
    if status in REDIRECTS:
        error = _("The server redirects, which is not followed. Enter the address that it redirects to.")
    return Reply(status, error)


def _ask(target: Target, headers: Mapping[str, str], body: bytes, until: float) -> tuple[int | None, str]:
    sent = {"Host": target.host_header, "Content-Length": str(len(body)), "Connection": "close", **headers}
    with Connection(target, until) as connection:
        try:
            connection.putrequest("POST", target.path, skip_host=True, skip_accept_encoding=True)
            for name, value in sent.items():
                connection.putheader(name, value)
            connection.endheaders(body)
            with connection.getresponse() as response:
                response.read(READ)
                return response.status, ""
        except (OSError, http.client.HTTPException, ValueError) as error:
            if connection.is_expired or isinstance(error, TimeoutError):
                return None, _("The server takes too long.")
            return None, _("The server does not answer: %(reason)s.") % {"reason": str(error) or type(error).__name__}
