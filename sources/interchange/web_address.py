"""Which addresses of the web may be asked: public ones, on the web's own ports, unless an installation allows more."""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from django.utils.translation import gettext as _

from sources.rules import Refusal

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
# Host name and port to numeric addresses.
Resolver = Callable[[str, int], Sequence[str]]

PORTS = {"http": 80, "https": 443}
# IPv4 inside IPv6, for networks that have IPv6 alone (RFC 6052).
NAT64 = ipaddress.ip_network("64:ff9b::/96")
# Public by number, private by use: the relays of 6to4, and a cloud's service that tells machines their secrets.
NOT_FOR_US = tuple(map(ipaddress.ip_network, ("192.88.99.0/24", "168.63.129.16/32")))
UNQUOTED = "%/:=&?~+!$,;'@()*[]"


@dataclass(frozen=True)
class Permitted:
    """What may be asked beside public addresses: networks, and ports in place of 80 and 443."""

    networks: tuple[Network, ...] = ()
    ports: frozenset[int] = frozenset(PORTS.values())

    def allows(self, address: Address) -> bool:
        """Say whether ``address`` is public or in a network of the installation's choice."""
        inner = [address, *_embedded(address)]
        if any(one in network for one in inner for network in self.networks):
            return True
        return all(_is_public(one) for one in (inner[1:] or inner))


@dataclass(frozen=True)
class Target:
    """Where a URL leads: every part as it goes over the wire, and the one address that was checked."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    address: str

    @property
    def host_header(self) -> str:
        """Return the host as the server expects to be called."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def resolve(host: str, port: int) -> list[str]:
    """Ask the system's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def target_of(url: str, *, permitted: Permitted, resolver: Resolver = resolve, seconds: float = 10) -> Target:
    """Return where ``url`` leads, its host resolved once and every address checked.

    Whoever connects must connect to ``address`` and never resolve the name again: the answer may change.
    """
    scheme, host, port, path = _parts(url)
    if port not in permitted.ports:
        raise Refusal("url", _("Port %(port)d is not asked, only those of the web.") % {"port": port})
    addresses = _resolved(host, port, resolver, seconds)
    for address in addresses:
        if not permitted.allows(ipaddress.ip_address(address)):
            raise Refusal(
                "url",
                _("%(host)s is an address of a private network, which is not asked. Paste the text instead.")
                % {"host": host},
            )
    return Target(url, scheme, host, port, path, addresses[0])


def clean_url(url: str) -> str:
    """Return ``url`` as it is stored and asked: without fragment, its host in ASCII; raises ``Refusal``."""
    scheme, host, port, path = _parts(url)
    host = f"[{host}]" if ":" in host else host
    return urlunsplit((scheme, host if port == PORTS[scheme] else f"{host}:{port}", path, "", ""))


def _parts(url: str) -> tuple[str, str, int, str]:
    refused = Refusal("url", _("Give the whole address of one page, such as https://example.org/news/1."))
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".")
        port = parts.port or PORTS.get(parts.scheme, 0)
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError as error:  # a port that is none, a host that is none
        raise refused from error
    if parts.scheme not in PORTS or not host or parts.username or any(sign <= " " for sign in url.strip()):
        raise refused
    query = f"?{quote(parts.query, safe=UNQUOTED)}" if parts.query else ""
    return parts.scheme, host.lower(), port, (quote(parts.path, safe=UNQUOTED) or "/") + query


def _resolved(host: str, port: int, resolver: Resolver, seconds: float) -> list[str]:
    """Resolve within ``seconds``: the system's resolver knows no limit of its own."""
    pool = ThreadPoolExecutor(1)
    try:
        found = list(pool.submit(resolver, host, port).result(max(seconds, 0)))
    except (OSError, UnicodeError, TookTooLong) as error:
        raise Refusal("url", _("There is no server named %(host)s.") % {"host": host}) from error
    finally:
        pool.shutdown(wait=False)
    # A zone, as in fe80::1%eth0, says by which interface, which is nothing that a page may choose.
    addresses = [address.split("%")[0] for address in found]
    if not addresses:
        raise Refusal("url", _("There is no server named %(host)s.") % {"host": host})
    return addresses


def _embedded(address: Address) -> list[Address]:
    """Return the IPv4 addresses that an IPv6 address leads to."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    inside = [address.ipv4_mapped, address.sixtofour]
    if address in NAT64:
        inside.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [one for one in inside if one is not None]


def _is_public(address: Address) -> bool:
    if any(address in network for network in NOT_FOR_US):
        return False
    is_special = address.is_multicast or address.is_reserved or address.is_unspecified
    return address.is_global and not is_special and not getattr(address, "is_site_local", False)
