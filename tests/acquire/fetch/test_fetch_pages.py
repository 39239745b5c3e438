"""What a user gets from servers that behave, and in which order."""

from __future__ import annotations

import gzip
import zlib
from datetime import UTC, datetime
from importlib.metadata import version

import msgspec
import pytest
from fetch_server import PAGE, Server, answer, moved

from tallyclerk.acquire.fetch import Network, fetch, pages
from tallyclerk.acquire.fetch.visit import Visited
from tallyclerk.config import FetchSettings
from tallyclerk.model import Raw, Unread

pytest_plugins = ("fetch_fixtures",)


def test_a_page_comes_with_request_and_answer_as_they_went_over_the_wire(server: Server, quick: FetchSettings) -> None:
    server.answers["/2026/11/a-ship.html"] = answer(PAGE, "X-Odd:   kept  as sent", kind="text/html; charset=KOI8-R")
    noon = datetime(2026, 11, 25, 12, tzinfo=UTC)
    given = server.url("/2026/11/a-ship.html#crates")
    (raw,) = fetch([given], quick, network=Network(now=lambda: noon))
    assert isinstance(raw, Raw)
    assert (raw.body, raw.media_type, raw.charset, raw.captured) == (PAGE, "text/html", "koi8-r", noon)
    assert (raw.source, raw.url, raw.redirects) == (given, server.url("/2026/11/a-ship.html"), ())
    assert raw.key == "127.0.0.1-2026-11-a-ship"
    assert raw.head is not None
    assert raw.head + PAGE == server.answers["/2026/11/a-ship.html"]
    assert raw.request == server.requests[-1]


def test_we_say_who_we_are_and_ask_for_no_compression(server: Server, quick: FetchSettings) -> None:
    settings = msgspec.structs.replace(quick, contact="desk@example.org")
    list(fetch([server.url()], settings))
    for request in server.requests:
        assert f"User-Agent: tallyclerk/{version('tallyclerk')} (desk@example.org)\r\n".encode() in request
        assert b"Accept-Encoding: identity\r\n" in request


def test_redirects_are_followed_and_shown(server: Server, other: Server, quick: FetchSettings) -> None:
    server.answers |= {"/a": moved("/b?x=1"), "/b?x=1": moved(other.url("/c"))}
    other.answers["/c"] = answer()
    (raw,) = fetch([server.url("/a")], quick)
    assert isinstance(raw, Raw)
    assert raw.redirects == (server.url("/a"), server.url("/b?x=1"))
    assert raw.url == other.url("/c")
    assert other.asked == ["/robots.txt", "/c"]


def test_an_address_beyond_ascii_is_encoded_also_in_a_redirect(server: Server, quick: FetchSettings) -> None:
    server.answers |= {
        "/%D1%81%D1%83%D0%B4%D0%BD%D0%BE": moved("/ž ž").replace(b"/\xc5\xbe \xc5\xbe", "/ž ž".encode()),
        "/%C5%BE%20%C5%BE": answer(),
    }
    (raw,) = fetch([server.url("/судно")], quick)
    assert isinstance(raw, Raw)
    assert raw.key == "127.0.0.1-судно"


def test_results_stand_in_the_order_given_and_none_stops_the_others(server: Server, quick: FetchSettings) -> None:
    server.answers |= {"/a": answer(), "/b": answer()}
    given = [server.url("/a"), "ftp://example.org/x", server.url("/gone"), server.url("/b")]
    results = list(fetch(given, quick))
    assert [item.source for item in results] == given
    assert [type(item) for item in results] == [Raw, Unread, Unread, Raw]


def test_an_address_given_twice_is_fetched_once(server: Server, quick: FetchSettings) -> None:
    server.answers["/a"] = answer()
    upper = server.url("/a").replace("http:", "HTTP:")
    results = list(fetch([server.url("/a"), upper, server.url("/a#part"), "nonsense", "nonsense"], quick))
    assert [item.source for item in results] == [server.url("/a"), "nonsense"]
    assert server.asked == ["/robots.txt", "/a"]


def test_progress_is_told_for_each_address(server: Server, quick: FetchSettings) -> None:
    told: list[tuple[str, int, int]] = []
    list(fetch([server.url("/a"), server.url("/b")], quick, lambda *step: told.append(step)))
    assert told == [("fetch", 1, 0), ("fetch", 2, 0)]


def test_a_feed_is_named_as_such_and_can_be_had_as_it_is(server: Server, quick: FetchSettings) -> None:
    feed = b'<?xml version="1.0"?>\n<!-- made by hand --><rss version="2.0"><channel/></rss>'
    server.answers["/feed"] = answer(feed, kind="application/rss+xml")
    (unread,) = fetch([server.url("/feed")], quick)
    assert isinstance(unread, Unread)
    assert "feed" in unread.reason
    (page,) = pages([server.url("/feed")], quick)
    assert isinstance(page.result, Visited)
    assert page.result.answer.body == feed


def deflated(body: bytes, width: int) -> bytes:
    stream = zlib.compressobj(wbits=width)
    return stream.compress(body) + stream.flush()


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("GZip", gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:])),
        ("deflate", deflated(PAGE, 15)),
        ("deflate", deflated(PAGE, -15)),
        ("deflate, gzip", gzip.compress(deflated(PAGE, 15))),
        ("identity", PAGE),
    ],
)
def test_compression_that_nobody_asked_for_is_undone(
    coding: str, body: bytes, server: Server, quick: FetchSettings
) -> None:
    server.answers["/page"] = answer(body, f"Content-Encoding: {coding}")
    (raw,) = fetch([server.url()], quick)
    assert isinstance(raw, Raw)
    assert raw.body == PAGE


def test_chunks_are_put_together(server: Server, quick: FetchSettings) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    server.answers["/page"] = (
        head + b"A;x=y\r\n" + PAGE[:10] + b"\r\n%x\r\n" % (len(PAGE) - 10) + PAGE[10:] + b"\r\n0\r\n\r\n"
    )
    (raw,) = fetch([server.url()], quick)
    assert isinstance(raw, Raw)
    assert (raw.body, raw.head) == (PAGE, head)


def test_an_interim_answer_is_not_taken_for_the_head(server: Server, quick: FetchSettings) -> None:
    server.answers["/page"] = b"HTTP/1.1 100 Continue\r\nX-Early: 1\r\n\r\n" + answer()
    (raw,) = fetch([server.url()], quick)
    assert isinstance(raw, Raw)
    assert raw.head == answer().removesuffix(PAGE)


def test_no_proxy_is_taken_from_the_environment(
    server: Server, other: Server, quick: FetchSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", other.url(""))
    monkeypatch.setenv("ALL_PROXY", other.url(""))
    server.answers["/page"] = answer()
    assert isinstance(next(fetch([server.url()], quick)), Raw)
    assert other.connections == 0
