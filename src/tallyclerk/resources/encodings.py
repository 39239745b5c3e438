"""What pages call their encodings."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from tallyclerk.errors import ResourceError
from tallyclerk.resources.loading import load_yaml


class Encoding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One encoding of the web.

    Attributes:
        codec: Python's name for it.
        labels: What pages call it, in lower case.
        hex: Some bytes, and
        example: the text that they are.
        detect: How its letters beyond ASCII stand, where it may be found without a declaration: alone or in runs.
        seven_bit: Whether its bytes are all below 128, so that they pass for ASCII and UTF-8.
    """

    codec: str
    labels: tuple[str, ...]
    hex: str
    example: str
    detect: Literal["alone", "runs"] | None = None
    seven_bit: bool = False


def encodings() -> tuple[Encoding, ...]:
    """All encodings, in the order of the file."""
    found: tuple[Encoding, ...] = load_yaml("encodings.yaml", tuple[Encoding, ...])
    return found


def encoding_of(label: str) -> Encoding | None:
    """The encoding that a page means by a label, or None where nobody reads it as an encoding of text.

    Source: WHATWG Encoding Standard, "Names and labels". Labels outside of `encodings.yaml` are not followed, although
    Python knows more: some of those codecs (`utf-7`, `unicode_escape`, `zlib`) are ways to smuggle text past a reader.
    """
    return _by_label().get(label.strip().strip("\"'").lower())


@cache
def _by_label() -> dict[str, Encoding]:
    found: dict[str, Encoding] = {}
    for encoding in encodings():
        for label in encoding.labels:
            if label in found:
                raise ResourceError(f"resources/encodings.yaml: {encoding.codec}: the label {label!r} is given twice")
            found[label] = encoding
    return found
