"""Servers that are slow, endless, wrong or gone: each ends soon, in words, and with what to do."""

from __future__ import annotations

import gzip
import socket
import time

import pytest
from fetch_server import PAGE, Act, Server, answer, drip, moved
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallyclerk.acquire.fetch import fetch
from tallyclerk.config import FetchSettings
from tallyclerk.model import Raw, Unread

pytest_plugins = ("fetch_fixtures",)

CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
OPEN = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def reason(server: Server, quick: FetchSettings, path: str = "/page") -> str:
    (unread,) = fetch([server.url(path)], quick)
    assert isinstance(unread, Unread), unread
    assert unread.source == server.url(path)
    return unread.reason


def silent(connection: socket.socket) -> None:
    time.sleep(1.5)


def at_once(connection: socket.socket) -> None:
    """Closes without a word."""


ENDLESS = drip(OPEN, b"x" * 65_536, 0)

CASES: dict[str, tuple[bytes | Act, str]] = {
    "slow body": (drip(answer(b"", length=5_000), b"x", 0.05), "took longer than 0.9 seconds"),
    "slow head": (drip(b"HTTP/1.1 200 OK\r\nX: ", b"x", 0.05), "took longer than 0.9 seconds"),
    "slow chunk": (drip(CHUNKED + b"ffff\r\n", b"x", 0.05), "took longer than 0.9 seconds"),
    "never answers": (silent, "fell silent for 0.5 seconds"),
    "endless body": (ENDLESS, "too large: more than 100,000 bytes"),
    "endless chunks": (drip(CHUNKED, b"1000\r\n" + b"x" * 4_096 + b"\r\n", 0), "too large"),
    "endless chunk size": (drip(CHUNKED, b"0" * 65_536, 0), "chunk"),
    "endless interim answers": (drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000, 0), "too large"),
    "announces too much": (answer(b"x", length=200_000), "too large"),
    "chunks of garbage": (CHUNKED + b"zz\r\nhello\r\n", "chunks that make no sense"),
    "chunks that stop": (CHUNKED + b"40\r\nonly this", "broke off"),
    "no last chunk": (CHUNKED + b"5\r\nhello\r\n", "broke off"),
    "shorter than announced": (answer(length=len(PAGE) + 900), "broke off after"),
    "longer than announced": (answer(length=20), "announced 20 bytes and sent more"),
    "two lengths": (answer(PAGE, "Content-Length: 7"), "two lengths"),
    "huge field": (answer(PAGE, "X-Huge: " + "x" * 9_000), "header is longer than 8,192 bytes"),
    "huge field without end": (drip(b"HTTP/1.1 200 OK\r\nX: ", b"x" * 9_000, 0), "header"),
    "many fields": (answer(PAGE, *(f"X-{number}: 1" for number in range(300))), "HTTP"),
    "gzip bomb": (answer(gzip.compress(b"\0" * 5_000_000), "Content-Encoding: gzip"), "too large"),
    "gzip that is none": (answer(PAGE, "Content-Encoding: gzip"), "says that it is compressed, and is not"),
    "gzip cut short": (answer(gzip.compress(PAGE)[:-9], "Content-Encoding: gzip"), "breaks off"),
    "unknown coding": (answer(PAGE, "Content-Encoding: zstd"), "`zstd`"),
    "closes at once": (at_once, "closed the connection without an answer"),
    "HTTP/0.9": (b"<html>An old page, Brenholt</html>", "does not answer in HTTP"),
    "not HTTP at all": (b"\x16\x03\x01\x00\x05SSH-2.0-none\r\n", "does not answer in HTTP"),
    "empty": (answer(b" \r\n"), "empty"),
    "no content": (answer(b"", status="204 No Content"), "empty"),
    "a part": (answer(status="206 Partial Content"), "206"),
    "picture called a page": (
        answer(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"),
        "a picture, though the server calls it text/html",
    ),
    "a script": (answer(b"let crates = 40;", kind="text/javascript"), "text/javascript"),
    "forbidden": (answer(status="403 Forbidden"), "403: it refuses programs"),
    "not found": (answer(status="404 Not Found"), "web archive"),
    "odd status": (answer(status="999 Go away"), "999"),
    "redirect to nowhere": (answer(b"", status="301 Moved"), "without saying where"),
    "redirect to a file": (moved("file:///etc/hostname"), "not an address of the web (`file:`)"),
    "redirect to a password": (moved("http://clerk:pass@127.0.0.1/"), "user name or password"),
    "redirect to an odd notation": (moved("http://2130706433/"), "odd notation"),
    "redirect in a circle": (moved("/page"), "in a circle, back to"),
}


@pytest.mark.parametrize("case", CASES)
def test_it_ends_soon_and_says_why(case: str, server: Server, quick: FetchSettings) -> None:
    server.answers["/page"], words = CASES[case]
    begun = time.monotonic()
    assert words in reason(server, quick)
    assert time.monotonic() - begun < 4


def test_a_chain_of_redirects_is_followed_so_far_and_shown(server: Server, quick: FetchSettings) -> None:
    server.answers |= {f"/{number}": moved(f"/{number + 1}") for number in range(9)}
    words = reason(server, quick, "/0")
    assert "more than 4 redirects in a row" in words
    assert " → ".join(server.url(f"/{number}") for number in range(5)) in words
    assert "/5" not in server.asked


def test_a_circle_of_two_is_shown(server: Server, quick: FetchSettings) -> None:
    server.answers |= {"/a": moved("/b"), "/b": moved("/a#again")}
    assert f"(redirected: {server.url('/a')} → {server.url('/b')})" in reason(server, quick, "/a")


@pytest.mark.parametrize(
    "bad",
    [answer(status="503 Busy"), answer(status="429 Slow"), at_once, silent],
    ids=["server error", "too many requests", "closes at once", "never answers"],
)
def test_what_passes_is_tried_again(bad: bytes | Act, server: Server, quick: FetchSettings) -> None:
    server.answers["/page"] = [bad, answer()]
    (raw,) = fetch([server.url()], quick)
    assert isinstance(raw, Raw)
    assert server.asked.count("/page") == 2


def test_what_does_not_pass_is_given_up_after_the_attempts(server: Server, quick: FetchSettings) -> None:
    server.answers |= {"/page": answer(status="500 Broken"), "/shut": at_once}
    assert "500" in reason(server, quick)
    assert "asked 2 times" in reason(server, quick, "/shut")
    assert server.asked.count("/page") == server.asked.count("/shut") == 2


def test_a_body_shorter_than_announced_never_passes_as_whole(server: Server, quick: FetchSettings) -> None:
    server.answers["/page"] = [answer(length=len(PAGE) + 1), answer()]
    (raw,) = fetch([server.url()], quick)
    assert isinstance(raw, Raw)
    assert raw.body == PAGE


def test_a_line_end_after_the_announced_length_is_no_lie(server: Server, quick: FetchSettings) -> None:
    server.answers["/page"] = answer() + b"\r\n"
    assert isinstance(next(fetch([server.url()], quick)), Raw)


def test_nothing_listens(server: Server, quick: FetchSettings) -> None:
    server.close()
    assert "nothing answers at this address and port" in reason(server, quick)


def test_a_page_called_a_picture_is_read_as_a_page(server: Server, quick: FetchSettings) -> None:
    server.answers["/page"] = answer(kind="image/png")
    (raw,) = fetch([server.url()], quick)
    assert isinstance(raw, Raw)
    assert raw.media_type == "text/html"


LINE = st.sampled_from(
    [b"HTTP/1.1 200 OK", b"HTTP/1.1 2x0", b"HTTP/9.9 301 \xff", b"Content-Length: -1", b"Content-Length: 9e9", b"",
     b"Transfer-Encoding: chunked", b"Location: //[", b"Location: http://h:99999/", b"Content-Encoding: gzip,gzip",
     b" folded", b": nameless", b"Content-Type: text/html; charset*=x''%", b"5", b"0", b"Retry-After: never"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.one_of(LINE, st.binary(max_size=30)), max_size=12))
def test_whatever_a_server_says_there_is_a_result(server: Server, quick: FetchSettings, lines: list[bytes]) -> None:
    server.answers |= {"/robots.txt": answer(b"\r\n".join(lines)), "/page": b"\r\n".join(lines)}
    (result,) = fetch([server.url()], quick)
    assert isinstance(result, Raw | Unread)
