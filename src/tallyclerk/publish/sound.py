"""Whether a dossier, which may come from anywhere, holds together: plain ids, each once, each reference to a thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tallyclerk.errors import DossierError
from tallyclerk.model import Dossier, Transfer
from tallyclerk.publish import words

_MEND = "the dossier was changed by hand or is not whole; build it anew"
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def expect_sound(dossier: Dossier) -> None:
    """Pass a dossier that holds together.

    Raises:
        DossierError: if an id is not plain or is there twice, or if what an id refers to is not there.
    """
    for kind, ids in _ids(dossier):
        odd = next((id for id in ids if not _PLAIN.fullmatch(id)), None)
        if odd is not None:
            raise DossierError(f"{_shown(odd)} is no id of a {kind}: {_MEND}")
        if twice := next((id for id, times in Counter(ids).items() if times > 1), None):
            raise DossierError(f"{twice} is the id of two {kind}s: {_MEND}")
    known = {kind: frozenset(ids) for kind, ids in _ids(dossier)}
    for where, kind, id in _references(dossier):
        if id not in known[kind]:
            raise DossierError(f"{where} names the {kind} {_shown(id)}, which is not there: {_MEND}")


def _ids(dossier: Dossier) -> Iterator[tuple[str, list[str]]]:
    yield "document", [d.id for d in dossier.documents]
    yield "claim", [c.id for c in dossier.claims]
    yield "transfer", [t.id for t in dossier.transfers]
    yield "fact", [fact.id for t in dossier.transfers for fact in t.facts.values()]
    yield "origin", [o.id for o in dossier.origins]
    yield "check", [k.id for k in dossier.checks]
    yield "observation", [o.id for o in dossier.sensed.observations] if dossier.sensed else []


def _references(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    """Where an id is named, of what kind it is, and the id."""
    yield from ((claim.id, "document", claim.document) for claim in dossier.claims)
    for transfer in dossier.transfers:
        yield from _of_transfer(transfer)
    for check in dossier.checks:
        yield check.id, "transfer", check.transfer
        yield from ((check.id, "claim", id) for id in check.claims)
    for origin in dossier.origins:
        yield from ((origin.id, "document", id) for id in origin.documents)
        yield from ((origin.id, "origin", id) for id in origin.rests_on)


def _of_transfer(transfer: Transfer) -> Iterator[tuple[str, str, str]]:
    yield from ((transfer.id, "claim", id) for id in transfer.claims)
    yield from ((transfer.id, "document", id) for id in transfer.documents)
    yield from ((transfer.id, "origin", id) for id in transfer.origins)
    yield from ((transfer.id, "transfer", link.transfer) for link in transfer.links)
    for fact in transfer.facts.values():
        for value in fact.values:
            yield from ((fact.id, "claim", id) for id in value.claims)
            yield from ((fact.id, "document", id) for id in value.documents)
            yield from ((fact.id, "origin", id) for id in (*value.origins, *value.witnesses))


def _shown(id: str) -> str:
    return f"“{words.in_line(id, 40)}”"
