"""From roots to outlets to documents: where a transfer's information entered the record."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tallyclerk.model import Origin, Transfer
from tallyclerk.publish import words
from tallyclerk.publish.records import Records


class Leaf(msgspec.Struct, frozen=True):
    """A document that rests on an origin."""

    id: str
    outlet: str
    title: str
    published: str


class Node(msgspec.Struct, frozen=True):
    """An origin, what rests on it, and the documents that rest on it directly."""

    id: str
    name: str
    kind: str
    independent: bool
    reason: str
    children: tuple[Node, ...]
    leaves: tuple[Leaf, ...]


def tree(records: Records, transfer: Transfer) -> tuple[Node, ...]:
    """The roots that a transfer's claims rest on, each with all that rests on it within this transfer."""
    wanted = involved(records, transfer)
    roots = [o for o in wanted if not any(parent in {w.id for w in wanted} for parent in o.rests_on)]
    return tuple(_node(records, transfer, root, wanted, ()) for root in roots or wanted[:1])


def involved(records: Records, transfer: Transfer) -> list[Origin]:
    """The transfer's origins, all that they rest on, and what in the transfer's documents rests on them."""
    ids = list(transfer.origins)
    for id in ids:
        ids.extend(p for p in (records.origins[id].rests_on if id in records.origins else ()) if p not in ids)
    for origin in records.dossier.origins:
        in_hand = set(origin.documents) & set(transfer.documents)
        if origin.id not in ids and in_hand and any(parent in ids for parent in origin.rests_on):
            ids.append(origin.id)
    return [records.origins[id] for id in ids if id in records.origins]


def _node(
    records: Records, transfer: Transfer, origin: Origin, wanted: Sequence[Origin], above: tuple[str, ...]
) -> Node:
    """A node with its subtree; `above` are the ids on the way down, so that a circle ends."""
    way = (*above, origin.id)
    children = tuple(
        _node(records, transfer, child, wanted, way)
        for child in wanted
        if origin.id in child.rests_on and child.id not in way
    )
    below = {leaf.id for child in children for leaf in _all_leaves(child)}
    own = [id for id in origin.documents if id in transfer.documents and id not in below]
    return Node(
        id=origin.id,
        name=origin.name,
        kind=origin.kind,
        independent=origin.independent,
        reason=origin.reason,
        children=children,
        leaves=tuple(_leaf(records, id) for id in own),
    )


def _all_leaves(node: Node) -> tuple[Leaf, ...]:
    return (*node.leaves, *(leaf for child in node.children for leaf in _all_leaves(child)))


def _leaf(records: Records, id: str) -> Leaf:
    document = records.documents[id]
    return Leaf(id, words.outlet(document), document.title or document.key, words.published(document))
