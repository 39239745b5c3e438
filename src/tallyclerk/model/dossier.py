"""All of it: what `dossier.json` holds."""

from __future__ import annotations

from typing import Literal, TypeVar

import msgspec

from tallyclerk.model.claim import Claim
from tallyclerk.model.document import Document, Family, Unread
from tallyclerk.model.observation import Sensed
from tallyclerk.model.transfer import Check, Origin, Transfer

Item = TypeVar("Item", Document, Claim)

SCHEMA: Literal["tallyclerk/dossier/1"] = "tallyclerk/dossier/1"


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """A finished dossier.

    Attributes:
        transfers: The best-supported one first.
        unread: Sources that could not be read.
        used: Registers and indexes of places of the user's own that it was built with.
        settings: What the stages were set to, as `check.sea_kmh = 55`.
        sensed: What `observe` found.
    """

    schema: Literal["tallyclerk/dossier/1"] = SCHEMA
    documents: tuple[Document, ...] = ()
    families: tuple[Family, ...] = ()
    claims: tuple[Claim, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    origins: tuple[Origin, ...] = ()
    checks: tuple[Check, ...] = ()
    unread: tuple[Unread, ...] = ()
    used: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    version: str = ""
    sensed: Sensed | None = None

    def document(self, id: str) -> Document:
        """The document with this id. Raises KeyError where there is none."""
        return _by_id(self.documents, id)

    def claim(self, id: str) -> Claim:
        """The claim with this id. Raises KeyError where there is none."""
        return _by_id(self.claims, id)

    def _repr_html_(self) -> str:
        """The dossier at a glance, as Jupyter shows it: each transfer's finding and facts, everything escaped."""
        from tallyclerk.model.glance import glance  # noqa: PLC0415 - a template engine, needed in notebooks alone

        return glance(self)


def _by_id(items: tuple[Item, ...], id: str) -> Item:
    for item in items:
        if item.id == id:
            return item
    raise KeyError(id)
