"""The words of `publisher.yaml`: how a page names its publisher."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from tallyclerk.errors import ResourceError
from tallyclerk.resources.loading import load_yaml


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line, and the publisher in it."""

    text: str
    name: str


class PublisherWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as written."""

    separators: tuple[str, ...]
    press: frozenset[str]
    copyright: str
    copyright_example: Example
    nobody: frozenset[str]


def publisher_words() -> PublisherWords:
    """The entries of `publisher.yaml`."""
    found: PublisherWords = load_yaml("publisher.yaml", PublisherWords)
    return found


@cache
def copyright_line() -> re.Pattern[str]:
    """A copyright line, with the publisher as its group `name`.

    Raises:
        ResourceError: if the pattern is not a regular expression.
    """
    pattern = publisher_words().copyright
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise ResourceError(f"resources/publisher.yaml: {pattern!r}: {error}") from error
