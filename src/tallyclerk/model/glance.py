"""A dossier at a glance, as a notebook shows it."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined

if TYPE_CHECKING:
    from tallyclerk.model.dossier import Dossier

TRANSFERS = 12
"""Transfers that are shown; the page of the dossier shows all."""

LONGEST = 400


def glance(dossier: Dossier) -> str:
    """A piece of HTML that asks for nothing else: the finding of each transfer, and its facts to unfold."""
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined, finalize=_shown
    )
    template = environment.from_string(files("tallyclerk.model").joinpath("glance.html.j2").read_text("utf-8"))
    return template.render(dossier=dossier, transfers=dossier.transfers[:TRANSFERS])


def _shown(value: Any) -> Any:
    """Text without what steers a page or its direction, and cut where it is very long."""
    if not isinstance(value, str):
        return value
    plain = "".join(c if c.isprintable() else " " for c in value[: LONGEST + 1])
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}…"
