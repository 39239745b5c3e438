"""The words of `register.yaml`: how registers name what they hold."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from tallyclerk.resources.loading import load_yaml

RegisterField = Literal[
    "id", "name", "aliases", "former", "imo", "mmsi", "call_sign", "flag", "kind", "capacity", "country", "programs"
]
EntryKind = Literal["vessel", "company", "person"]


KINDS: tuple[EntryKind, ...] = ("vessel", "company", "person")


class RegisterWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of `register.yaml`."""

    columns: dict[str, tuple[str, ...]]
    fields: dict[str, tuple[str, ...]]
    schemas: dict[str, EntryKind]
    sanctioned: frozenset[str]


@cache
def register_words() -> RegisterWords:
    """The words of `register.yaml`."""
    words: RegisterWords = load_yaml("register.yaml", RegisterWords)
    return words
