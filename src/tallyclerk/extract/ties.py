"""What ties two statements of a report to one movement, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tallyclerk.extract.page import name_in
from tallyclerk.extract.sameness import countries_of, heads, identity, is_firm, is_state, makes, same_vehicle
from tallyclerk.extract.statement import Telling
from tallyclerk.model import Mention, Role
from tallyclerk.resources.cargo import broad_classes, cargo_compatible

# Classes so wide that sharing them does not make goods the same.
WIDE = frozenset(("goods", "arms", "energy", "food"))
PARTIES: tuple[Role, ...] = ("giver", "recipient")


def tie(a: Telling, b: Telling) -> int:
    """How closely two statements are tied: by vehicle, name, narrow class or amount of the goods, a party alone."""
    if a.is_partial or b.is_partial:
        return 0
    if _share_vehicle(a, b):
        return 4
    ours, theirs = a.named("cargo"), b.named("cargo")
    if any(heads(x) & heads(y) for x in ours for y in theirs):
        return 3
    if (set(a.filling.kinds) & set(b.filling.kinds)) - WIDE:
        return 2
    by_party = any(_shared(a, b, role) for role in ("giver", "recipient"))
    by_family = bool(set(a.filling.kinds) & set(b.filling.kinds) & broad_classes())  # "rifles", then "the weapons"
    if (by_party or by_family) and a.amounts() & b.amounts():
        return 2
    return 1 if (by_party or by_family) and (_is_vague(a) or _is_vague(b)) else 0


def _is_vague(telling: Telling) -> bool:
    """Whether a statement does not say what exactly, or how much, was moved on what."""
    precise = set(telling.filling.kinds) - WIDE or telling.own.get("quantity") or telling.own.get("vehicle")
    return not precise


def contradict(a: Telling, b: Telling) -> bool:
    """Whether what two statements name cannot be of one movement."""
    if _other_goods(a, b) or _other_vehicle(a, b):
        return True
    return apart(a, b, "giver") or apart(a, b, "recipient") or _crossed(a, b) or _other_amount(a, b)


def _other_goods(a: Telling, b: Telling) -> bool:
    """Whether the goods are of classes that do not go together, or are other makes of goods."""
    if not cargo_compatible(a.filling.kinds, b.filling.kinds):
        return True
    ours, theirs = a.named("cargo"), b.named("cargo")
    a_makes, b_makes = makes(ours), makes(theirs)
    return bool(a_makes and b_makes) and not a_makes & b_makes


def _ids(telling: Telling, role: Role) -> set[str]:
    return {identity(mention) for mention in telling.named(role)}


def sources_of(telling: Telling) -> set[str]:
    """The parties that it goes from, and the countries that its origins may lie in."""
    return _ids(telling, "giver").union(*(countries_of(place) for place in telling.named("origin")))


def goals_of(telling: Telling) -> set[str]:
    """The parties that it goes to, and the countries that its destinations may lie in."""
    return _ids(telling, "recipient").union(*(countries_of(place) for place in telling.named("destination")))


def _crossed(a: Telling, b: Telling) -> bool:
    """Whether one goes to whom the other comes from: "Norland sent arms", "ships unloaded in Norland"."""
    if sources_of(a) & sources_of(b) or goals_of(a) & goals_of(b):
        return False
    return bool(sources_of(a) & _ids(b, "recipient") or sources_of(b) & _ids(a, "recipient"))


def _shared(a: Telling, b: Telling, role: Role) -> bool:
    return bool(_ids(a, role) & _ids(b, role))


def apart(a: Telling, b: Telling, role: Role) -> bool:
    """Whether both name a role and share no value of it."""
    named = bool(_ids(a, role) and _ids(b, role))
    return (
        named
        and not _shared(a, b, role)
        and not (
            role in PARTIES
            and (a.filling.frame.trade or b.filling.frame.trade)
            and _may_be_of(a.named(role), b.named(role))
        )
    )


def _may_be_of(ours: Sequence[Mention], theirs: Sequence[Mention]) -> bool:
    """Whether one side names only states, and the other only firms of no known state: "to India", "to Norland Oil"."""
    for states, firms in ((ours, theirs), (theirs, ours)):
        if all(map(is_state, states)) and all(map(is_firm, firms)):
            return True
    return False


def _other_amount(a: Telling, b: Telling) -> bool:
    """Whether both say how much in one kind of measure, and no number is the same."""
    ours, theirs = a.amounts(), b.amounts()
    return bool({kind for kind, _ in ours} & {kind for kind, _ in theirs}) and not ours & theirs


def _share_vehicle(a: Telling, b: Telling) -> bool:
    return any(same_vehicle(x, y) for x in a.named("vehicle") for y in b.named("vehicle"))


def _other_vehicle(a: Telling, b: Telling) -> bool:
    """Whether one has a ship by name and the other another one, or several without names."""
    if _share_vehicle(a, b):
        return False
    return (_is_proper(a) and (_is_proper(b) or _is_fleet(b))) or (_is_proper(b) and _is_fleet(a))


def _is_proper(telling: Telling) -> bool:
    return any(name_in(m.text, n) for m in telling.named("vehicle") for n in _ship_names(telling))


def _is_fleet(telling: Telling) -> bool:
    """Whether its vehicles are counted: "16 ships"."""
    counted = {m.text for m in telling.own.get("quantity", ())}
    return any(m.text in counted for m in telling.named("vehicle"))


def _ship_names(telling: Telling) -> Iterable[str]:
    return telling.filling.phrases.page.vehicles
