"""What `acquire` gives, parted into reports and what was not read; small bounds, so that tests are fast."""

import io
import sys
from pathlib import Path

import pytest

from tallyclerk.acquire import Fetcher, acquire
from tallyclerk.config import ReadSettings
from tallyclerk.model import Raw, Unread

SETTINGS = ReadSettings(max_bytes=200_000)
SHIP = b"A ship came into the port on Monday with forty containers of cement."


def taken(
    *sources: str | Path, settings: ReadSettings = SETTINGS, fetcher: Fetcher | None = None
) -> tuple[list[Raw], list[Unread]]:
    items = list(acquire(sources, settings, fetcher))
    return [item for item in items if isinstance(item, Raw)], [item for item in items if isinstance(item, Unread)]


def put(folder: Path, name: str, body: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return path


class Pipe(io.RawIOBase):
    """Bytes that can be read once, a few at a time, as from a pipe."""

    def __init__(self, body: bytes) -> None:
        self._rest = io.BytesIO(body)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._rest.read(min(len(buffer), 1_000))
        buffer[: len(piece)] = piece
        return len(piece)


def pipe_in(monkeypatch: pytest.MonkeyPatch, body: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Pipe(body))))
