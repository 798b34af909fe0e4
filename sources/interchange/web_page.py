"""Fetch one page from the web, within limits, and only from addresses that may be asked."""

import http.client
import socket
import ssl
import threading
import time
import zlib
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from sources.interchange.web_address import Permitted, Resolver, Target, resolve, target_of
from sources.rules import Refusal

CHUNK = 64 * 1024
REDIRECTS = {301, 302, 303, 307, 308}
LOGIN = {401, 402, 403, 407}


@dataclass(frozen=True)
class Limits:
    """How much, how long and how far: bytes before and after decompression, seconds in all, redirects."""

    size: int = 10_000_000
    seconds: float = 20.0
    redirects: int = 5


@dataclass(frozen=True)
class Exchange:
    """One request and what the server at ``address`` answered, its body as it was sent, still compressed."""

    url: str
    address: str
    sent: tuple[tuple[str, str], ...]
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """Return the first header of that name, empty if there is none."""
        return next((value for known, value in self.headers if known.lower() == name), "")

    @property
    def media_type(self) -> str:
        """Return the Content-Type as the server gave it."""
        return self.header("content-type")

    def content(self, limit: int = Limits.size) -> bytes:
        """Return the body without its compression, refused where it swells beyond ``limit`` bytes."""
        return decompressed(self.body, self.header("content-encoding").strip().lower(), limit)


def fetch(
    url: str, *, agent: str, permitted: Permitted, limits: Limits | None = None, resolver: Resolver = resolve
) -> list[Exchange]:
    """Ask for ``url`` and follow redirects; the last exchange holds the page.

    Each host is resolved once, all its addresses are checked, and the one that was checked is connected to; a
    redirect is checked anew. Raises ``Refusal`` with what to do instead.
    """
    limits = limits or Limits()
    until = time.monotonic() + limits.seconds
    exchanges: list[Exchange] = []
    while len(exchanges) <= limits.redirects:
        target = target_of(url, permitted=permitted, resolver=resolver, seconds=until - time.monotonic())
        exchanges.append(_ask(target, agent, limits.size, until))
        if exchanges[-1].status not in REDIRECTS or not exchanges[-1].header("location"):
            _refuse_failure(exchanges[-1])
            exchanges[-1].content(limits.size)
            return exchanges
        url = _redirected(url, exchanges[-1].header("location"))
    raise Refusal("url", _("The page redirects again and again. Paste the text instead."))


def decompressed(body: bytes, encoding: str, limit: int) -> bytes:
    """Return ``body`` without gzip or deflate, never making more than ``limit`` bytes of it."""
    if encoding in {"", "identity"}:
        return body
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise Refusal("url", _("The page came in a compression that was not asked for. Paste the text instead."))
    inflating = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        content = inflating.decompress(body, limit + 1)
    except zlib.error as error:
        raise _broken_off() from error
    if len(content) > limit:
        raise _too_large(limit)
    if not inflating.eof:
        raise _broken_off()
    return content


class Connection(http.client.HTTPConnection):
    """A connection to the address that was checked, cut at ``until`` (monotonic) whatever the server does."""

    def __init__(self, target: Target, until: float) -> None:
        """Prepare; nothing is opened yet."""
        super().__init__(target.host, target.port)
        self.target = target
        self.until = until
        self.is_expired = False
        # Python lets go of its own reference as soon as the answer begins.
        self.wire: socket.socket | None = None
        self.timer = threading.Timer(max(until - time.monotonic(), 0), self.cut)
        self.timer.daemon = True

    def connect(self) -> None:
        """Connect to the checked address, by name only where the certificate is compared."""
        left = max(self.until - time.monotonic(), 0.001)
        self.sock = self.wire = socket.create_connection((self.target.address, self.target.port), timeout=left)
        if self.target.scheme == "https":
            secure = ssl.create_default_context().wrap_socket(
                self.sock, server_hostname=self.target.host, do_handshake_on_connect=False
            )
            self.sock = self.wire = secure
            secure.do_handshake()

    def cut(self) -> None:
        """End whatever is waiting for the server."""
        self.is_expired = True
        try:
            if self.wire:
                # Below TLS: the other thread still uses that layer.
                socket.socket.shutdown(self.wire, socket.SHUT_RDWR)
        except OSError:  # closed already
            return

    def __enter__(self) -> "Connection":
        self.timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.timer.cancel()
        self.close()


def _ask(target: Target, agent: str, size: int, until: float) -> Exchange:
    sent = (
        ("Host", target.host_header),
        ("User-Agent", agent),
        ("Accept", "text/html, application/pdf, text/plain, */*;q=0.1"),
        ("Accept-Encoding", "gzip"),
        ("Connection", "close"),
    )
    with Connection(target, until) as connection:
        try:
            connection.putrequest("GET", target.path, skip_host=True, skip_accept_encoding=True)
            for name, value in sent:
                connection.putheader(name, value)
            connection.endheaders()
            with connection.getresponse() as response:
                body = _read(response, size)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise _failed(connection, error) from error
        if connection.is_expired:
            raise _too_slow()
    headers = tuple(response.getheaders())
    return Exchange(target.url, target.address, sent, response.status, response.reason, headers, body)


def _read(response: http.client.HTTPResponse, size: int) -> bytes:
    expected = response.length
    if expected is not None and expected > size:
        raise _too_large(size)
    parts: list[bytes] = []
    received = 0
    while expected is None or received < expected:
        part = response.read1(CHUNK if expected is None else min(CHUNK, expected - received))
        if not part:
            break
        parts.append(part)
        received += len(part)
        if received > size:
            raise _too_large(size)
    if expected is not None and received < expected:
        raise http.client.IncompleteRead(b"", expected - received)
    return b"".join(parts)


def _redirected(url: str, location: str) -> str:
    try:
        # Python reads headers as Latin-1; servers write them in UTF-8.
        return urljoin(url, location.encode("latin-1").decode("utf-8", "replace"))
    except ValueError as error:
        raise Refusal("url", _("The page redirects to an address that is none. Paste the text instead.")) from error


def _failed(connection: Connection, error: Exception) -> Refusal:
    if connection.is_expired or isinstance(error, TimeoutError):
        return _too_slow()
    if isinstance(error, http.client.IncompleteRead):
        return _broken_off()
    if isinstance(error, ssl.SSLCertVerificationError):
        return Refusal("url", _("The server's certificate is not valid, so nobody knows who answered."))
    host = connection.target.host
    return Refusal("url", _("%(host)s does not answer. Try again, or paste the text.") % {"host": host})


def _refuse_failure(exchange: Exchange) -> None:
    if exchange.status in LOGIN:
        raise Refusal(
            "url",
            _("The site shows this page only to whoever is signed in there (%(status)d). Open it in your browser and "
              "paste the text, with the address beside it.") % {"status": exchange.status},
        )  # fmt: skip
    if exchange.status != http.client.OK:
        raise Refusal(
            "url",
            _("The server answered %(status)d %(reason)s instead of the page. Look whether the address is right.")
            % {"status": exchange.status, "reason": exchange.reason},
        )


def _too_large(size: int) -> Refusal:
    return Refusal(
        "url",
        _("The page is larger than %(size)d megabytes. Paste the text that matters.") % {"size": size // 1_000_000},
    )


def _too_slow() -> Refusal:
    return Refusal("url", _("The server takes too long. Try again later, or paste the text."))


def _broken_off() -> Refusal:
    return Refusal("url", _("The page broke off on its way. Try again, or paste the text."))
