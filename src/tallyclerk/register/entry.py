"""An entry of a register: a ship, company or person with its names and numbers."""

from __future__ import annotations

import re

import msgspec

from tallyclerk.resources.folding import fold
from tallyclerk.resources.register import EntryKind
from tallyclerk.resources.vehicles import find_prefix

_SIGNS = re.compile(r"[^\w ]|_")


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One entry.

    Attributes:
        key: The register's own id, else one made of what identifies it.
        aliases, former: Other names it goes by, and names that it had.
        imo: IMO number with a valid check digit.
        flag, country: ISO 3166-1 alpha-2.
        capacity: As the register words it.
        programs: Sanctions programmes that name it.
        sanctioned: Whether the register says that it is sanctioned.
    """

    key: str
    kind: EntryKind
    name: str
    aliases: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    imo: str | None = None
    mmsi: str | None = None
    call_sign: str | None = None
    flag: str | None = None
    type: str | None = None
    capacity: str | None = None
    country: str | None = None
    programs: tuple[str, ...] = ()
    sanctioned: bool = False


def bare(name: str) -> str:
    """A name as it is compared: folded, without a ship's prefix and without signs."""
    prefix = find_prefix(name.strip())
    own = name.strip()[prefix[1] :] if prefix else name
    return " ".join(_SIGNS.sub(" ", fold(own)).split())
