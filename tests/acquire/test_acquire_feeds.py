"""RSS and Atom feeds: articles in them, teasers that lead to pages, and hostile ones."""

import time
from pathlib import Path

import pytest
from acquire_taken import SHIP, pipe_in, put, taken
from test_acquire_links import fetcher

ARTICLE = "<p>" + SHIP.decode() + " </p>" + "<p>The port counted what was unloaded and told nobody. </p>" * 20
DAY = "Sat, 03 Feb 2024 04:05:06 GMT"
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Port &amp; Quay</title><link>https://port.example/</link>
<item><title>A &lt;b&gt;ship&lt;/b&gt; came</title><link>https://port.example/news/ship.html</link><pubDate>{DAY}</pubDate>
<description>A teaser.</description><content:encoded><![CDATA[{ARTICLE}]]></content:encoded></item>
<item><title>A train left</title><link>/train</link><pubDate>{DAY}</pubDate><description>Short.</description></item>
<item><title>From elsewhere</title><link>https://else.example/x</link><source>Else</source></item>
<item><title>No address</title><description>{SHIP.decode()}</description></item>
<item><title>Nothing</title></item>
</channel></rss>""".encode()
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay</title>
<entry><title>Ship</title><link href="https://quay.example/1"/><updated>2024-02-03T04:05:06Z</updated>
<content type="html">{ARTICLE.replace("<", "&lt;")}</content></entry></feed>""".encode()


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "feed.dat", "feed.html"])
def test_articles_in_a_feed_are_reports_and_teasers_are_addresses(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, name, RSS)
    found, (unread,) = taken(path, fetcher=fetcher)
    ship, bare, train, other = found
    assert (ship.key, ship.url, ship.title) == ("ship", "https://port.example/news/ship.html", "A ship came")
    assert (ship.outlet, ship.listed, ship.source) == ("The Port & Quay", DAY, f"{path}:1")
    assert (ship.media_type, ship.body.decode().strip()) == ("text/html", ARTICLE)
    assert (bare.title, bare.key) == ("No address", "feed-4")
    assert (train.source, train.listed, train.title) == ("https://port.example/train", DAY, "A train left")
    assert other.outlet == "Else"
    assert (unread.source, unread.reason) == (f"{path}:5", "an entry with neither text nor address")


def test_atom_is_read_from_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe_in(monkeypatch, ATOM)
    (raw,), unread = taken("-")
    assert (raw.key, raw.outlet, raw.listed) == ("1", "Quay", "2024-02-03T04:05:06Z")
    assert not unread


def laughs() -> bytes:
    """Entities of entities: ten to the ninth letters."""
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{lines}]><rss version="2.0"><channel>'
        "<item><title>&l9;</title><link>https://a.example/</link></item></channel></rss>"
    ).encode()


@pytest.mark.parametrize(
    "body",
    [
        laughs(),
        b'<!DOCTYPE x [<!ENTITY a "' + b"A" * 50_000 + b'">]><rss><channel><item><title>' + b"&a;" * 40_000,
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&a;</title></item></channel></rss>',
        b"<rss><channel><item " + b" ".join(b'a%d="x"' % number for number in range(15_000)) + b">",
        b"<rss><channel>" + b"<a>" * 60_000,
        b"<rss><channel><item>" + b"<" * 150_000,
        b"<rss><channel><item><title>" + b"&" * 150_000,
        b"<rss><channel,><item><title>Barley ship</ti" + b"May 3, " * 400_000,
        b"<rss><channel>" + b"<!--" * 40_000,
        b"<rss><channel><item><title>" + b"<![CDATA[" * 20_000,
        b'<?xml version="1.0" encoding="utf-7"?><rss>+ADw-/rss>',
    ],
)  # fmt: skip
def test_a_hostile_feed_ends_soon_and_is_told(tmp_path: Path, body: bytes) -> None:
    begin = time.process_time()
    found, unread = taken(put(tmp_path, "feed.rss", body))
    assert time.process_time() - begin < 5
    assert unread
    assert all(b"root:" not in raw.body and len(raw.body) < 200_000 for raw in found)


def test_a_feed_that_breaks_off_gives_its_first_entries_and_says_so(tmp_path: Path) -> None:
    found, unread = taken(put(tmp_path, "feed.rss", RSS[: RSS.index(b"<title>From elsewhere")]))
    assert found[0].key == "ship"
    assert any("not well-formed" in item.reason for item in unread)


def test_the_name_of_a_file_in_a_feed_file_is_not_opened(tmp_path: Path) -> None:
    other = put(tmp_path, "other.txt", RSS)
    found, (unread,) = taken(put(tmp_path, "feed.rss", str(other).encode()))
    assert not found
    assert "empty" in unread.reason or "not well-formed" in unread.reason
