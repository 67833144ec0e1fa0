"""The address guard: what may be asked of an address that somebody else wrote down.

The host is looked up once. Whoever connects, connects to the very address that was judged: a name that answers
otherwise the second time leads nowhere.
"""

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, quote, urlsplit

Resolve = Callable[[str, int], Sequence[str]]

LONGEST = 2000  # characters; what browsers and servers agree on
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_.])?", re.IGNORECASE)
_UNWRITABLE = re.compile(r"[\x00-\x20\x7f\\]")
_PATH, _QUERY = "/%:@!$&'()*+,;=-._~", "/%:@!$&'()*+,;=-._~?[]"  # RFC 3986 3.3 and 3.4
# What ipaddress calls global in some versions of Python, or what leads on to an address of the older kind.
_NOT_PUBLIC = tuple(
    ip_network(block)
    for block in (
        "100.64.0.0/10",  # RFC 6598: behind a provider's translation
        "192.88.99.0/24",  # RFC 7526: relays that are no more
        "64:ff9b::/96",  # RFC 6052: translated to IPv4
        "64:ff9b:1::/48",  # RFC 8215: the same, within a network
        "2001::/32",  # RFC 4380: Teredo
        "2002::/16",  # RFC 3056: 6to4
        "3fff::/20",  # RFC 9637: documentation
        "5f00::/16",  # RFC 9602: segment routing
    )
)


class AddressError(Exception):
    """An address that leads nowhere; the message says why, in Dutch."""


class AddressRefusedError(AddressError):
    """An address to which nothing may be sent."""


class HostUnknownError(AddressError):
    """A host that has no address now."""


@dataclass(frozen=True)
class Destination:
    """Where to connect, and what to ask there: ``ip`` was judged, ``host`` is for the Host header and for TLS."""

    scheme: str
    host: str
    port: int
    ip: str
    target: str

    @property
    def authority(self) -> str:
        """Return the Host header: the port only when it is not the scheme's own (RFC 9110 7.2)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def resolve_host(host: str, port: int) -> list[str]:
    """Return the IP addresses of ``host``, best first; raise HostUnknownError when it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise HostUnknownError(f"De site '{host}' is niet te vinden. Bestaat de naam nog?") from error
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def destination_of(url: str, *, allow_private: bool = False, resolve: Resolve = resolve_host) -> Destination:
    """Return where ``url`` leads, with the address to connect to.

    Raise AddressRefusedError for anything but http and https, a user name, an odd port, or a host of which any address
    is not public; HostUnknownError when the host has none. ``allow_private`` lets private addresses and every port
    through, for a server on this machine.
    """
    parts = _parts_of(url)
    host, port = _host_of(parts), _port_of(parts, any_port=allow_private)
    found = resolve(host, port)
    if not found:
        raise HostUnknownError(f"De site '{host}' is niet te vinden. Bestaat de naam nog?")
    if not allow_private and not all(is_public(ip) for ip in found):
        raise AddressRefusedError(f"'{host}' ligt in een afgesloten netwerk, niet op het openbare internet.")
    target = quote(parts.path or "/", safe=_PATH) + (f"?{quote(parts.query, safe=_QUERY)}" if parts.query else "")
    return Destination(scheme=parts.scheme, host=host, port=port, ip=found[0], target=target)


def is_public(ip: str) -> bool:
    """Tell whether ``ip`` belongs to a machine on the public internet."""
    address = ip_address(ip)
    if isinstance(address, IPv6Address) and (address.ipv4_mapped is not None or address.is_site_local):
        return False
    closed = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_link_local
    return address.is_global and not closed and not any(address in block for block in _NOT_PUBLIC)


def _parts_of(url: str) -> SplitResult:
    if len(url) > LONGEST:
        raise AddressRefusedError(f"Het webadres is langer dan {LONGEST} tekens.")
    if _UNWRITABLE.search(url):
        raise AddressRefusedError("In het webadres staat een spatie of een teken dat daar niet mag staan.")
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise AddressRefusedError("Het webadres is niet goed geschreven.") from error
    if parts.scheme not in _PORTS:
        raise AddressRefusedError("Het webadres begint niet met https:// of http://.")
    if "@" in parts.netloc:
        raise AddressRefusedError("In het webadres staat een gebruikersnaam of wachtwoord. Haal die weg.")
    return parts


def _host_of(parts: SplitResult) -> str:
    """Return the host as it goes over the line: small letters, and ASCII (RFC 3490)."""
    host = parts.hostname or ""
    if parts.netloc.startswith("["):
        try:
            return str(IPv6Address(host))
        except ValueError as error:
            raise AddressRefusedError(f"'{host}' is geen geldig adres van een site.") from error
    try:
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError as error:
        raise AddressRefusedError(f"'{host}' is geen geldige naam van een site.") from error
    if len(host) > 253 or not _HOST.fullmatch(host):
        raise AddressRefusedError(f"'{host}' is geen geldige naam van een site.")
    return host


def _port_of(parts: SplitResult, *, any_port: bool) -> int:
    try:
        port = parts.port
    except ValueError as error:
        raise AddressRefusedError("Het poortnummer in het webadres klopt niet.") from error
    if port is None:
        return _PORTS[parts.scheme]
    if not any_port and port not in _PORTS.values():
        raise AddressRefusedError(f"Poort {port} is geen gewone poort van een website.")
    return port
