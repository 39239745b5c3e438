"""Fixtures shared by all tests: the example reports, and the dossier built from them once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import tallyclerk
from browsing import browser, open_page, watched

__all__ = ["browser", "open_page", "watched"]
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Commands run by tests keep what they found out in a folder of their own, not in the user's."""
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["XDG_CACHE_HOME"]
    else:
        os.environ["XDG_CACHE_HOME"] = before


@pytest.fixture(scope="session")
def najin() -> Path:
    """The folder of the seven example reports."""
    return ROOT / "examples" / "najin"


@pytest.fixture(scope="session")
def najin_dossier(najin: Path) -> tallyclerk.Dossier:
    """The dossier of the example, built once for all tests of a worker."""
    return tallyclerk.build(najin)


@pytest.fixture(scope="session")
def najin_out(najin_dossier: tallyclerk.Dossier, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the example's dossier was written to. Not to be changed by a test."""
    folder = tmp_path_factory.mktemp("najin")
    tallyclerk.write(najin_dossier, folder)
    return folder
