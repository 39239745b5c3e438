"""What differs between two dossiers, as plain objects."""

from __future__ import annotations

from typing import Literal

import msgspec

from tallyclerk.model import Role

Kind = Literal["added", "removed", "changed"]
What = Literal[
    "document", "unread", "origin", "status", "certainty", "fact", "verdict", "value", "independence", "origins",
    "documents", "conflict", "denial", "leg", "days", "link", "check",
]  # fmt: skip


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One difference.

    Attributes:
        name: What it is about: a value's label, a leg's ends, a document's key.
        before, after: What was and what is, in words; `before` is empty for what was added, `after` for what is gone.
    """

    kind: Kind
    what: What
    name: str = ""
    role: Role | None = None
    before: str = ""
    after: str = ""


class TransferChange(msgspec.Struct, frozen=True, kw_only=True):
    """A transfer that was added or removed, or what changed in one that is in both.

    Attributes:
        old, new: Its id in each dossier; None where it is not in it.
        note: Where a removed one went, or where an added one came from, if its claims tell.
    """

    kind: Kind
    old: str | None
    new: str | None
    title: str
    summary: str
    note: str = ""
    changes: tuple[Change, ...] = ()


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """All that differs between an old and a new dossier."""

    documents: tuple[Change, ...] = ()
    origins: tuple[Change, ...] = ()
    transfers: tuple[TransferChange, ...] = ()

    @property
    def same(self) -> bool:
        """Whether nothing changed."""
        return not (self.documents or self.origins or self.transfers)
