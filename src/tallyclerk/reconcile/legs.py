"""The legs of a transfer: those of its claims, merged where they are one movement, along the route and in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from tallyclerk.model import Leg, PlaceValue, Role, Value
from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.relations import compare, country_of, is_country
from tallyclerk.resources.folding import fold

_STARTS: tuple[Role, ...] = ("origin", "via", "destination", "giver")
_ENDS: tuple[Role, ...] = ("destination", "via", "origin", "recipient")


Days = tuple[date | None, date | None]


class Movement(msgspec.Struct, frozen=True):
    """A leg with the values of its claims that its ends and vehicle name.

    Attributes:
        days: First and last day, as often as told.
        onward: Whether a claim words it as going on from another leg.
    """

    leg: Leg
    start: Value | None
    end: Value | None
    vehicle: Value | None
    days: tuple[Days, ...] = ()
    onward: bool = False


def legs_of(cases: Sequence[Case]) -> tuple[Leg, ...]:
    """The legs of a transfer in order of the route."""
    told = _gathered(_without_echoes(_gathered(_told(cases))))
    return tuple(m.leg for m in _along([_dated(m) for m in _gathered(_continued(told))]))


def _gathered(told: Sequence[Movement]) -> list[Movement]:
    """Movements put together where they are one, fullest first."""
    movements: list[Movement] = []
    for movement in sorted(told, key=_fullness, reverse=True):
        home = next((n for n, other in enumerate(movements) if _fits(other, movement)), None)
        if home is None:
            movements.append(movement)
        else:
            movements[home] = _merged(movements[home], movement)
    return movements


def _dated(movement: Movement) -> Movement:
    """With the days most often told; of equals the narrower, for a vague date must not trim a precise one."""
    if not movement.days:
        return movement
    told = Counter(movement.days)
    earliest, latest = min(told, key=lambda days: (-told[days], _width(days), days[0] or date.min))
    return msgspec.structs.replace(
        movement, leg=msgspec.structs.replace(movement.leg, earliest=earliest, latest=latest)
    )


def _width(days: Days) -> int:
    return ((days[1] or date.max) - (days[0] or date.min)).days


def _continued(movements: Sequence[Movement]) -> list[Movement]:
    """A leg worded as going on ("from there", "then") whose start is open, from the end of the one leg before it."""
    found = []
    for movement in movements:
        before = [m for m in movements if m is not movement and _leads_to(m, movement)]
        if movement.onward and len(before) == 1:
            leg = msgspec.structs.replace(movement.leg, origin=before[0].leg.destination)
            movement = msgspec.structs.replace(movement, leg=leg, start=before[0].end)  # noqa: PLW2901
        found.append(movement)
    return found


def _leads_to(a: Movement, b: Movement) -> bool:
    """Whether b may go on from where a ends: by another mode, in the country of a's end, from no place of its own."""
    if a.end is None or b.end is None or is_country(a.end) or is_country(b.end) or compare(a.end, b.end).agrees:
        return False
    open_start = b.start is None and b.leg.origin is None
    whole_way = b.start is not None and is_country(b.start) and a.start is not None and not is_country(a.start)
    if whole_way and country_of(a.start) != country_of(b.start):  # type: ignore[arg-type]
        return False
    return (open_start or whole_way) and a.leg.mode != b.leg.mode and country_of(a.end) == country_of(b.end)


def _told(cases: Iterable[Case]) -> list[Movement]:
    told = ((case, leg) for case in cases for leg in case.claim.legs)
    return [_movement(case, leg) for case, leg in told if leg.origin or leg.destination or leg.vehicle]


def _movement(case: Case, leg: Leg) -> Movement:
    """A claim's leg with the values that its words stand for, and their names instead of the words."""
    start, end = _value(case, leg.origin, _STARTS), _value(case, leg.destination, _ENDS)
    named = msgspec.structs.replace(
        leg, origin=start.label if start else leg.origin, destination=end.label if end else leg.destination
    )
    days = ((leg.earliest, leg.latest),) if leg.earliest or leg.latest else ()
    return Movement(named, start, end, _value(case, leg.vehicle, ("vehicle",)), days, case.is_onward)


def _value(case: Case, name: str | None, roles: tuple[Role, ...]) -> Value | None:
    """The value of a claim's roles that a leg names."""
    if name is None:
        return None
    values = [v for role in roles for v in case.values(role)]
    return next((v for v in values if fold(v.label) == fold(name) or fold(v.text) == fold(name)), None)


def _fullness(movement: Movement) -> int:
    leg = movement.leg
    return sum(x is not None for x in (leg.mode, leg.vehicle, leg.origin, leg.destination, leg.earliest, leg.latest))


def _fits(a: Movement, b: Movement) -> bool:
    """Whether two legs are one movement: nothing differs, and an end or the vehicle is shared."""
    if a.leg.mode and b.leg.mode and a.leg.mode != b.leg.mode:
        return False
    if not _days_fit(a.leg, b.leg):
        return False
    ends = [
        _end_fits((a.leg.origin, a.start), (b.leg.origin, b.start)),
        _end_fits((a.leg.destination, a.end), (b.leg.destination, b.end)),
    ]
    vehicle = _end_fits((a.leg.vehicle, a.vehicle), (b.leg.vehicle, b.vehicle))
    return False not in ends and (True in ends or bool(vehicle)) and (vehicle is not False or all(ends))


def _end_fits(a: tuple[str | None, Value | None], b: tuple[str | None, Value | None]) -> bool | None:
    """Whether two ends are one place, or two vehicles one; None where one is open."""
    if a[0] is None or b[0] is None:
        return None
    if a[1] is None or b[1] is None:
        return fold(a[0]) == fold(b[0])
    if type(a[1]) is type(b[1]):
        return compare(a[1], b[1]).agrees
    return country_of(a[1]) == country_of(b[1]) and (is_country(a[1]) or is_country(b[1]))


def _days_fit(a: Leg, b: Leg) -> bool:
    latest_start = max(a.earliest or date.min, b.earliest or date.min)
    earliest_end = min(a.latest or date.max, b.latest or date.max)
    return latest_start <= earliest_end


def _merged(a: Movement, b: Movement) -> Movement:
    """Both as one: the narrower places, the named vehicle, all days told."""
    start, origin = _narrower((a.start, a.leg.origin), (b.start, b.leg.origin))
    end, destination = _narrower((a.end, a.leg.destination), (b.end, b.leg.destination))
    ship, vehicle = _narrower((a.vehicle, a.leg.vehicle), (b.vehicle, b.leg.vehicle))
    leg = Leg(
        mode=a.leg.mode or b.leg.mode,
        vehicle=vehicle,
        origin=origin,
        destination=destination,
        earliest=a.leg.earliest or b.leg.earliest,
        latest=a.leg.latest or b.leg.latest,
    )
    return Movement(leg, start, end, ship, (*a.days, *b.days), a.onward or b.onward)


def _narrower(
    a: tuple[Value | None, str | None], b: tuple[Value | None, str | None]
) -> tuple[Value | None, str | None]:
    if a[1] is None or b[1] is None:
        return a if b[1] is None else b
    return b if a[0] is not None and b[0] is not None and _is_wider(a[0], b[0]) else a


def _is_wider(a: Value, b: Value) -> bool:
    """Whether a says less than b: a country against a place in it, a description against a name."""
    if type(a) is type(b):
        return compare(a, b).standing == "wider"
    return is_country(a) and not is_country(b)


def _without_echoes(movements: Sequence[Movement]) -> list[Movement]:
    """Leave out a leg that only tells the whole way of others ("from Norland to Southland by sea")."""
    return [
        m for n, m in enumerate(movements) if not any(_echoes(m, other) for k, other in enumerate(movements) if k != n)
    ]


def _echoes(m: Movement, other: Movement) -> bool:
    """Whether one leg says nothing that another does not say more narrowly."""
    if m.leg.mode not in (None, other.leg.mode):
        return False
    if not _no_more((m.leg.vehicle, m.vehicle), (other.leg.vehicle, other.vehicle)):
        return False
    if not _days_fit(m.leg, other.leg):
        return False
    ends = [
        _no_more((m.leg.origin, m.start), (other.leg.origin, other.start)),
        _no_more((m.leg.destination, m.end), (other.leg.destination, other.end)),
    ]
    return all(ends) and _fullness(m) < _fullness(other)


def _no_more(a: tuple[str | None, Value | None], b: tuple[str | None, Value | None]) -> bool:
    return a[0] is None or bool(_end_fits(a, b))


def _along(movements: Sequence[Movement]) -> list[Movement]:
    """Legs along the route: each after the one whose end it starts from, else by days, else as told."""
    left = sorted(movements, key=lambda m: (m.leg.earliest or m.leg.latest or date.max, _has_before(m, movements)))
    ordered: list[Movement] = []
    while left:
        last = ordered[-1] if ordered else None
        following = next((m for m in left if last is not None and _goes_on(last, m)), None)
        free = next((m for m in left if not _has_before(m, left)), left[0])
        chosen = following or free
        ordered.append(chosen)
        left.remove(chosen)
    return ordered


def _has_before(movement: Movement, movements: Iterable[Movement]) -> bool:
    return any(other is not movement and _goes_on(other, movement) for other in movements)


def _goes_on(a: Movement, b: Movement) -> bool:
    """Whether b starts where a ends, at a place rather than somewhere in a country."""
    if not isinstance(a.end, PlaceValue) or not isinstance(b.start, PlaceValue):
        return bool(a.leg.destination) and a.leg.destination == b.leg.origin
    return "country" not in (a.end.precision, b.start.precision) and compare(a.end, b.start).agrees
