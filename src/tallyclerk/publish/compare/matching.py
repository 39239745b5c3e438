"""Which documents, claims and transfers of two dossiers are the same, by what they hold: ids may have shifted."""

from __future__ import annotations

import re
from functools import cached_property

import msgspec

from tallyclerk.model import Claim, Document, Dossier, PlaceValue, Role, Transfer
from tallyclerk.publish.export import ids
from tallyclerk.publish.records import Records

_ID = re.compile(r"\b[dfco][0-9]+\b")
_PARTIES: tuple[Role, ...] = ("giver", "recipient")
_REST: tuple[Role, ...] = ("cargo", "quantity", "vehicle", "date")


class Matching(msgspec.Struct, frozen=True, dict=True):
    """Two dossiers, and what of one is what of the other."""

    old: Records
    new: Records

    @cached_property
    def documents(self) -> dict[str, str]:
        """New ids of documents by their old ones: same key and bytes, else same bytes, else same key."""
        found: dict[str, str] = {}
        for told in (lambda d: (d.key, d.sha256), lambda d: d.sha256, lambda d: d.key):
            free = [d for d in self.new.dossier.documents if d.id not in found.values()]
            for document in (d for d in self.old.dossier.documents if d.id not in found):
                match = next((d for d in free if told(d) == told(document)), None)
                if match:
                    found[document.id] = match.id
                    free.remove(match)
        return found

    @cached_property
    def transfers(self) -> dict[str, str]:
        """New ids of transfers by their old ones: the more claims they share, then the more values, the sooner."""
        pairs = sorted(
            (-shared, -alike, n, m, old.id, new.id)
            for n, old in enumerate(self.old.dossier.transfers)
            for m, new in enumerate(self.new.dossier.transfers)
            for shared, alike in [(len(self.shared(old, new)), _alike(old, new))]
            if shared or alike
        )
        found: dict[str, str] = {}
        for *_, old, new in pairs:
            if old not in found and new not in found.values():
                found[old] = new
        return found

    def shared(self, old: Transfer, new: Transfer) -> frozenset[tuple[str, str]]:
        """What two transfers have in common of claims: the same words of the same document."""
        return self._told_old[old.id] & self._told_new[new.id]

    def in_new_ids(self, text: str) -> str:
        """An old text with the ids of documents that it names as the new dossier numbers them."""
        return _ID.sub(lambda match: self.documents.get(match[0], match[0]), text)

    @cached_property
    def _told_old(self) -> dict[str, frozenset[tuple[str, str]]]:
        return _told(self.old, self.documents)

    @cached_property
    def _told_new(self) -> dict[str, frozenset[tuple[str, str]]]:
        return _told(self.new, {})


def matching(old: Dossier, new: Dossier) -> Matching:
    """The matching of two dossiers."""
    return Matching(Records(old), Records(new))


def _told(records: Records, named: dict[str, str]) -> dict[str, frozenset[tuple[str, str]]]:
    """Document and words of each transfer's claims, documents by the new dossier's ids."""

    def words(claim: Claim) -> tuple[str, str]:
        document: Document = records.documents[claim.document]
        return named.get(document.id, f"old {document.id}") if named else document.id, claim.quote.of(document.text)

    return {t.id: frozenset(words(records.claims[id]) for id in t.claims) for t in records.dossier.transfers}


def _alike(old: Transfer, new: Transfer) -> int:
    """How many facts two transfers share; 0 unless these are both parties, or one with a place, and something more."""
    parties = sum(_share(old, new, role) for role in _PARTIES)
    places = len(_places(old) & _places(new))
    rest = sum(_share(old, new, role) for role in _REST)
    enough = (parties == 2 and (places or rest)) or (parties == 1 and places and rest)
    return parties + places + rest if enough else 0


def _share(old: Transfer, new: Transfer, role: Role) -> bool:
    return bool(_identities(old, role) & _identities(new, role))


def _identities(transfer: Transfer, role: Role) -> set[str]:
    fact = transfer.facts.get(role)
    return {str(ids.of_value(value.value)) for value in fact.values} if fact else set()


def _places(transfer: Transfer) -> set[str]:
    values = (v.value for fact in transfer.facts.values() for v in fact.values)
    return {str(ids.of_place(v)) for v in values if isinstance(v, PlaceValue) and v.precision != "country"}
