"""What keeps two claims apart, however alike they are otherwise."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from tallyclerk.model import Role
from tallyclerk.reconcile.amounts import ratio
from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.likeness import closest, days_apart, likeness, same_ship
from tallyclerk.reconcile.tables import tables

# What ties a plan to an event, beyond the parties.
_TELLING = frozenset({"cargo", "quantity", "vehicle", "onward", "date"})


def veto(a: Case, b: Case) -> str | None:
    """Why two claims cannot be one transfer, or None. A denial is only held apart by direction, parties and goods."""
    rules = LASTING if a.denied or b.denied else (*LASTING, *PASSING)
    for rule in rules:
        reason = rule(a, b)
        if reason:
            return reason
    return None


def opposite(a: Case, b: Case) -> str | None:
    """The one goes where the other comes from."""
    if _domestic(a) or _domestic(b):
        return None
    for one, other in ((a, b), (b, a)):
        goal, start = one.ends_in, other.begins_in
        if goal & start and not goal & other.ends_in and not start & one.begins_in:
            return "opposite directions"
    return None


def _domestic(case: Case) -> bool:
    """Whether the movement stays in one country, such as a leg to or from a port."""
    return bool(case.sources) and case.sources == case.sinks


def _other_party(a: Case, b: Case) -> str | None:
    """Givers or recipients of two countries, unless the same ship carries it."""
    if same_ship(a, b):
        return None
    roles: tuple[Role, Role] = ("giver", "recipient")
    for role in roles:
        found = closest(a.filled(role), b.filled(role))
        if found and found[0].standing == "different" and found[0].sure:
            return f"another {role}"
    return None


def _other_goods(a: Case, b: Case) -> str | None:
    found = closest(a.filled("cargo"), b.filled("cargo"))
    if found and found[0].standing == "different" and found[0].sure:
        return "other goods"
    return None


def _other_member(a: Case, b: Case) -> str | None:
    """Two numbered members of one series, such as a first and a second battery."""
    one, two = dict(a.series), dict(b.series)
    for noun in sorted(set(one) & set(two)):
        if one[noun] != two[noun]:
            return f"{noun} {one[noun]} and {noun} {two[noun]}"
    return None


def _far_apart(a: Case, b: Case) -> str | None:
    """Dated events too far apart in time."""
    ones, others = a.filled("date"), b.filled("date")
    if not ones.dates or not others.dates:
        return None
    days = days_apart(ones, others)
    return f"{days} days apart" if days > _allowed_gap(a, b) else None


def _allowed_gap(a: Case, b: Case) -> int:
    limits = tables().limits
    stages = {a.claim.stage, b.claim.stage}
    if same_ship(a, b):
        return limits.apart_days_same_ship
    if stages == {"seized"}:
        return limits.apart_days_seized
    return limits.apart_days_planned if "planned" in stages else limits.apart_days


def _two_seizures(a: Case, b: Case) -> str | None:
    """Two seizures with two quantities, unless they are of one day."""
    found = closest(a.filled("quantity").measured, b.filled("quantity").measured)
    if found is None or not a.claim.stage == b.claim.stage == "seized" or _same_days(a, b):
        return None
    one_report = a.document.id == b.document.id
    same = found[0].standing == "same" or found[0].kind is not None or (one_report and found[0].standing == "unlike")
    return None if same else "two seizures with two quantities"


def _other_quantity(a: Case, b: Case) -> str | None:
    """Quantities that one report tells apart, or that are worlds apart."""
    found = closest(a.filled("quantity").measured, b.filled("quantity").measured)
    if found is None or found[0].standing != "different":
        return None
    limit, share = tables().limits.parts_ratio, _share(a, b)
    if (a.claim.stage == "planned") != (b.claim.stage == "planned") and share <= limit:
        return None
    if a.document.id == b.document.id:
        return "one report gives both quantities"
    return "quantities too far apart" if share > limit and not same_ship(a, b) else None


def _counted_apart(a: Case, b: Case) -> str | None:
    """One report counts two kinds of goods, each in its own unit ("18 tanks and 40 vehicles")."""
    if a.document.id != b.document.id:
        return None
    amounts, goods = (
        closest(a.filled("quantity").measured, b.filled("quantity").measured),
        closest(a.filled("cargo"), b.filled("cargo")),
    )
    if amounts and goods and amounts[0].standing == "unlike" and goods[0].standing not in ("same", "unlike"):
        return "one report counts them apart"
    return None


def _other_mode(a: Case, b: Case) -> str | None:
    """The whole way by two modes of which the one does not carry on from the other: by sea and by air."""
    if not (a.sources & b.sources and a.sinks & b.sinks) or _domestic(a) or _domestic(b):
        return None
    for one, other in tables().alternative_modes:
        if {a.modes, b.modes} == {frozenset({one}), frozenset({other})}:
            return f"one by {one}, the other by {other}"
    return None


def _share(a: Case, b: Case) -> float:
    """How many times the larger quantity is the smaller, at the closest."""
    shares = [r for x, y in product(a.quantities, b.quantities) if (r := ratio(x, y))]
    return min((max(r, 1 / r) for r in shares), default=1.0)


def _same_days(a: Case, b: Case) -> bool:
    found = closest(a.filled("date").measured, b.filled("date").measured)
    return bool(found and found[0].agrees)


def _part_of_it(a: Case, b: Case) -> str | None:
    """The one is told as a part, and the other does not give the same quantity."""
    if a.is_part == b.is_part:
        return None
    found = closest(a.filled("quantity").measured, b.filled("quantity").measured)
    return None if found and found[0].standing in ("same", "close") else "one is told as a part"


def _mere_plan(a: Case, b: Case) -> str | None:
    """The one is planned, the other happening, and nothing but the parties shows that they are one."""
    if (a.claim.stage == "planned") == (b.claim.stage == "planned"):
        return None
    if any(f.outcome in ("same", "compatible") and f.name in _TELLING for f in likeness(a, b).features):
        return None
    return "a plan, with nothing to show that it is this one"


LASTING: tuple[Callable[[Case, Case], str | None], ...] = (opposite, _other_party, _other_goods)
PASSING: tuple[Callable[[Case, Case], str | None], ...] = (
    _other_member,
    _far_apart,
    _two_seizures,
    _other_quantity,
    _counted_apart,
    _other_mode,
    _part_of_it,
    _mere_plan,
)
