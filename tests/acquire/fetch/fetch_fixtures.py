"""A misbehaving server, a second one, and bounds so small that it is soon given up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fetch_server import Server, serving

from tallyclerk.config import FetchSettings


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def other() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def quick() -> FetchSettings:
    """Settings that may fetch from this machine, and do not wait."""
    return FetchSettings(
        delay=0.0,
        max_delay=0.4,
        attempts=2,
        backoff=0.01,
        connect_seconds=1.0,
        read_seconds=0.5,
        total_seconds=0.9,
        max_bytes=100_000,
        max_head_bytes=8_192,
        max_redirects=4,
        allow_private=True,
    )
