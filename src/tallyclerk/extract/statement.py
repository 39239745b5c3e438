"""One statement of a report about a movement: a filled frame, and what its own words name."""

from __future__ import annotations

from dataclasses import dataclass, field

from tallyclerk.extract.certainty import certainty_of, stage_of
from tallyclerk.extract.filling import Filling
from tallyclerk.extract.parse import Paragraph
from tallyclerk.model import Certainty, Mention, Role, Stage
from tallyclerk.resources.vehicles import vehicle_kind


@dataclass
class Telling:
    """One statement of a report about a movement.

    Attributes:
        claims: Whether it is a claim by itself; if not, it only says where a vehicle or goods were.
        denied: Whether it says that the movement did not happen.
        weighs: Whether its movement shows enough to be one.
        own: What its own words name, before other statements lend to it.
    """

    paragraph: Paragraph
    filling: Filling
    claims: bool
    denied: bool = False
    weighs: bool = True
    own: dict[Role, tuple[Mention, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.own = {role: tuple(mentions) for role, mentions in self.filling.roles.items()}

    @property
    def counts_carriers(self) -> bool:
        """Whether what it counts is what carries the goods."""
        carriers = {m.text for m in self.own.get("vehicle", ())}
        if carriers and not self.own.get("cargo"):
            return bool(self.own.get("quantity"))
        return any(m.text in carriers or vehicle_kind(m.text) for m in self.own.get("quantity", ()))

    @property
    def is_partial(self) -> bool:
        """Whether it is a sighting of counted goods, which may be some of those that another statement tells of."""
        party = self.own.get("giver") or self.own.get("recipient")  # "the 300 tonnes belong to Norland Oil"
        return self.filling.frame.weak and bool(self.own.get("quantity")) and not (party or self.counts_carriers)

    @property
    def is_aside(self) -> bool:
        """Whether it names only who plays a part in a movement, or only places on its way: "stops in Norport"."""
        if self.filling.roles.get("cargo") or self.filling.roles.get("vehicle"):
            return False
        return self.filling.lends or bool(self.own.get("via"))

    @property
    def outcome(self) -> tuple[Stage, Certainty]:
        """How far the movement has come, and how sure that is."""
        trigger, frame = self.filling.trigger, self.filling.frame
        return stage_of(trigger, frame.stage)[0], certainty_of(trigger)[0]

    def wordings(self) -> set[tuple[Role, str]]:
        """Everything that it names, lent or not."""
        return {(role, mention.text) for role, mentions in self.filling.roles.items() for mention in mentions}

    @property
    def borrowed(self) -> tuple[Role, ...]:
        """Roles that only other statements fill."""
        own = {mention for mentions in self.own.values() for mention in mentions}
        return tuple(role for role, mentions in self.filling.roles.items() if mentions and own.isdisjoint(mentions))

    @property
    def is_past(self) -> bool:
        """Whether it tells of what had been before."""
        return any(t.dep_ == "aux" and t.lower_ == "had" for t in self.filling.trigger.children)

    @property
    def start(self) -> int:
        """Where its verb or noun stands in the document."""
        return self.paragraph.start(self.filling.trigger)

    def named(self, role: Role) -> tuple[Mention, ...]:
        """What it names in a role, lent or not."""
        return tuple(self.filling.roles.get(role, ()))

    @property
    def is_substantial(self) -> bool:
        """Whether it names goods with their amount or vehicle, so that it is a claim once others lend it an end."""
        rest = self.own.get("quantity") or self.own.get("vehicle")
        return not self.filling.frame.weak and not self.denied and bool(self.own.get("cargo") and rest)

    def amounts(self) -> set[tuple[str, float]]:
        """How much it says was moved, each as the kind of measure and the number."""
        page = self.filling.phrases.page
        found = (page.quantity_in(m.start, m.end) for m in self.own.get("quantity", ()))
        return {(q.kind or "count", float(q.value)) for q in found if q is not None}
