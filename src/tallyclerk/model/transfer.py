"""The reconstructed event: facts with verdicts, origins, conflicts and checks."""

from __future__ import annotations

from typing import Literal

import msgspec

from tallyclerk.model.claim import Certainty, Leg, Role, Status
from tallyclerk.model.value import Value

Verdict = Literal["agreed", "repeated", "refined", "conflicting", "single"]
ConflictKind = Literal[
    "bound drift",
    "part and whole",
    "other leg",
    "unit",
    "rounding",
    "superseded",
    "alias",
    "mistranslation",
    "rewrite error",
    "capacity",
    "page date",
    "direction",
    "certainty drift",
    "denial dropped",
    "genuine",
    "cannot tell",
]
OriginKind = Literal["person", "body", "country", "imagery", "register", "outlet", "anonymous", "ais"]
CheckVerdict = Literal["possible", "implausible", "cannot judge"]
LinkKind = Literal["part_of", "follows", "fulfils", "returns", "denies"]


Credibility = Literal[1, 2, 3, 4, 5, 6]
"""Of information, on the Admiralty scale (NATO AJP-2.1): 1 confirmed … 5 improbable, 6 truth cannot be judged."""


class FactValue(msgspec.Struct, frozen=True, kw_only=True):
    """One reported value of a fact, with all that stands behind it.

    Attributes:
        value: The typed value; its span indexes the text of `documents[0]`.
        label: How people are shown it.
        claims, documents, origins: Ids of what states it.
        independence: "2 independent origins", "1 origin, 14 outlets", "independence not established: …".
        witnesses: Ids of the origins that this counts, each at the root of its chain, no more than one for each text.
        credibility: On the Admiralty scale, by the rules of `tallyclerk.check.grading`.
    """

    value: Value
    label: str
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    origins: tuple[str, ...]
    independence: str
    witnesses: tuple[str, ...] = ()
    credibility: Credibility = 6


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """Two or more values of one fact that differ, of what kind, and why, in plain words."""

    kind: ConflictKind
    between: tuple[str, ...]
    reason: str


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One role of a transfer: all its reported values, best-supported first, and a verdict."""

    id: str
    verdict: Verdict
    explanation: str
    values: tuple[FactValue, ...]
    conflicts: tuple[Conflict, ...] = ()


class Link(msgspec.Struct, frozen=True):
    """How one transfer hangs together with another."""

    kind: LinkKind
    transfer: str
    reason: str


class Transfer(msgspec.Struct, frozen=True, kw_only=True):
    """A movement of goods as reconstructed from claims.

    Attributes:
        id: `t1` is the best-supported one.
        title: "North Korea to Russia: munitions".
        summary: The finding in one sentence, with certainty and origins.
        origins: Where its assertions come from; those who deny it are not among them, unless nobody asserts it.
        conflicts: Differences between its reports that are of no one role: how sure, how far along.
        steps: Why these claims were put together, in plain words.
    """

    id: str
    title: str
    summary: str
    status: Status
    certainty: Certainty
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    origins: tuple[str, ...]
    legs: tuple[Leg, ...] = ()
    facts: dict[Role, Fact]
    links: tuple[Link, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def all_conflicts(self) -> tuple[Conflict, ...]:
        """The differences of every role, then those of no one role."""
        return (*(conflict for fact in self.facts.values() for conflict in fact.conflicts), *self.conflicts)


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where information entered the record.

    Attributes:
        id: `o1`, `o2` …
        documents: Documents whose claims rest on it.
        rests_on: Origins behind this one (an outlet's report rests on the body that it cites).
        independent: Whether it may be counted as a witness of its own.
        reason: Why it is or is not.
    """

    id: str
    name: str
    kind: OriginKind
    documents: tuple[str, ...]
    rests_on: tuple[str, ...] = ()
    independent: bool
    reason: str


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """A test of a fact against the physical world, with the arithmetic shown.

    Attributes:
        kind: `distance`, `speed`, `order`, `border`, `capacity`, `weight`, `water`, `presence`, `ais`.
        arithmetic: The calculation in one readable line.
        inputs: What went in, by name (`from`, `to`, `stated_km` …).
        claims: Claims that it tests.
    """

    id: str
    transfer: str
    kind: Literal["distance", "speed", "order", "border", "capacity", "weight", "water", "presence", "ais"]
    verdict: CheckVerdict
    arithmetic: str
    explanation: str
    inputs: dict[str, str | int | float | None]
    claims: tuple[str, ...] = ()
