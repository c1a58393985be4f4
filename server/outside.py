"""Other hosts: which may be asked, and how: the address is checked after the name is resolved.

A name on the list may still point anywhere, so the connection goes to the very address that was
checked, redirects are not followed, and both time and size have their limit.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from server.problem import Problem

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Outside:
    """The hosts that queries may reach: origins such as `https://query.wikidata.org`."""

    origins: tuple[str, ...] = ()
    private: bool = False  # whether they may lie in private networks, this machine included
    seconds: float = 10.0
    max_bytes: int = 20_000_000

    def allows(self, url: str) -> bool:
        """Whether the list names the origin of an address.

        >>> Outside(("https://example.org",)).allows("https://example.org/sparql?x")
        True
        >>> Outside(("https://example.org",)).allows("https://example.org@10.0.0.1/")
        False
        """
        asked = _split(url)
        return asked is not None and _origin(asked) in {
            _origin(known) for each in self.origins if (known := _split(each))
        }


@dataclass(frozen=True, slots=True)
class Fetched:
    """What another host answered."""

    status: int
    content_type: str
    body: bytes


def fetch(
    outside: Outside, url: str, headers: Mapping[str, str], body: bytes | None = None
) -> Fetched:
    """The answer of another host to a GET, or to a POST if there is a body."""
    asked = _split(url)
    if asked is None or not outside.allows(url):
        raise Problem(403, f"{url} is not among the hosts that this endpoint asks.")
    until = time.monotonic() + outside.seconds
    connection = _connection(asked, outside)
    try:
        path = (asked.path or "/") + (f"?{asked.query}" if asked.query else "")
        connection.request("GET" if body is None else "POST", path, body, dict(headers))
        reply = connection.getresponse()
        content = _content(reply, outside, until, url)
        return Fetched(reply.status, reply.headers.get("Content-Type", ""), content)
    except (OSError, http.client.HTTPException) as error:
        raise Problem(502, f"{url} could not be asked: {error or 'no answer'}.") from error
    finally:
        connection.close()


def _content(reply: http.client.HTTPResponse, outside: Outside, until: float, url: str) -> bytes:
    content = bytearray()
    while piece := reply.read1(65_536):
        content += piece
        if len(content) > outside.max_bytes:
            raise Problem(502, f"{url} answered more than {outside.max_bytes:,} bytes.")
        if time.monotonic() > until:
            raise Problem(504, f"{url} took longer than {outside.seconds:g} s.")
    return bytes(content)


def _connection(asked: SplitResult, outside: Outside) -> http.client.HTTPConnection:
    """A connection to the address that was checked, whatever the name means a moment later."""
    host = asked.hostname or ""
    port = asked.port or _PORTS[asked.scheme]
    address = _address(host, port, outside)
    connection = http.client.HTTPConnection(host, port, timeout=outside.seconds)
    try:
        raw = socket.create_connection((address, port), outside.seconds)
        if asked.scheme == "https":
            raw = ssl.create_default_context().wrap_socket(raw, server_hostname=host)
    except OSError as error:
        raise Problem(502, f"{host} cannot be reached: {error}.") from error
    connection.sock = raw
    return connection


def _address(host: str, port: int, outside: Outside) -> str:
    """The address of a host, if it may be asked."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Problem(502, f"The host {host} is not known.") from error
    for *_, sockaddr in found:
        address = str(sockaddr[0])
        if outside.private or is_public(address):
            return address
    raise Problem(403, f"The host {host} lies in a private network, which this endpoint keeps to.")


def is_public(address: str) -> bool:
    """Whether an address belongs to the open internet.

    >>> [is_public(each) for each in ("8.8.8.8", "127.0.0.1", "::ffff:10.0.0.1", "169.254.169.254")]
    [True, False, False, False]
    """
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo or (None, None))[1]
        if inner is not None:
            return inner.is_global
    return parsed.is_global and not parsed.is_multicast


def _split(url: str) -> SplitResult | None:
    """An address taken apart; None if it is none, or says who asks."""
    try:
        parts = urlsplit(url)
        valid = parts.scheme in _PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts if valid and "@" not in parts.netloc and url.isprintable() else None


def _origin(parts: SplitResult) -> tuple[str, str, int]:
    return parts.scheme, parts.hostname or "", parts.port or _PORTS[parts.scheme]
