"""The values of one role, grouped by what they mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from tallyclerk.model import CargoValue, DateValue, PlaceValue, QuantityValue, Role, Value, VehicleValue
from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.days import width_days
from tallyclerk.reconcile.goods import is_generic
from tallyclerk.reconcile.labels import bare_name, label_of
from tallyclerk.reconcile.names import in_order
from tallyclerk.reconcile.relation import Relation
from tallyclerk.reconcile.relations import compare, is_country, is_named
from tallyclerk.resources.folding import fold

_PRECISE = {"country": 0, "water": 1, "region": 2}


class Told(msgspec.Struct, frozen=True):
    """A value as one claim states it."""

    case: Case
    value: Value
    sought: bool = False


class Meaning(msgspec.Struct, frozen=True):
    """All that states one value, and the wording that stands for it."""

    value: Value
    told: tuple[Told, ...]

    @property
    def cases(self) -> tuple[Case, ...]:
        """The claims that state it, each once; those for which it was only looked up count where no other states it."""
        own = [t for t in self.told if not t.sought] or self.told
        return tuple({t.case.order: t.case for t in own}.values())

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of the claims, that of the wording shown first."""
        lead = next(t.case.id for t in self.told if t.value == self.value)
        return (lead, *dict.fromkeys(t.case.id for t in self.told if t.case.id != lead))

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of the documents, that of the wording shown first: its span indexes that text."""
        lead = next(t.case.document.id for t in self.told if t.value == self.value)
        return (lead, *(d for d in in_order(t.case.document.id for t in self.told) if d != lead))

    @property
    def label(self) -> str:
        """How people are shown it."""
        return label_of(self.value)

    def relation(self, other: Meaning) -> Relation:
        """How it stands to another value."""
        return compare(self.value, other.value)


def meanings(cases: Iterable[Case], role: Role) -> tuple[Meaning, ...]:
    """What some claims state of a role, one entry for each value, in the order in which they are first told."""
    groups: list[list[Told]] = []
    for told in [Told(case, value, role in case.claim.sought) for case in cases for value in case.values(role)]:
        home = next((g for g in groups if _one_value(g, told)), None)
        if home is None:
            groups.append([told])
        else:
            home.append(told)
    return tuple(Meaning(_shown(group), tuple(group)) for group in groups)


def _one_value(group: Sequence[Told], told: Told) -> bool:
    return all(_is_same(other.value, told.value) for other in group)


def _is_same(a: Value, b: Value) -> bool:
    """Whether two values are one. Reports of one transfer that word a place alike mean one place."""
    if isinstance(a, PlaceValue) and isinstance(b, PlaceValue) and not (is_country(a) or is_country(b)):
        return compare(a, b).standing == "same" or fold(bare_name(a.text)) == fold(bare_name(b.text))
    return compare(a, b).standing == "same"


def _shown(group: Sequence[Told]) -> Value:
    """The wording that stands for a group: plainly named, well known, most often used, first told."""
    wordings = Counter(told.value.text for told in group)
    return min(
        (told.value for told in group),
        key=lambda v: (bool(getattr(v, "mistranslation", None)), -wordings[v.text], _order_of(v, group)),
    )


def _order_of(value: Value, group: Sequence[Told]) -> int:
    return next(n for n, told in enumerate(group) if told.value == value)


def specificity(value: Value) -> float:
    """How much a value says, for ordering values that are equally well supported; higher says more."""
    match value:
        case PlaceValue():
            return _PRECISE.get(value.precision or "country", 3)
        case QuantityValue():
            return {"exact": 2.0, "at_least": 1.0, "at_most": 0.5, "about": 1.5}[value.bound] + bool(value.unit)
        case DateValue():
            width = width_days(value)
            return 1 / width if width else 0.0
        case VehicleValue():
            return 2.0 if is_named(value) else 0.0
        case CargoValue():
            return 0.0 if is_generic(value) else 1.0 + len(value.kinds)
        case _:
            return 0.0 if is_country(value) else 1.0
