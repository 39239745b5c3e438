"""Addresses, lists of them, patterns; what is fetched and what is said without a fetcher."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from acquire_taken import SHIP, pipe_in, put, taken

from tallyclerk.acquire import Link
from tallyclerk.model import Raw, Unread


def fetcher(links: Iterable[Link]) -> Iterator[Raw | Unread]:
    """Brings a page for each link, over a redirect; one host does not answer."""
    for link in links:
        if "dead.example" in link.url:
            yield Unread(link.url, "the host does not answer")
        else:
            yield Raw(
                key="page",
                source=link.url,
                body=SHIP,
                media_type="text/html",
                url=link.url + "/moved",
                redirects=(link.url,),
            )


def test_without_a_fetcher_an_address_is_told_not_opened() -> None:
    found, (unread,) = taken("https://news.example/ship")
    assert not found
    assert unread.source == "https://news.example/ship"
    assert "tallyclerk fetch" in unread.reason


def test_addresses_are_fetched_last_once_and_in_their_order(tmp_path: Path) -> None:
    page = put(tmp_path, "a.txt", SHIP)
    listing = put(
        tmp_path, "links.txt", b"# mine\nhttps://b.example/1\n\nhttps://dead.example/\nhttps://a.example/#top\n"
    )
    found, (unread,) = taken("https://a.example/", listing, page, fetcher=fetcher)
    assert [raw.source for raw in found] == [str(page), "https://a.example/", "https://b.example/1"]
    assert [raw.key for raw in found] == ["a", "page", "page-2"]
    assert unread.source == "https://dead.example/"


def test_what_a_row_states_of_an_address_is_kept_with_the_page(tmp_path: Path) -> None:
    table = put(
        tmp_path,
        "t.csv",
        b"id,URL,outlet,title,published,language\n7,https://a.example/x,The Port,Ship,2024-02-03,en\n",
    )
    (raw,), _ = taken(table, fetcher=fetcher)
    assert (raw.key, raw.outlet, raw.title, raw.published, raw.language) == (
        "7",
        "The Port",
        "Ship",
        "2024-02-03",
        "en",
    )
    assert raw.url == "https://a.example/x/moved"


def test_an_address_listed_twice_keeps_what_either_states(tmp_path: Path) -> None:
    rows = b'{"id": "r", "url": "https://a.example/x", "outlet": "The Port"}\n'
    (raw,), _ = taken("https://a.example/x", put(tmp_path, "r.jsonl", rows), fetcher=fetcher)
    assert (raw.key, raw.outlet) == ("r", "The Port")


def test_a_bad_line_in_a_list_is_told_with_its_number(tmp_path: Path) -> None:
    listing = put(tmp_path, "links.urls", b"https://a.example/\nftp://a.example/\nhttps://\nhttp://a b\n")
    found, unread = taken(listing, fetcher=fetcher)
    assert len(found) == 1
    assert [item.source for item in unread] == [f"{listing}:{line}" for line in (2, 3, 4)]


@pytest.mark.parametrize("address", ["https://", "http://[bad", "https://a.example/\x07", "https://a b.example/"])
def test_a_broken_address_is_told(address: str) -> None:
    _, (unread,) = taken(address)
    assert "not an address" in unread.reason


def test_a_list_of_addresses_may_come_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe_in(monkeypatch, b"https://a.example/1\nhttps://a.example/2\n")
    found, _ = taken("-", fetcher=fetcher)
    assert [raw.source for raw in found] == ["https://a.example/1", "https://a.example/2"]


def test_patterns_are_expanded_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".c.txt", "d.html", "in/e.txt", "in/deep/f.txt"):
        put(tmp_path, name, SHIP + name.encode())
    for pattern, keys in (
        ("*.txt", ["a", "b"]),
        ("**/*.txt", ["a", "b", "f", "e"]),
        ("in/**", ["f", "e"]),
        ("**/deep/*", ["f"]),
        ("[ad].*", ["a", "d"]),
        ("?n", ["f", "e"]),
        ("i*/e.txt", ["e"]),
        ("**/in/**/*.txt", ["f", "e"]),
    ):
        found, unread = taken(str(tmp_path / pattern))
        assert ([raw.key for raw in found], unread) == (keys, []), pattern


def test_a_pattern_that_nothing_fits_is_told(tmp_path: Path) -> None:
    for pattern in ("*.txt", "**/*.txt", "none/*/x.txt", "none/**"):
        _, unread = taken(str(tmp_path / pattern))
        assert "no file fits this pattern" in unread[-1].reason


def test_a_file_that_is_named_like_a_pattern_is_read(tmp_path: Path) -> None:
    put(tmp_path, "report [1].txt", SHIP)
    put(tmp_path, "report 1.txt", SHIP)
    (raw,), _ = taken(str(tmp_path / "report [1].txt"))
    assert raw.key == "report [1]"


def test_a_pattern_does_not_run_in_circles(tmp_path: Path) -> None:
    put(tmp_path, "a/x.txt", SHIP)
    for name in ("one", "two"):
        (tmp_path / "a" / name).symlink_to(tmp_path, target_is_directory=True)
    found, unread = taken(str(tmp_path / "**" / "*.txt"))
    assert [raw.key for raw in found] == ["x"]
    assert len(unread) == 2
