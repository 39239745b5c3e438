"""From an address as written to where a request goes, with all that is odd about it refused first."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import urljoin

import msgspec
from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from tallyclerk.acquire.fetch.faults import Fault

MAX_LENGTH = 8_000
"""Longest address in characters; servers refuse longer ones."""

_CONTROLS = re.compile(r"[\x00-\x1f\x7f\\]")
_ENCODED_HOST = re.compile(r"[^/?#]*//[^/?#]*%")
_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,252})")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)")
_PORTS = {"http": 80, "https": 443}


class Target(msgspec.Struct, frozen=True):
    """Where a request goes.

    Attributes:
        scheme: http or https.
        host: A name in ASCII, or an IP address in its usual notation and without brackets.
        port: 1 to 65535.
        path: Path and query, as they stand in the request line.
    """

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """`https://example.org:8443`, without the port where it is the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """The address in one spelling, without a fragment."""
        return self.origin + self.path

    def sibling(self, path: str) -> Target:
        """Another path of the same server."""
        return Target(self.scheme, self.host, self.port, path)

    def led_to(self, location: str) -> Target:
        """Where a redirect from here leads; `location` may be relative.

        Raises:
            Fault: if that is not an address we would fetch.
        """
        try:
            return target(urljoin(self.url, location.strip()))
        except ValueError as error:
            raise Fault(f"not an address: {error}") from error


def target(text: str) -> Target:
    """The target of an address as written; spaces and letters beyond ASCII in it are encoded.

    Raises:
        Fault: for another scheme than http(s), a user name or password, a host or port that makes no sense, an IP
            address in an odd notation; nothing was looked up or sent then.
    """
    text = text.strip()
    if len(text) > MAX_LENGTH:
        raise Fault(f"not an address: longer than {MAX_LENGTH:,} characters; check the list it stands in")
    if _CONTROLS.search(text):
        raise Fault("not an address: it holds a backslash or control characters; copy it anew")
    try:
        parts = parse_url(text)
    except LocationParseError as error:
        raise Fault("not an address: its host or port cannot be made out; copy it anew") from error
    scheme = _scheme(parts)
    if _ENCODED_HOST.match(text):
        raise Fault("not an address: its host is encoded with `%`, which no name needs; copy it anew")
    return Target(scheme, _host(parts), _port(parts), _path(parts))


def _scheme(parts: Url) -> str:
    if parts.scheme not in _PORTS:
        given = f"`{parts.scheme}:`" if parts.scheme else "no scheme"
        raise Fault(f"not an address of the web ({given}); it begins with http:// or https://")
    if parts.auth is not None:
        raise Fault("the address holds a user name or password, which would end up in the archive; take it out")
    return parts.scheme


def _host(parts: Url) -> str:
    host = parts.host or ""
    if host.startswith("["):
        return _version_6(host[1:-1])
    if not _NAME.fullmatch(host) or ".." in host:
        raise Fault("not an address: its host is no name; copy it anew")
    # A last label that is a number makes the whole an IPv4 address, in notations that resolvers read differently.
    if _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
        return _version_4(host)
    return host


def _version_6(host: str) -> str:
    try:
        address = IPv6Address(host)
    except ValueError as error:
        raise Fault("not an address: what stands in brackets is no IPv6 address; copy it anew") from error
    if address.ipv4_mapped:
        raise Fault("an IPv6 address with an IPv4 address in it; write the plain address")
    return str(address)


def _version_4(host: str) -> str:
    try:
        return str(IPv4Address(host))
    except ValueError as error:
        raise Fault("an IP address in an odd notation; write it as four decimal numbers (192.0.2.1)") from error


def _port(parts: Url) -> int:
    port = _PORTS[parts.scheme or ""] if parts.port is None else parts.port
    if port < 1:
        raise Fault("not an address: port 0; leave the port out or correct it")
    return port


def _path(parts: Url) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query is not None else "")
