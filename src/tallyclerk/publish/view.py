"""The whole page as plain objects: what the template walks, with every decision already made."""

from __future__ import annotations

import msgspec

from tallyclerk.model import Check, Dossier, Inputs, Observation, Sensed, Track, Transfer, Unread
from tallyclerk.publish import words
from tallyclerk.publish.assessment import assessment
from tallyclerk.publish.badges import CERTAINTY, CHECK, Badge
from tallyclerk.publish.documents import DocumentView, document_views
from tallyclerk.publish.facts import ConflictView, FactView, conflict_views, fact_views
from tallyclerk.publish.lineage import Lineage, lineage
from tallyclerk.publish.maps import LEAD, OTHERS, Map, Route, draw, route
from tallyclerk.publish.maps.outlines import World
from tallyclerk.publish.origins import Node, involved, tree
from tallyclerk.publish.quotes import Quote, quote
from tallyclerk.publish.records import Records
from tallyclerk.publish.timeline import Timeline, timeline

MANY = 14
"""Beyond this many transfers, the overview folds away those that rest on a single claim."""

SHORT = 4
"""Up to this many transfers, the overview stands on the first screen beside the map."""

MOST_SEEN = 200
"""Observations of ships that the page shows of one transfer; the data has all."""

RELATIONS = {
    "part_of": "is a part of",
    "follows": "follows",
    "fulfils": "fulfils what was planned in",
    "returns": "goes the other way from",
    "denies": "is a denial of",
}


class Relation(msgspec.Struct, frozen=True):
    """How a transfer hangs together with another, with the reason."""

    text: str
    transfer: str
    title: str
    reason: str


class CheckView(msgspec.Struct, frozen=True):
    """A check with its verdict as a badge and its inputs in words."""

    check: Check
    badge: Badge
    inputs: tuple[tuple[str, str], ...]


class SeenView(msgspec.Struct, frozen=True):
    """One observation of a ship, with its times in words and its inputs."""

    observation: Observation
    ship: str
    when: str
    inputs: tuple[tuple[str, str], ...]


class TransferView(msgspec.Struct, frozen=True, kw_only=True):
    """One transfer, ready to be shown; `number` is its place on the page, `depth` how deep it is a part of another."""

    id: str
    number: int
    title: str
    summary: str
    badge: Badge
    status: str
    counts: tuple[str, ...]
    assessment: tuple[str, ...]
    depth: int
    relations: tuple[Relation, ...]
    route: Route
    map: Map | None
    timeline: Timeline | None
    facts: tuple[FactView, ...]
    conflicts: tuple[ConflictView, ...]
    denials: tuple[Quote, ...]
    origins: tuple[Node, ...]
    lineage: Lineage | None
    tracks: tuple[Track, ...]
    seen: tuple[SeenView, ...]
    unshown: int
    checks: tuple[CheckView, ...]
    steps: tuple[str, ...]

    @property
    def brief(self) -> tuple[str, ...]:
        """The counts without that of claims, for a line of the overview."""
        return tuple(count for count in self.counts if "claim" not in count)


class PageView(msgspec.Struct, frozen=True, kw_only=True):
    """The page; `overview` and `lesser` part its transfers into those listed openly and those folded away."""

    title: str
    lead: TransferView | None
    transfers: tuple[TransferView, ...]
    overview: tuple[TransferView, ...]
    lesser: tuple[TransferView, ...]
    documents: tuple[DocumentView, ...]
    unread: tuple[Unread, ...]
    counts: tuple[str, ...]
    set_aside: tuple[str, ...]
    version: str
    used: tuple[str, ...]
    settings: tuple[str, ...]

    @property
    def is_short(self) -> bool:
        """Whether the overview is short enough to stand beside the first map."""
        return 1 < len(self.overview) <= SHORT and not self.lesser


def page_view(dossier: Dossier, world: World) -> PageView:
    """All that the page shows of a dossier; `world` gives the outlines of countries."""
    records = Records(dossier)
    transfers = tuple(
        _transfer(records, transfer, (number, depth), world)
        for number, (transfer, depth) in enumerate(in_order(dossier.transfers), start=1)
    )
    lesser = _lesser(transfers, {t.id: len(t.claims) for t in dossier.transfers})
    return PageView(
        title=transfers[0].title if transfers else "No transfer found",
        lead=transfers[0] if transfers else None,
        transfers=transfers,
        overview=tuple(t for t in transfers if t not in lesser),
        lesser=lesser,
        documents=document_views(records),
        unread=dossier.unread,
        counts=(
            words.counted(len(transfers), "transfer"),
            words.counted(len(dossier.documents), "document"),
            words.counted(len(dossier.origins), "origin"),
            words.counted(len(dossier.claims), "claim"),
        ),
        version=dossier.version,
        used=dossier.used,
        settings=dossier.settings,
        set_aside=_set_aside(records),
    )


def _set_aside(records: Records) -> tuple[str, ...]:
    """How much of the documents went into no claim, in sentences."""
    documents = records.dossier.documents
    pieces = sum(len(d.removed) for d in documents)
    idle = [d.id for d in documents if not records.claims_in.get(d.id)]
    loose = [c.id for c in records.dossier.claims if c.id not in records.transfers_of]
    return (
        f"{words.counted(pieces, 'piece')} of the pages, as no part of an article; each is folded below its document, "
        "with the reason",
        *([f"No claim was read from {words.few(idle)}; what is known of why stands there"] if idle else []),
        *([f"In no transfer: {words.few(loose)}"] if loose else []),
    )


def _lesser(transfers: tuple[TransferView, ...], claims: dict[str, int]) -> tuple[TransferView, ...]:
    """Of many transfers, those that rest on a single claim, are no part of another and have no parts."""
    if len(transfers) <= MANY:
        return ()
    pairs = zip(transfers[1:], [*(t.depth for t in transfers[2:]), 0], strict=True)
    return tuple(t for t, below in pairs if claims[t.id] == 1 and t.depth == 0 and below == 0)


def in_order(transfers: tuple[Transfer, ...]) -> list[tuple[Transfer, int]]:
    """Transfers in the dossier's order with their depth: each part right after the whole it is a part of."""
    known = {t.id for t in transfers}
    wholes = {
        t.id: next((k.transfer for k in t.links if k.kind == "part_of" and k.transfer in known), "") for t in transfers
    }
    found: list[tuple[Transfer, int]] = []
    seen: set[str] = set()

    def add(transfer: Transfer, depth: int) -> None:
        if transfer.id in seen:
            return
        seen.add(transfer.id)
        found.append((transfer, depth))
        for part in transfers:
            if wholes[part.id] == transfer.id:
                add(part, min(depth + 1, 2))

    for transfer in transfers:
        if not wholes[transfer.id]:
            add(transfer, 0)
    for transfer in transfers:
        add(transfer, 0)
    return found


def _transfer(records: Records, transfer: Transfer, place: tuple[int, int], world: World) -> TransferView:
    dossier, way = records.dossier, route(records, transfer)
    seen = _seen(dossier.sensed, transfer)
    conflicts = conflict_views(records, transfer)
    return TransferView(
        id=transfer.id,
        title=transfer.title,
        summary=transfer.summary,
        badge=CERTAINTY[transfer.certainty],
        status=transfer.status.replace("_", " "),
        counts=_counts(transfer, len(conflicts)),
        assessment=assessment(records, transfer),
        number=place[0],
        depth=place[1],
        relations=_relations(records, transfer),
        route=way,
        map=draw(way, world, LEAD if place[0] == 1 else OTHERS),
        timeline=timeline(records, transfer),
        facts=fact_views(records, transfer),
        conflicts=conflicts,
        denials=_denials(records, transfer),
        origins=tree(records, transfer),
        lineage=lineage(records, transfer, involved(records, transfer)),
        tracks=_tracks(dossier.sensed, transfer),
        seen=seen[:MOST_SEEN],
        unshown=len(seen[MOST_SEEN:]),
        checks=tuple(_check(check) for check in dossier.checks if check.transfer == transfer.id),
        steps=transfer.steps,
    )


def _counts(transfer: Transfer, conflicts: int) -> tuple[str, ...]:
    return (
        words.counted(len(transfer.origins), "origin") if transfer.origins else "origin not known",
        words.counted(len(transfer.documents), "document"),
        words.counted(len(transfer.claims), "claim"),
        *([words.counted(conflicts, "conflict")] if conflicts else []),
    )


def _relations(records: Records, transfer: Transfer) -> tuple[Relation, ...]:
    return tuple(
        Relation(RELATIONS[link.kind], link.transfer, records.transfers[link.transfer].title, link.reason)
        for link in transfer.links
        if link.transfer in records.transfers
    )


def _denials(records: Records, transfer: Transfer) -> tuple[Quote, ...]:
    claims = (records.claims[id] for id in transfer.claims)
    return tuple(quote(records, claim, None) for claim in claims if claim.certainty == "denied")


def _tracks(sensed: Sensed | None, transfer: Transfer) -> tuple[Track, ...]:
    """The tracks that show or say anything of a transfer."""
    if sensed is None:
        return ()
    ids = {o.track for o in sensed.observations if transfer.id in o.transfers}
    ids |= {bearing.track for bearing in sensed.bearings if bearing.transfer == transfer.id}
    return tuple(track for track in sensed.tracks if track.id in ids)


def _seen(sensed: Sensed | None, transfer: Transfer) -> tuple[SeenView, ...]:
    if sensed is None:
        return ()
    ships = {track.id: track.ship for track in sensed.tracks}
    return tuple(
        SeenView(o, ships.get(o.track, o.track), words.span_of_time(o.start, o.end), _inputs(o.inputs))
        for o in sensed.observations
        if transfer.id in o.transfers
    )


def _check(check: Check) -> CheckView:
    return CheckView(check, CHECK[check.verdict], _inputs(check.inputs))


def _inputs(inputs: Inputs) -> tuple[tuple[str, str], ...]:
    return tuple((name.replace("_", " "), _input(value)) for name, value in inputs.items())


def _input(value: str | float | None) -> str:
    if value is None:
        return "not known"
    return f"{value:,}" if isinstance(value, int | float) else value
