"""A cache gives back what it was given, whole or not at all, and never grows beyond its bound."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tallyclerk.cache import Cache, default_cache
from tallyclerk.errors import CacheError

BOUND = 1_000_000


def opened(folder: Path, bound: int = BOUND) -> Cache:
    return Cache(folder, bound)


def filled(folder: Path) -> None:
    with opened(folder) as cache:
        cache.put(b"a", b"one")
        cache.put(b"b", b"two")


def change(folder: Path, statement: str) -> None:
    connection = sqlite3.connect(folder / "cache.sqlite")
    with connection:
        connection.execute(statement)
    connection.close()


def test_what_was_kept_is_there_the_next_time(tmp_path: Path) -> None:
    filled(tmp_path / "new" / "cache")
    with opened(tmp_path / "new" / "cache") as cache:
        assert (cache.get(b"a"), cache.get(b"b"), cache.get(b"c")) == (b"one", b"two", None)


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    filled(tmp_path / "cache")
    assert (tmp_path / "cache").stat().st_mode & 0o077 == 0
    assert (tmp_path / "cache" / "cache.sqlite").stat().st_mode & 0o077 == 0


def test_what_is_written_is_safe_though_the_process_never_closes_it(tmp_path: Path) -> None:
    cache = opened(tmp_path)
    for number in range(100):
        cache.put(b"%d" % number, b"x")
    with opened(tmp_path) as other:
        assert sum(other.get(b"%d" % number) is not None for number in range(100)) == 64


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE entry SET body = x'00' WHERE key = x'61'",
        "UPDATE entry SET body = 'one' WHERE key = x'61'",
        "UPDATE entry SET seal = x'' WHERE key = x'61'",
        "UPDATE entry SET key = CASE key WHEN x'61' THEN x'63' ELSE x'61' END",
    ],
)
def test_a_damaged_entry_or_one_under_another_key_was_never_there(tmp_path: Path, damage: str) -> None:
    filled(tmp_path)
    change(tmp_path, damage)
    with opened(tmp_path) as cache:
        assert cache.get(b"a") is None
        cache.put(b"a", b"anew")
    with opened(tmp_path) as cache:
        assert cache.get(b"a") == b"anew"


@pytest.mark.parametrize("body", [b"", b"this is no cache at all" * 100])
def test_a_file_that_is_no_cache_is_replaced(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "cache.sqlite").write_bytes(body)
    filled(tmp_path)
    with opened(tmp_path) as cache:
        assert cache.get(b"a") == b"one"


def test_a_cache_of_another_version_is_replaced(tmp_path: Path) -> None:
    filled(tmp_path)
    change(tmp_path, "PRAGMA user_version = 99")
    with opened(tmp_path) as cache:
        assert cache.get(b"a") is None


def test_a_cache_cut_off_in_the_middle_gives_what_is_whole(tmp_path: Path) -> None:
    with opened(tmp_path) as cache:
        for number in range(200):
            cache.put(b"%d" % number, bytes([number]) * 1000)
    path = tmp_path / "cache.sqlite"
    path.write_bytes(path.read_bytes()[:60_000])
    with opened(tmp_path) as cache:
        found = [cache.get(b"%d" % number) for number in range(200)]
        assert all(body in (None, bytes([number]) * 1000) for number, body in enumerate(found))
        cache.put(b"new", b"kept or not, it does not stop the work")


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    for keys in ((b"a", b"b"), (b"c",)):
        with opened(tmp_path, 3_000) as cache:
            for key in keys:
                cache.put(key, key * 1_000)
    with opened(tmp_path, 3_000) as cache:
        assert cache.get(b"a")
        cache.put(b"d", b"d" * 1_000)
    with opened(tmp_path, 3_000) as cache:
        assert [key for key in (b"a", b"b", b"c", b"d") if cache.get(key)] == [b"a", b"d"]


def test_while_another_process_writes_the_work_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path)
    monkeypatch.setattr("tallyclerk.cache._WAIT", 0.05)
    cache = opened(tmp_path)
    other = sqlite3.connect(tmp_path / "cache.sqlite")
    other.execute("BEGIN IMMEDIATE")
    cache.put(b"c", b"three")
    assert cache.get(b"a") == b"one"
    cache.close()
    other.close()
    with opened(tmp_path) as again:
        assert again.get(b"c") is None


def test_where_none_can_be_kept_the_message_names_the_folder_and_the_mend(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CacheError, match=r"file.*--no-cache"):
        opened(tmp_path / "file")


def test_it_lies_where_caches_lie(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/var/caches")
    assert default_cache() == Path("/var/caches/tallyclerk")
