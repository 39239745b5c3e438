"""What one document says of one transfer: first as a draft of mentions, then with typed values."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

import msgspec

from tallyclerk.model.span import Span
from tallyclerk.model.value import Mention, Mode, Value

Role = Literal["giver", "recipient", "cargo", "quantity", "origin", "destination", "via", "vehicle", "date"]
ROLES: tuple[Role, ...] = get_args(Role)
Stage = Literal["planned", "in_transit", "delivered", "seized", "lost"]
Certainty = Literal["asserted", "assessed", "alleged", "possible", "denied"]
Status = Literal["delivered", "in_transit", "planned", "alleged", "denied", "seized"]
SourceKind = Literal["person", "body", "country", "outlet", "agency", "imagery", "register", "anonymous"]


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """One link of the chain of who says so, outermost (nearest the reader) first.

    Attributes:
        name: The resolved name ("John Kirby" for a later "Kirby").
        of: The body that a person speaks for.
        carried: Whether the claim's own sentence names no source, and this one is taken from the sentences around it.
    """

    text: str
    start: int
    end: int
    name: str
    kind: SourceKind
    of: str | None = None
    carried: bool = False


class Evidence(msgspec.Struct, frozen=True):
    """How a claim is known: a kind from the evidence lexicon, and the words that say so."""

    kind: str
    text: str
    start: int
    end: int


class DraftLeg(msgspec.Struct, frozen=True, kw_only=True):
    """One movement as worded, before its ends are grounded."""

    mode: Mode | None = None
    vehicle: Mention | None = None
    origin: Mention | None = None
    destination: Mention | None = None
    date: Mention | None = None


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as extracted: roles hold ungrounded mentions.

    Attributes:
        frame: Id of the frame that found it (`ship`).
        trigger: The word that evoked the frame.
        steps: How it was found, in plain words, for `explain`.
        stated: Wording about distances and borders near the claim, kept for the checks
            ("roughly 290 kilometers from the Ukrainian border").
        said_on: Times that date the statement, not the movement ("said on Friday").
        borrowed: Roles that its own sentence does not fill: they are taken from other sentences.
    """

    document: str
    frame: str
    trigger: Span | None = None
    stage: Stage
    certainty: Certainty
    roles: dict[Role, tuple[Mention, ...]]
    legs: tuple[DraftLeg, ...] = ()
    attribution: tuple[Attribution, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    quote: Span
    steps: tuple[str, ...] = ()
    stated: tuple[Mention, ...] = ()
    said_on: tuple[Mention, ...] = ()
    borrowed: tuple[Role, ...] = ()


class Leg(msgspec.Struct, frozen=True, kw_only=True, rename={"origin": "from", "destination": "to"}):
    """One movement by one mode between two places.

    In a claim the ends are as its report words them; in a transfer they are names, one for all wordings of a place.
    """

    mode: Mode | None = None
    vehicle: str | None = None
    origin: str | None = None
    destination: str | None = None
    earliest: date | None = None
    latest: date | None = None


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """What one document says of one transfer.

    Attributes:
        id: `c1`, `c2` … over the whole dossier.
        status: Follows from stage and certainty, see `status_of`.
        evidence: Kinds of evidence; their words are in `evidence_spans`.
        borrowed: Roles that its own sentence does not fill: they are taken from other sentences of its report.
        sought: Of these, the roles that were looked for in its report because another report gives them.
    """

    id: str
    document: str
    predicate: Literal["transfer"] = "transfer"
    status: Status
    stage: Stage
    certainty: Certainty
    roles: dict[Role, tuple[Value, ...]]
    legs: tuple[Leg, ...] = ()
    attribution: tuple[Attribution, ...] = ()
    evidence: tuple[str, ...] = ()
    evidence_spans: tuple[Evidence, ...] = ()
    quote: Span
    frame: str = ""
    steps: tuple[str, ...] = ()
    stated: tuple[Mention, ...] = ()
    borrowed: tuple[Role, ...] = ()
    sought: tuple[Role, ...] = ()


def status_of(stage: Stage, certainty: Certainty) -> Status:
    """The one-word status that a stage and a certainty come to.

    A denial is denied whatever was denied; a seizure is a seizure however sure its background is; beyond these,
    whatever is not asserted is alleged. A loss under way counts as in transit.
    """
    if certainty == "denied":
        return "denied"
    if stage == "seized":
        return "seized"
    if certainty != "asserted" and stage != "planned":
        return "alleged"
    return "in_transit" if stage == "lost" else stage
