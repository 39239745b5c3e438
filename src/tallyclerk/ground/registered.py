"""What a register that the user imported says of the ships and parties of a claim."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

import msgspec

from tallyclerk.model import PartyKind, PartyValue, Registered, VehicleValue
from tallyclerk.register import Answer, Register, Sought, look_up
from tallyclerk.resources.register import EntryKind

V = TypeVar("V", PartyValue, VehicleValue)

_KINDS: dict[PartyKind | None, tuple[EntryKind, ...]] = {
    "company": ("company",),
    "body": ("company",),
    "person": ("person",),
    None: ("company", "person"),
}


def registered(value: V, register: Register | None) -> V:
    """A ship or party with its entry in the register, where there is one and it is clear which.

    Only named ships are looked up, and no countries or armed groups. Where several entries fit alike the value says so
    and gets none.
    """
    sought = _sought(value) if register is not None else None
    if register is None or sought is None:
        return value
    answer = _answer(register, sought)
    if answer.match is None:
        many = len(answer.candidates) > 1 and answer.candidates[0].score - answer.candidates[1].score < 1e-9
        note = f"the register holds several: {answer.why}" if many else None
        return msgspec.structs.replace(value, note="; ".join(filter(None, (value.note, note))) or None)
    entry = answer.match.entry
    found = Registered(
        id=entry.key,
        name=entry.name,
        imo=entry.imo,
        mmsi=entry.mmsi,
        flag=entry.flag,
        type=entry.type,
        capacity=entry.capacity,
        programs=entry.programs,
        sanctioned=entry.sanctioned,
        score=answer.match.score,
        why=answer.why,
    )
    return msgspec.structs.replace(value, register=found)


@cache
def _answer(register: Register, sought: Sought) -> Answer:
    return look_up(register, sought)


def _sought(value: PartyValue | VehicleValue) -> Sought | None:
    if isinstance(value, VehicleValue):
        return Sought(name=value.name, imo=value.imo, flag=value.flag) if value.id else None
    kinds = _KINDS.get(value.kind)
    return Sought(name=value.name, kinds=kinds) if kinds and value.name[:1].isupper() else None
