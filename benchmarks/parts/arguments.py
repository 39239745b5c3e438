"""Events and their arguments in annotated sentences against the claims found there: counts, and what is lost where.

- trigger: a claim's word overlaps the gold event's word.
- argument: role and head are right; whichever word of the sentence evoked the claim.
- argument under its trigger: the claim's trigger is right, too.

An argument is right if its head lies in the gold span and it holds a head of the gold (`heads.py`). Gold roles that say
nothing about one of ours (purposes, preventers, the scene) are neutral: a value there is neither right nor wrong. One
mention as both giver and origin, or recipient and destination, is one value: a country is both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from parts.found import Found, evoked_in
from parts.heads import Heads
from parts.part import Measured, Tally, table
from tallyclerk.model import Role, Span

END = {"giver": "giver/origin", "origin": "giver/origin", "recipient": "recipient/destination"}
END |= {"destination": "recipient/destination"}
CAUSES = ("no frame", "unknown goods", "no claim", "pronoun", "in another role", "other words", "role empty")
"""Why an argument is lost: its event's word evokes no frame, or one without goods or vehicle that are known as such, or
one that made no claim for another reason; else what its claim has."""

RoleMap = Mapping[str, frozenset[Role]]
"""Gold role to the roles of ours that it may be; none: neutral."""


class Argument(NamedTuple):
    """A gold argument: the roles of ours that it may have, and its words."""

    roles: frozenset[Role]
    span: Span

    @property
    def end(self) -> str:
        """The role to count it under."""
        first = min(self.roles)
        return END.get(first, first)


class Event(NamedTuple):
    """A gold event."""

    kind: str
    trigger: Span
    arguments: tuple[Argument, ...]


class Example(NamedTuple):
    """An annotated text; claims evoked within `scope` are held against its events."""

    text: str
    events: tuple[Event, ...]
    scope: Span


class Value(NamedTuple):
    """A value found: one mention with its roles."""

    end: str
    roles: frozenset[Role]
    span: Span


class Lost(NamedTuple):
    """A gold argument that was not found, and why."""

    end: str
    cause: str
    words: str
    event: str
    text: str


@dataclass
class Count:
    """The counts of a data set.

    Attributes:
        anything: Whether whatever changes hands counts as goods.
    """

    roles: frozenset[Role]
    anything: bool = False
    trigger: Tally = field(default_factory=Tally)
    arguments: dict[str, Tally] = field(default_factory=dict)
    under: Tally = field(default_factory=Tally)
    lost: list[Lost] = field(default_factory=list)
    kinds: dict[str, Tally] = field(default_factory=dict)

    def add(self, example: Example) -> None:
        """Count one example."""
        heads = Heads(example.text)
        found = evoked_in(example.text, anything=self.anything)
        evoked = [frame for frame in found if example.scope.overlaps(frame.trigger)]
        claims = [frame for frame in evoked if frame.draft is not None]
        self._triggers(example.events, claims)
        gold = {argument for event in example.events for argument in event.arguments}
        for end, tally in _judged(gold, _values(claims, self.roles, heads), heads):
            _into(self.arguments.setdefault(end, Tally()), tally)
        for event in example.events:
            mine = [frame for frame in evoked if frame.trigger.overlaps(event.trigger)]
            for _, tally in _judged(set(event.arguments), _values(mine, self.roles, heads), heads):
                _into(self.under, tally)
            self._lose(example, event, mine, heads)
        spare = [claim for claim in claims if not any(claim.trigger.overlaps(e.trigger) for e in example.events)]
        self.under.predicted += len(_values(spare, self.roles, heads))

    def _triggers(self, events: Iterable[Event], claims: list[Found]) -> None:
        triggers = {claim.trigger for claim in claims}
        golds = {event.trigger: event.kind for event in events}
        self.trigger.predicted += len(triggers)
        self.trigger.right += sum(any(t.overlaps(g) for g in golds) for t in triggers)
        for gold, kind in golds.items():
            hit = any(gold.overlaps(trigger) for trigger in triggers)
            for tally in (self.trigger, self.kinds.setdefault(kind, Tally())):
                tally.gold += 1
                tally.found += hit

    def _lose(self, example: Example, event: Event, mine: list[Found], heads: Heads) -> None:
        """Note the arguments of an event that its own claims do not have."""
        values = _values(mine, self.roles, heads)
        for argument in event.arguments:
            if argument.roles and not any(_right(argument, value, heads) for value in values):
                cause = _cause(argument, values, mine, heads)
                words, trigger = argument.span.of(example.text), event.trigger.of(example.text)
                self.lost.append(Lost(argument.end, cause, words, trigger, example.scope.of(example.text)))


def measured(examples: Iterable[Example], roles: RoleMap) -> Measured:
    """Count examples whose gold roles were mapped by `roles`.

    The data tells of people, money, evidence and views that change hands as of goods, and of each sentence it is known
    that it tells of a transfer; so whatever changes hands is counted as goods here (the setting `extract.anything`).
    What goods alone give, as on pages that may be about anything, stands beside it.
    """
    known = list(examples)
    wide, goods = (_count(known, roles, anything=anything) for anything in (True, False))
    every, narrow = _every(wide), _every(goods)
    rows = {"trigger": wide.trigger, "argument": every, "argument under its trigger": wide.under}
    tables = {**rows, **dict(sorted(wide.arguments.items())), "argument, goods alone": narrow}
    return Measured(
        scores={f"{name} F1": tally.f1 for name, tally in rows.items()} | {"argument F1, goods alone": narrow.f1},
        beside={"argument precision": every.precision, "argument recall": every.recall}
        | {f"{end} F1": tally.f1 for end, tally in sorted(wide.arguments.items())},
        table="\n\n".join((_main_table(tables), *_loss_tables(wide))),
        misses=tuple(f"{m.cause}: {m.end}: “{m.words}” of “{m.event}” | {m.text}" for m in wide.lost),
    )


def _count(examples: Iterable[Example], roles: RoleMap, *, anything: bool) -> Count:
    count = Count(frozenset(role for mapped in roles.values() for role in mapped), anything)
    for example in examples:
        count.add(example)
    return count


def _every(count: Count) -> Tally:
    every = Tally()
    for tally in count.arguments.values():
        _into(every, tally)
    return every


def _main_table(rows: Mapping[str, Tally]) -> str:
    head = ("", "precision", "recall", "F1", "found", "gold")
    return table(head, [(k, t.precision, t.recall, t.f1, t.predicted, t.gold) for k, t in rows.items()])


def _loss_tables(count: Count) -> Iterator[str]:
    lost = Counter((lost.end, lost.cause) for lost in count.lost)
    ends = sorted({lost.end for lost in count.lost})
    yield table(("lost under its trigger", *CAUSES), [(end, *(lost[end, cause] for cause in CAUSES)) for end in ends])
    kinds = sorted(count.kinds.items(), key=lambda pair: (-pair[1].gold, pair[0]))
    yield table(("triggers by kind", "gold", "found"), [(kind, t.gold, t.found) for kind, t in kinds])


def _values(claims: Iterable[Found], counted: frozenset[Role], heads: Heads) -> list[Value]:
    """The values of claims in counted roles, one for each head and end."""
    found: dict[tuple[str, Span], tuple[set[Role], Span]] = {}
    for draft in (claim.draft for claim in claims if claim.draft is not None):
        for role, mentions in draft.roles.items():
            for mention in mentions if role in counted else ():
                span = Span(mention.start, mention.end)
                found.setdefault((END.get(role, role), heads.of(span)), (set(), span))[0].add(role)
    return [Value(end, frozenset(roles), span) for (end, _), (roles, span) in sorted(found.items(), key=str)]


def _judged(gold: set[Argument], values: list[Value], heads: Heads) -> Iterator[tuple[str, Tally]]:
    """A tally for each value and each gold argument, with the role to count it under."""
    for value in values:
        right = any(_right(argument, value, heads) for argument in gold)
        neutral = any(not a.roles and a.span.overlaps(heads.of(value.span)) for a in gold)
        if right or not neutral:
            yield value.end, Tally(right=int(right), predicted=1)
    for argument in gold:
        if argument.roles:
            hit = any(_right(argument, value, heads) for value in values)
            yield argument.end, Tally(found=int(hit), gold=1)


def _right(argument: Argument, value: Value, heads: Heads) -> bool:
    return bool(argument.roles & value.roles) and heads.same(argument.span, value.span)


def _cause(argument: Argument, values: list[Value], mine: list[Found], heads: Heads) -> str:
    """Why the claims of an event lack an argument."""
    if all(frame.draft is None for frame in mine):
        return "no frame" if not mine else "no claim" if any(frame.goods for frame in mine) else "unknown goods"
    if heads.is_pronoun(argument.span):
        return "pronoun"
    if any(heads.same(argument.span, value.span) for value in values):
        return "in another role"
    return "other words" if any(argument.roles & value.roles for value in values) else "role empty"


def _into(total: Tally, more: Tally) -> None:
    total.right += more.right
    total.predicted += more.predicted
    total.found += more.found
    total.gold += more.gold
