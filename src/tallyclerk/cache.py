"""What was found out before, by a hash of all that it hangs on: one SQLite file, bounded, and never trusted blindly."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Self

from tallyclerk.errors import CacheError

_FILE = "cache.sqlite"
_VERSION = 1
_SCHEMA = """
CREATE TABLE entry (key BLOB PRIMARY KEY, used INTEGER NOT NULL, size INTEGER NOT NULL, seal BLOB NOT NULL,
    body BLOB NOT NULL);
CREATE INDEX entry_used ON entry (used);
"""
_EACH = 64
"""Entries after which they are safe on the disk, whatever happens to the process."""
_WAIT = 2.0
"""Seconds to wait for another process that writes; an entry that cannot be kept by then is not."""
_SHRINK = 0.9
_TIDY = 2_000


def default_cache() -> Path:
    """Where a cache is kept if nobody says otherwise: in the user's cache folder."""
    if base := os.environ.get("XDG_CACHE_HOME"):
        return Path(base) / "tallyclerk"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "tallyclerk" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "tallyclerk"
    return Path.home() / ".cache" / "tallyclerk"


class Cache:
    """Bytes by key. An entry that was damaged, or a file that is no cache, counts as never having been there.

    Only one process should write at a time; others go on without keeping what they could not.
    """

    def __init__(self, folder: Path, max_bytes: int) -> None:
        """Open a cache, which is made if need be, for nobody but its owner.

        Raises:
            CacheError: if the folder cannot be written to.
        """
        self._max_bytes = max_bytes
        self._fresh: dict[bytes, bytes] = {}
        self._met: set[bytes] = set()
        self._since_tidy = 0
        mend = "name another folder with --cache, or go without: --no-cache"
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._path = folder / _FILE
            self._open()
        except (OSError, sqlite3.Error) as error:
            raise CacheError(f"{folder}: no cache can be kept there ({error}); {mend}") from error

    def get(self, key: bytes) -> bytes | None:
        """What is kept under a key, if it is whole."""
        if key in self._fresh:
            return self._fresh[key]
        try:
            row = self._connection.execute("SELECT used, seal, body FROM entry WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            return None
        if row is None:
            return None
        used, seal, body = row
        if not isinstance(body, bytes) or seal != _seal(key, body):
            self.forget(key)
            return None
        if used != self._age:
            self._met.add(key)
        return body

    def put(self, key: bytes, body: bytes) -> None:
        """Keep something under a key."""
        self._fresh[key] = body
        if len(self._fresh) >= _EACH:
            self._flush()

    def forget(self, key: bytes) -> None:
        """Keep nothing under a key."""
        self._fresh.pop(key, None)
        self._do("DELETE FROM entry WHERE key = ?", [(key,)])

    def close(self) -> None:
        """Write what is not written yet, note what was used, and make room."""
        self._flush()
        self._do("UPDATE entry SET used = ? WHERE key = ?", [(self._age, key) for key in sorted(self._met)])
        self._tidy()
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()

    def _open(self) -> None:
        try:
            self._connect()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):  # locked, or the disk is full: not the file's fault
                raise
            self._connection.close()
            self._discard()
            self._connect()

    def _connect(self) -> None:
        self._connection = sqlite3.connect(self._path, timeout=_WAIT)
        self._path.chmod(0o600)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        found = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if found not in (0, _VERSION):
            raise sqlite3.DatabaseError(f"a cache of version {found}")
        if found == 0:
            self._connection.executescript(_SCHEMA)
            self._connection.execute(f"PRAGMA user_version = {_VERSION}")
            self._connection.commit()
        newest = self._connection.execute("SELECT max(used) FROM entry").fetchone()[0]
        self._age = (newest or 0) + 1

    def _discard(self) -> None:
        for name in (_FILE, f"{_FILE}-wal", f"{_FILE}-shm"):
            self._path.with_name(name).unlink(missing_ok=True)

    def _flush(self) -> None:
        rows = [(key, self._age, len(body), _seal(key, body), body) for key, body in self._fresh.items()]
        self._do("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?)", rows)
        self._fresh.clear()
        self._since_tidy += len(rows)
        if self._since_tidy >= _TIDY:
            self._tidy()

    def _do(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Change the file; what cannot be changed now is left, for nothing hangs on it."""
        try:
            with self._connection:
                self._connection.executemany(statement, rows)
        except sqlite3.Error:
            return

    def _tidy(self) -> None:
        """Let go of what was not used for longest, until a tenth of the bound is free."""
        self._since_tidy = 0
        try:
            size = self._connection.execute("SELECT total(size) FROM entry").fetchone()[0]
            if size <= self._max_bytes:
                return
            old: list[tuple[object, ...]] = []
            for key, own in self._connection.execute("SELECT key, size FROM entry ORDER BY used, key"):
                old.append((key,))
                size -= own
                if size <= self._max_bytes * _SHRINK:
                    break
        except sqlite3.Error:
            return
        self._do("DELETE FROM entry WHERE key = ?", old)


def _seal(key: bytes, body: bytes) -> bytes:
    """A hash by which an entry shows that it is whole, and stands under its own key."""
    return blake2b(body, digest_size=16, key=key[:64]).digest()
