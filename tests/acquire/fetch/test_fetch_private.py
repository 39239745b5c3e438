"""Nothing leads to this machine or the network around it: no address, no redirect, no answer of the DNS."""

from __future__ import annotations

import socket
import time
from collections.abc import Sequence

import msgspec
import pytest
from fetch_server import Server, answer, moved
from hypothesis import given
from hypothesis import strategies as st

from tallyclerk.acquire.fetch import Network, fetch
from tallyclerk.acquire.fetch.faults import Fault
from tallyclerk.acquire.fetch.reach import is_public
from tallyclerk.acquire.fetch.target import target
from tallyclerk.config import FetchSettings
from tallyclerk.model import Raw, Unread

pytest_plugins = ("fetch_fixtures",)

PUBLIC = "93.184.215.14"


class World:
    """Names that resolve to what a test says, time after time, and a public internet that is one local server."""

    def __init__(self, server: Server, *answers: Sequence[str]) -> None:
        self.dialled: list[str] = []
        self.asked: list[str] = []
        self._server = server
        self._answers = list(answers)
        self.network = Network(look_up=self._look_up, dial=self._dial)

    def _look_up(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]

    def _dial(self, address: str, port: int, seconds: float) -> socket.socket:
        self.dialled.append(address)
        if address == "192.88.100.1":
            raise ConnectionRefusedError
        return socket.create_connection(("127.0.0.1", self._server.port), seconds)


@pytest.fixture
def strict(quick: FetchSettings) -> FetchSettings:
    return msgspec.structs.replace(quick, allow_private=False)


def refused(url: str, settings: FetchSettings, network: Network | None = None) -> str:
    (unread,) = fetch([url], settings, network=network)
    assert isinstance(unread, Unread)
    return unread.reason


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST.", "a.localhost", "[::1]", "0.0.0.0", "[::]"])  # noqa: S104
def test_this_machine_is_not_asked(host: str, server: Server, strict: FetchSettings) -> None:
    words = refused(f"http://{host}:{server.port}/page", strict)
    assert "lies on this machine or in a private network; use --allow-private" in words
    assert server.connections == 0


def test_it_is_asked_where_the_user_says_so(server: Server, quick: FetchSettings) -> None:
    server.answers["/page"] = answer()
    assert isinstance(next(fetch([server.url(host="localhost")], quick)), Raw)


def test_only_the_checked_address_is_connected_to(server: Server, strict: FetchSettings) -> None:
    """A name that turns private after the check changes nothing: nobody asks for it a second time."""
    server.answers["/page"] = answer()
    world = World(server, [PUBLIC], [PUBLIC], ["127.0.0.1"])
    (raw,) = fetch(["http://rebinding.example/page"], strict, network=world.network)
    assert isinstance(raw, Raw)
    assert world.asked == ["rebinding.example"] * 2  # for robots.txt and for the page, each with its own check
    assert world.dialled == [PUBLIC] * 2
    assert b"Host: rebinding.example\r\n" in (raw.request or b"")


def test_a_name_that_turns_private_is_refused(server: Server, strict: FetchSettings) -> None:
    server.answers["/page"] = answer()
    world = World(server, [PUBLIC], ["10.0.0.7"])
    assert "rebinding.example (10.0.0.7) lies on" in refused("http://rebinding.example/page", strict, world.network)
    assert world.dialled == [PUBLIC]
    assert server.asked == ["/robots.txt"]


def test_one_private_address_among_public_ones_is_enough(server: Server, strict: FetchSettings) -> None:
    world = World(server, [PUBLIC, "192.168.0.1"])
    assert "192.168.0.1" in refused("http://mixed.example/", strict, world.network)
    assert world.dialled == []


def test_the_next_address_is_tried_where_one_does_not_answer(server: Server, strict: FetchSettings) -> None:
    server.answers["/page"] = answer()
    world = World(server, ["192.88.100.1", PUBLIC])
    assert isinstance(next(fetch(["http://two.example/page"], strict, network=world.network)), Raw)
    assert world.dialled == ["192.88.100.1", PUBLIC] * 2


@pytest.mark.parametrize("path", ["/page", "/robots.txt"])
def test_a_redirect_to_a_private_address_is_not_followed(path: str, server: Server, strict: FetchSettings) -> None:
    server.answers |= {"/page": answer(), path: moved("http://inside.example:8080/secret")}
    world = World(server, [PUBLIC])
    names = {"outside.example": [PUBLIC], "inside.example": ["169.254.169.254"]}
    network = msgspec.structs.replace(world.network, look_up=lambda host, port: names[host])
    words = refused("http://outside.example/page", strict, network)
    assert "inside.example (169.254.169.254) lies on this machine or in a private network" in words
    assert "http://outside.example" + path + " → http://inside.example:8080/secret" in words
    assert set(world.dialled) == {PUBLIC}
    assert "/secret" not in server.asked


def test_an_unknown_name_is_said_to_be_one(server: Server, strict: FetchSettings) -> None:
    def look_up(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "no")

    assert "no such host is known" in refused("http://no.example/", strict, Network(look_up=look_up))


def test_a_resolver_that_never_answers_is_not_waited_for(strict: FetchSettings) -> None:
    def look_up(host: str, port: int) -> Sequence[str]:
        time.sleep(0.5)
        return [PUBLIC]

    settings = msgspec.structs.replace(strict, connect_seconds=0.05, attempts=1)
    assert "not looked up in time" in refused("http://slow.example/", settings, Network(look_up=look_up))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://0x7f000001/", "odd notation"),
        ("http://2130706433/", "odd notation"),
        ("http://127.1/", "odd notation"),
        ("http://0177.0.0.1/", "odd notation"),
        ("http://127.0.0.1./", "odd notation"),
        ("http://example.0x7f/", "odd notation"),
        ("http://[::ffff:127.0.0.1]/", "IPv4 address in it"),
        ("http://[fe80::1%25eth0]/", "encoded"),
        ("http://[::1/", "cannot be made out"),
        ("http://127%2e0.0.1/", "encoded"),
        ("http://１２７.0.0.1/", "not an address"),
        ("http://example.org\\@127.0.0.1/", "backslash"),
        ("http://example.org/\r\nX: 1", "control characters"),
        ("http://clerk:pass@example.org/", "user name or password"),
        ("http://clerk@example.org/", "user name or password"),
        ("http://example.org:0/", "port 0"),
        ("http://example.org:99999/", "cannot be made out"),
        ("http:///path", "no name"),
        ("example.org/page", "no scheme"),
        ("file:///etc/hostname", "`file:`"),
        ("gopher://example.org/", "`gopher:`"),
        ("javascript:alert(1)", "`javascript:`"),
        ("", "no scheme"),
        ("http://example.org/" + "x" * 9_000, "longer than 8,000"),
    ],
)
@pytest.mark.parametrize("private", [False, True])
def test_what_is_no_plain_address_is_refused_before_anything_is_sent(
    url: str, words: str, private: bool, quick: FetchSettings
) -> None:
    def look_up(host: str, port: int) -> Sequence[str]:
        raise AssertionError(f"{host} was looked up")

    settings = msgspec.structs.replace(quick, allow_private=private)
    assert words in refused(url, settings, Network(look_up=look_up))


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTP://Example.ORG:80/a/../b?q#f", "http://example.org/b?q"),
        ("https://example.org:8443", "https://example.org:8443/"),
        ("https://müller.example/ä b", "https://xn--mller-kva.example/%C3%A4%20b"),
        ("http://[2606:4700::0001]:8080/", "http://[2606:4700::1]:8080/"),
    ],
)
def test_an_address_has_one_spelling(url: str, same: str) -> None:
    assert target(url).url == same


@pytest.mark.parametrize(
    "address",
    ["10.1.2.3", "100.64.0.1", "127.8.8.8", "169.254.169.254", "172.31.0.1", "192.168.1.1", "198.18.0.1", "224.0.0.1",
     "240.0.0.1", "255.255.255.255", "0.1.2.3", "::1", "::", "::7f00:1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "fe80::1",
     "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2001::1", "2001:db8::1",
     "2002:7f00:1::1", "3fff::1", "4000::1", "not an address", ""],
)  # fmt: skip
def test_these_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:4700::1111", "2a00:1450::1", "64:ff9b::808:808"])
def test_these_are_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses())
def test_nothing_is_public_that_the_standard_library_calls_otherwise(address: object) -> None:
    from ipaddress import ip_address, ip_network

    found = ip_address(str(address))
    nat64 = found in ip_network("64:ff9b::/96")
    assert not is_public(str(found)) or nat64 or (found.is_global and not found.is_multicast)


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://", "http://a.example/"]))
def test_any_text_is_a_target_or_a_fault(text: str, start: str) -> None:
    try:
        found = target(start + text)
    except Fault:
        return
    assert found.url.isascii()
    assert target(found.url) == found
