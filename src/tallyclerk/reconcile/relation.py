"""How two values of one role stand to each other."""

from __future__ import annotations

from typing import Literal

import msgspec

from tallyclerk.model import ConflictKind

Standing = Literal["same", "close", "wider", "narrower", "unlike", "different"]
"""`close`: another wording of the same thing; `wider`: a contains b; `unlike`: nothing to compare."""


class Relation(msgspec.Struct, frozen=True):
    """How value a stands to value b.

    Attributes:
        standing: See `Standing`.
        kind: The kind of conflict that shows them as two values, where they are close.
        why: The reason in words, with the arithmetic where there is any.
        sure: Whether both values are known well enough to call them different.
    """

    standing: Standing
    kind: ConflictKind | None = None
    why: str = ""
    sure: bool = True

    @property
    def agrees(self) -> bool:
        """Whether both can be true of one thing."""
        return self.standing in ("same", "close", "wider", "narrower")

    def turned(self) -> Relation:
        """The relation of b to a."""
        swap: dict[Standing, Standing] = {"wider": "narrower", "narrower": "wider"}
        return Relation(swap.get(self.standing, self.standing), self.kind, self.why, self.sure)


SAME = Relation("same")
UNLIKE = Relation("unlike")
UNSURE = Relation("different", sure=False)
DIFFERENT = Relation("different")
