"""What bundles of claims have together, and links between them."""

from __future__ import annotations

import msgspec

from tallyclerk.model import LinkKind, QuantityValue
from tallyclerk.reconcile.bundle import Bundle


class Tie(msgspec.Struct, frozen=True):
    """A link from one bundle to another, by their place in the list."""

    kind: LinkKind
    source: int
    target: int
    reason: str


class Sides(msgspec.Struct, frozen=True):
    """What a bundle's claims have together, by which most pairs of bundles are left without comparing their claims.

    Attributes:
        begins, ends: Countries that the movement as a whole goes from and to.
        sources, sinks: Countries of either end.
        series: Nouns of the numbered series that are named.
        planned, done: Whether all is planned, and whether nothing is.
        tells_part: Whether one has a day, or an amount that is worded as a part.
        measured: Whether one has an amount with a unit.
        documents: Ids of their documents.
        ships: By what their named vehicles are known.
        returns: Whether one is worded as given in return.
    """

    begins: frozenset[str]
    ends: frozenset[str]
    sources: frozenset[str]
    sinks: frozenset[str]
    series: frozenset[str]
    planned: bool
    done: bool
    tells_part: bool
    measured: bool
    documents: frozenset[str]
    ships: frozenset[str]
    returns: bool

    @classmethod
    def of(cls, bundle: Bundle) -> Sides:
        """Of the claims that state something."""
        told = bundle.told
        plans = [case.claim.stage == "planned" for case in told]
        return cls(
            begins=frozenset().union(*(case.begins_in for case in told)),
            ends=frozenset().union(*(case.ends_in for case in told)),
            sources=frozenset().union(*(case.sources for case in told)),
            sinks=frozenset().union(*(case.sinks for case in told)),
            series=frozenset(noun for case in told for noun, _ in case.series),
            planned=all(plans),
            done=not any(plans),
            tells_part=any(case.dates or (case.worded_part and case.quantities) for case in told),
            measured=any(quantity.unit for quantity in quantities(bundle)),
            documents=bundle.documents,
            ships=bundle.filled("vehicle").ships,
            returns=any(case.is_return for case in told),
        )

    def may_follow(self, other: Sides) -> bool:
        """Whether this may be a later member of the other's series, its fulfilment or its return."""
        if self.ends & other.begins or other.ends & self.begins:
            return bool(self.returns or self.ships & other.ships or self.may_go_on(other))
        return self.may_go_on(other)

    def may_go_on(self, other: Sides) -> bool:
        """Whether this may be a later member of the other's series, or its fulfilment."""
        return bool(self.sinks & other.sinks) and bool(self.series & other.series or (self.done and other.planned))

    def may_belong(self, whole: Sides) -> bool:
        """Whether this may be a part of the other."""
        if not (self.tells_part and self.measured and whole.measured):
            return False
        ends = self.sources & whole.sources and self.sinks & whole.sinks
        return bool(ends or self.ships & whole.ships or self.documents & whole.documents)


def quantities(bundle: Bundle) -> tuple[QuantityValue, ...]:
    """The amounts of a bundle, each once."""
    return tuple(value for value in bundle.filled("quantity").values if isinstance(value, QuantityValue))
