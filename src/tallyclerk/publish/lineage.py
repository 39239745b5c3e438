"""A picture of where a transfer's information entered the record: origins on the left, the reports on the right."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import msgspec

from tallyclerk.model import Document, Family, Origin, OriginKind, Transfer
from tallyclerk.publish import words
from tallyclerk.publish.records import Records
from tallyclerk.publish.text_box import cut

WIDTH = 880.0
ROW = 50.0
HIGH = 42.0
PAD = 10.0
MOST = 24
"""Reports that the picture shows; the list below it has all."""

LEFT, RIGHT, WIDE_BOX, BULGE = 0.0, 470.0, 310.0, 34.0
SIZE, SMALL = 13.0, 11.5

DID: dict[OriginKind, str] = {
    "person": "said it",
    "body": "said it",
    "country": "said it",
    "anonymous": "said it, unnamed",
    "outlet": "reports it itself",
    "imagery": "saw it from above",
    "register": "has it on file",
    "ais": "the ship itself sent it",
}
TURNED = {"copy": "copied", "paraphrase": "rewritten", "translation": "translated"}


class Card(msgspec.Struct, frozen=True):
    """A box with a name and one line more; `look` is `witness`, `doubtful` or `report`, `target` an id it leads to."""

    x: float
    y: float
    width: float
    name: str
    more: str
    look: str
    target: str = ""


class Thread(msgspec.Struct, frozen=True):
    """A line from an origin to what rests on it (`sure` or `unsure`), or beside a copy, with a word at (x, y).

    The latter comes from the text that it was made from (`copy`), or from one that may as well be the younger (`same`).
    """

    path: str
    look: str
    word: str = ""
    x: float = 0.0
    y: float = 0.0


class Lineage(msgspec.Struct, frozen=True):
    """The picture; `unshown` reports are in the list alone."""

    width: float
    height: float
    cards: tuple[Card, ...]
    threads: tuple[Thread, ...]
    unshown: int

    @property
    def has_copies(self) -> bool:
        """Whether a report is a copy of another."""
        return any(thread.word for thread in self.threads)


def lineage(records: Records, transfer: Transfer, origins: Sequence[Origin]) -> Lineage | None:
    """The picture of some origins and of the transfer's documents that rest on them; None where there is none."""
    ordered = _by_origin(records, transfer, origins)
    shown = ordered[:MOST]
    if not origins or not shown:
        return None
    rows = {document.id: n * ROW + ROW / 2 for n, document in enumerate(shown)}
    places = _places(origins, rows)
    threads = (
        *_held(origins, places, rows),
        *_resting(origins, places),
        *_copies(records, rows),
    )
    height = max(*rows.values(), *(y for _, y in places.values())) + ROW / 2
    return Lineage(
        WIDTH,
        round(height, 1),
        (*(_origin(o, *places[o.id]) for o in origins), *(_report(d, rows[d.id]) for d in shown)),
        threads,
        len(ordered) - len(shown),
    )


def _by_origin(records: Records, transfer: Transfer, origins: Sequence[Origin]) -> list[Document]:
    """The documents in the order of their first origin, then of their days."""
    first = {id: n for n, origin in reversed(list(enumerate(origins))) for id in origin.documents}
    found = [records.documents[id] for id in transfer.documents if id in first]
    return sorted(found, key=lambda d: (first[d.id], str(d.published.earliest) if d.published else "9", d.id))


def _places(origins: Sequence[Origin], rows: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Left edge and middle of each origin's box: level with its reports, one that rests on another indented."""
    known = {o.id for o in origins}
    found: dict[str, tuple[float, float]] = {}
    free = ROW / 2
    for origin in _families(sorted(origins, key=lambda o: (_level(o, rows), o.id))):
        y = max(free, _level(origin, rows))
        found[origin.id] = (36.0 if any(p in known for p in origin.rests_on) else LEFT, round(y, 1))
        free = y + ROW + 8
    return found


def _families(origins: Sequence[Origin]) -> list[Origin]:
    """The origins in their order, but each that rests on another right after that one."""
    known = {o.id for o in origins}
    found = [o for o in origins if not any(parent in known for parent in o.rests_on)]
    for origin in reversed([o for o in origins if o not in found]):
        parent = next((n for n, other in enumerate(found) if other.id in origin.rests_on), len(found) - 1)
        found.insert(parent + 1, origin)
    return found


def _level(origin: Origin, rows: dict[str, float]) -> float:
    own = [rows[id] for id in origin.documents if id in rows]
    return sum(own) / len(own) if own else math.inf if not rows else max(rows.values()) + ROW


def _held(
    origins: Sequence[Origin], places: dict[str, tuple[float, float]], rows: dict[str, float]
) -> Iterable[Thread]:
    for origin in origins:
        x, y = places[origin.id]
        for id in origin.documents:
            if id in rows:
                start, middle = x + WIDE_BOX, (x + WIDE_BOX + RIGHT) / 2
                path = f"M{start:g} {y:g}C{middle:g} {y:g} {middle:g} {rows[id]:g} {RIGHT - 7:g} {rows[id]:g}"
                yield Thread(path, "sure" if origin.independent else "unsure")


def _resting(origins: Sequence[Origin], places: dict[str, tuple[float, float]]) -> Iterable[Thread]:
    for origin in origins:
        for parent in (p for p in origin.rests_on if p in places):
            (x, y), (_, above) = places[origin.id], places[parent]
            side = HIGH / 2 if above < y else -HIGH / 2
            yield Thread(f"M{LEFT + 16:g} {above + side:g}V{y:g}H{x:g}", "unsure")


def _copies(records: Records, rows: dict[str, float]) -> Iterable[Thread]:
    """Lines beside the reports from a family's likely source, or else its first report here, to the others."""
    for family in records.dossier.families:
        here = [id for id in rows if id in family.documents]
        source = family.source if family.source in here else next(iter(here), "")
        for id in here:
            if id != source:
                yield _copied(rows[source], rows[id], _kind(family, source, id), source == family.source)


def _kind(family: Family, source: str, id: str) -> str:
    """What shows that a member is one text with the source; else with any other."""
    own = [edge for edge in family.edges if id in (edge.a, edge.b)]
    return next((edge.kind for edge in own if source in (edge.a, edge.b)), own[0].kind if own else family.kind)


def _copied(start: float, end: float, kind: str, sourced: bool) -> Thread:
    edge, out = RIGHT + WIDE_BOX, RIGHT + WIDE_BOX + BULGE
    path = f"M{edge:g} {start:g}C{out:g} {start:g} {out:g} {end:g} {edge + 3:g} {end:g}"
    return Thread(
        path, "copy" if sourced else "same", TURNED.get(kind, kind), edge + 10, end + (17 if end > start else -9)
    )


def _origin(origin: Origin, x: float, y: float) -> Card:
    look = "witness" if origin.independent else "doubtful"
    more = f"{DID[origin.kind]}; {'a witness of its own' if origin.independent else 'no witness of its own'}"
    return _card((x, y), origin.name, more, look)


def _report(document: Document, y: float) -> Card:
    told = f"{document.id} · {words.published(document).removeprefix('published ')}"
    card = _card((RIGHT, y), document.outlet or document.title or document.key, told, "report")
    return msgspec.structs.replace(card, target=document.id)


def _card(at: tuple[float, float], name: str, more: str, look: str) -> Card:
    room = WIDE_BOX - 2 * PAD
    shown = cut(words.in_line(name), room, SIZE + 1), cut(more, room, SMALL)
    return Card(at[0], round(at[1] - HIGH / 2, 1), WIDE_BOX, *shown, look)
