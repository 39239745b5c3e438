"""What a server asks of programs, and gets."""

from __future__ import annotations

import gzip
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import msgspec
import pytest
from fetch_server import Act, Server, answer, drip, moved

from tallyclerk.acquire.fetch import Network, fetch
from tallyclerk.config import FetchSettings
from tallyclerk.model import Raw, Unread

pytest_plugins = ("fetch_fixtures",)

DENIAL = b"""User-agent: *
Disallow: /private

User-agent: TallyClerk
Disallow: /closed/*.html$
Allow: /closed/open.html
"""


def got(url: str, settings: FetchSettings) -> Raw | Unread:
    (result,) = fetch([url], settings)
    return result


def test_what_robots_txt_denies_is_not_asked_for(server: Server, quick: FetchSettings) -> None:
    server.answers |= {"/robots.txt": answer(DENIAL, kind="text/plain"), "/private": answer()}
    server.answers |= {"/closed/open.html": answer(), "/closed/a.html": answer()}
    paths = ["/private", "/closed/a.html", "/closed/open.html"]
    first, second, third = fetch([server.url(path) for path in paths], quick)
    assert isinstance(first, Raw)  # rules for all do not hold for who has rules of its own
    assert isinstance(second, Unread)
    assert f"{server.url('/robots.txt')} asks programs not to fetch this page" in second.reason
    assert isinstance(third, Raw)
    assert server.asked == ["/robots.txt", "/private", "/closed/open.html"]


def test_a_redirect_does_not_lead_around_robots_txt(server: Server, other: Server, quick: FetchSettings) -> None:
    server.answers["/page"] = moved(other.url("/closed/a.html"))
    other.answers |= {"/robots.txt": answer(DENIAL), "/closed/a.html": answer()}
    result = got(server.url(), quick)
    assert isinstance(result, Unread)
    assert "asks programs not to fetch" in result.reason
    assert "redirected: " in result.reason
    assert other.asked == ["/robots.txt"]


def many(line: bytes, last: bytes) -> bytes:
    """Rules for 2,000 programs."""
    return answer(b"".join(line % number for number in range(2_000)) + last * 2_000)


NO_RULES: dict[str, tuple[bytes | Act, str]] = {
    "server error": (answer(status="503 Down"), "the server answered 503"),
    "too many requests": (answer(status="429 Slow"), "the server answered 429"),
    "cut short": (answer(DENIAL, length=5_000), "broke off"),
    "slow": (drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x", 0.05), "took longer"),
    "redirect to no address": (moved("http://[::1"), "not an address"),
    "redirect in a circle": (moved("/robots.txt"), "in a circle"),
    "many programs": (many(b"User-agent: a%d\n", b"Disallow: /x\n"), "2,000 programs"),
    "many programs in odd lines": (many(b"\x0bUSER agent a%d\r", b"Allow:/\n"), "2,000 programs"),
}


@pytest.mark.parametrize("case", NO_RULES)
def test_rules_that_cannot_be_had_forbid_all(case: str, server: Server, quick: FetchSettings) -> None:
    rules, words = NO_RULES[case]
    server.answers |= {"/robots.txt": rules, "/page": answer()}
    result = got(server.url(), quick)
    assert isinstance(result, Unread)
    assert "cannot be had, so nothing is fetched" in result.reason
    assert words in result.reason
    assert "/page" not in server.asked


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "410 Gone"])
def test_no_rules_allow_all(status: str, server: Server, quick: FetchSettings) -> None:
    server.answers |= {"/robots.txt": answer(status=status), "/page": answer()}
    assert isinstance(got(server.url(), quick), Raw)


def test_rules_behind_redirects_hold(server: Server, other: Server, quick: FetchSettings) -> None:
    server.answers |= {"/robots.txt": moved(other.url("/rules")), "/closed/a.html": answer()}
    other.answers["/rules"] = answer(DENIAL)
    assert isinstance(got(server.url("/closed/a.html"), quick), Unread)


@pytest.mark.parametrize("packed", [False, True])
def test_of_endless_rules_the_first_500_kibibytes_count(packed: bool, server: Server, quick: FetchSettings) -> None:
    rules = b"User-agent: *\nDisallow: /page\n" + b"# and so on\n" * 100_000
    body = answer(gzip.compress(rules), "Content-Encoding: gzip") if packed else answer(rules)
    server.answers |= {"/robots.txt": body, "/page": answer(), "/else": answer()}
    denied, allowed = fetch([server.url(), server.url("/else")], quick)
    assert isinstance(denied, Unread)
    assert isinstance(allowed, Raw)


def test_a_host_rests_between_requests(server: Server, quick: FetchSettings) -> None:
    settings = msgspec.structs.replace(quick, delay=0.15)
    list(fetch([server.url("/a"), server.url("/b")], settings))
    assert all(later - earlier >= 0.15 for earlier, later in zip(server.times, server.times[1:], strict=False))


def test_crawl_delay_is_kept_up_to_the_bound(server: Server, quick: FetchSettings) -> None:
    server.answers["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 0.2\n")
    list(fetch([server.url("/a"), server.url("/b")], quick))
    assert all(later - earlier >= 0.2 for earlier, later in zip(server.times, server.times[1:], strict=False))
    server.answers["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 86400\n")
    begun = time.monotonic()
    list(fetch([server.url("/a")], quick))
    assert 0.4 <= time.monotonic() - begun < 2


def test_another_host_is_asked_while_one_rests(server: Server, other: Server, quick: FetchSettings) -> None:
    network = Network(look_up=lambda host, port: ["127.0.0.1"])
    settings = msgspec.structs.replace(quick, delay=0.3)
    urls = [server.url("/a", "one.example"), server.url("/b", "one.example"), other.url("/c", "two.example")]
    results = list(fetch(urls, settings, network=network))
    assert [item.source for item in results] == urls
    assert other.times[-1] < server.times[-1]


def test_a_server_is_asked_again_when_it_says(server: Server, quick: FetchSettings) -> None:
    slept: list[float] = []
    server.answers["/page"] = [answer(b"", "Retry-After: 7", status="429 Slow down"), answer()]
    settings = msgspec.structs.replace(quick, max_delay=10.0)
    (result,) = fetch([server.url()], settings, network=Network(sleep=slept.append))
    assert isinstance(result, Raw)
    assert 6 < max(slept) <= 7


def test_a_date_to_be_asked_again_is_understood(server: Server, quick: FetchSettings) -> None:
    noon = datetime(2026, 11, 25, 12, tzinfo=UTC)
    slept: list[float] = []
    network = Network(now=lambda: noon, sleep=slept.append)
    date = format_datetime(noon + timedelta(seconds=90), usegmt=True)
    server.answers["/page"] = [answer(b"", f"Retry-After: {date}", status="503 Later"), answer()]
    settings = msgspec.structs.replace(quick, max_delay=100.0)
    (result,) = fetch([server.url()], settings, network=network)
    assert isinstance(result, Raw)
    assert 89 < max(slept) <= 90


def test_who_wants_us_to_wait_for_long_is_left_alone(server: Server, quick: FetchSettings) -> None:
    server.answers["/page"] = answer(b"", "Retry-After: 3600", status="503 Later")
    result = got(server.url(), quick)
    assert isinstance(result, Unread)
    assert "asks to wait (3600); try again later" in result.reason
    assert server.asked.count("/page") == 1


def test_pauses_between_attempts_double(server: Server, quick: FetchSettings) -> None:
    slept: list[float] = []
    server.answers["/page"] = answer(status="500 Broken")
    settings = msgspec.structs.replace(quick, attempts=4, backoff=8.0)
    list(fetch([server.url()], settings, network=Network(sleep=slept.append)))
    assert [round(seconds) for seconds in slept] == [8, 16, 32]
