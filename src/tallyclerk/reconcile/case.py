"""A claim with what comparing it needs, in an order that does not hang on the order of input."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import product
from typing import TypeVar

import msgspec

from tallyclerk.model import ROLES, Claim, DateValue, Document, Mode, QuantityValue, Role, Value, VehicleValue
from tallyclerk.reconcile.amounts import is_less, ratio
from tallyclerk.reconcile.days import gap_days, inside
from tallyclerk.reconcile.filled import NOTHING, Filled, Shelf
from tallyclerk.reconcile.names import natural
from tallyclerk.reconcile.relations import country_of, is_country
from tallyclerk.reconcile.subjects import subjects
from tallyclerk.reconcile.tables import onward_words, part_words, return_words, series_words, tables

T = TypeVar("T", bound=Value)


class Case(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One claim, ready to be compared.

    Attributes:
        order: Its place among all claims, by document and position in the text.
        sources, sinks: Countries of the givers, else of the origins; of the recipients, else of the destinations.
        begins_in, ends_in: Countries that it comes from or goes to as a whole: by party, or by a place that is a whole
            country; a mere port may be a call on the way.
        series: The numbered members of series that its quote names: ("battery", 2).
        worded_part: Whether its quote words its quantity as a part.
        is_part: Whether its report tells the whole beside it.
        is_onward: Whether its quote words it as going on from another movement.
        names: Telling names and numbers of its report.
        is_return: Whether its quote words it as given in return.
        fillings: What fills each role, without its place in the text; dates of the statement itself are left out.
    """

    order: int
    claim: Claim
    document: Document
    sources: frozenset[str]
    sinks: frozenset[str]
    begins_in: frozenset[str]
    ends_in: frozenset[str]
    series: frozenset[tuple[str, int]]
    worded_part: bool
    is_part: bool = False
    names: frozenset[str] = frozenset()
    is_return: bool
    is_onward: bool
    fillings: dict[Role, Filled]

    @property
    def id(self) -> str:
        """Id of the claim."""
        return self.claim.id

    @property
    def denied(self) -> bool:
        """Whether the claim is a denial."""
        return self.claim.certainty == "denied"

    def values(self, role: Role) -> tuple[Value, ...]:
        """What fills a role; dates of the statement itself are left out."""
        return self._values.get(role, ())

    def filled(self, role: Role) -> Filled:
        """The same without the places where it stands."""
        return self.fillings.get(role, NOTHING)

    @cached_property
    def _values(self) -> dict[Role, tuple[Value, ...]]:
        return {role: _of_the_event(found) for role, found in self.claim.roles.items()}

    def typed(self, role: Role, kind: type[T]) -> tuple[T, ...]:
        """The values of a role that are of one type."""
        return tuple(v for v in self.values(role) if isinstance(v, kind))

    @cached_property
    def modes(self) -> frozenset[Mode]:
        """How it moved, by its legs and vehicles."""
        found = {leg.mode for leg in self.claim.legs} | {vehicle.mode for vehicle in self.vehicles}
        return frozenset(mode for mode in found if mode)

    @cached_property
    def quantities(self) -> tuple[QuantityValue, ...]:
        """How much."""
        return self.typed("quantity", QuantityValue)

    @cached_property
    def dates(self) -> tuple[DateValue, ...]:
        """When it moved."""
        return self.typed("date", DateValue)

    @cached_property
    def vehicles(self) -> tuple[VehicleValue, ...]:
        """What moved it."""
        return self.typed("vehicle", VehicleValue)


def cases_of(documents: Sequence[Document], claims: Iterable[Claim]) -> tuple[Case, ...]:
    """Claims as cases, ordered by document, position and content."""
    by_id, named = {document.id: document for document in documents}, subjects(documents)
    ordered = sorted(claims, key=_position)
    shelf = Shelf()
    cases = [_case(order, claim, by_id[claim.document], shelf) for order, claim in enumerate(ordered)]
    fellows: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        fellows[case.document.id].append(case)
    return tuple(
        msgspec.structs.replace(
            case, is_part=_told_as_part(case, fellows[case.document.id]), names=named[case.document.id]
        )
        for case in cases
    )


def _position(claim: Claim) -> tuple[object, ...]:
    """Where a claim stands; its content decides between claims of one quote, its id only between equals."""
    content = msgspec.json.encode(msgspec.structs.replace(claim, id="", roles={}), order="sorted")
    roles = msgspec.json.encode(claim.roles, order="sorted")
    return natural(claim.document), claim.quote.start, claim.quote.end, roles, content, natural(claim.id)


def _case(order: int, claim: Claim, document: Document, shelf: Shelf) -> Case:
    quote = claim.quote.of(document.text)
    return Case(
        order=order,
        claim=claim,
        document=document,
        sources=_countries(claim, ("giver", "origin")),
        sinks=_countries(claim, ("recipient", "destination")),
        begins_in=_whole_countries(claim, "giver", "origin"),
        ends_in=_whole_countries(claim, "recipient", "destination"),
        series=frozenset(_series(quote)),
        worded_part=bool(part_words().search(quote)),
        is_return=bool(return_words().search(quote)),
        is_onward=bool(onward_words().search(quote)),
        fillings={role: shelf.put(_of_the_event(values)) for role, values in claim.roles.items()},
    )


def _of_the_event(values: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(value for value in values if not (isinstance(value, DateValue) and value.kind == "report"))


def _told_as_part(case: Case, fellows: Sequence[Case]) -> bool:
    """Whether the report of a case tells the whole beside it: a larger quantity, and words or days that hold it."""
    others = [fellow for fellow in fellows if fellow.order != case.order]
    return any(_holds(whole, case) for whole in others if not whole.denied and not case.denied)


def _holds(whole: Case, part: Case) -> bool:
    if not any(_is_share(x, y) for x, y in product(part.quantities, whole.quantities)):
        return False
    if part.sources and whole.sources and not part.sources & whole.sources:
        return False
    days = list(product(part.dates, whole.dates))
    if days and all(gap_days(p, w) for p, w in days):
        return False
    return part.worded_part or any(inside(p, w) for p, w in days)


def _is_share(x: QuantityValue, y: QuantityValue) -> bool:
    return is_less(x, y) and (ratio(y, x) or 0) <= tables().limits.whole_ratio


def _countries(claim: Claim, roles: tuple[Role, ...]) -> frozenset[str]:
    for role in roles:
        found = frozenset(c for c in map(country_of, claim.roles.get(role, ())) if c)
        if found:
            return found
    return frozenset()


def _whole_countries(claim: Claim, party: Role, place: Role) -> frozenset[str]:
    named = (*claim.roles.get(party, ()), *(v for v in claim.roles.get(place, ()) if is_country(v)))
    return frozenset(c for c in map(country_of, named) if c)


def _series(quote: str) -> Iterator[tuple[str, int]]:
    for match in series_words().finditer(quote):
        ordinal = match["ordinal"].casefold()
        number = tables().ordinals.get(ordinal) or int("".join(c for c in ordinal if c.isdigit()))
        yield match["noun"].casefold(), number


def roles_filled(case: Case) -> tuple[Role, ...]:
    """The roles that a case fills, in the order of `ROLES`."""
    return tuple(role for role in ROLES if case.values(role))
