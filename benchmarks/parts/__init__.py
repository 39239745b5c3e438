"""The parts of the quality benchmark, by name. Each is one module here with a `PART`."""

from __future__ import annotations

from importlib import import_module

from parts.part import Part

NAMES = (
    "corpus",
    "reading",
    "dates",
    "corpusdates",
    "quantities",
    "places",
    "index",
    "register",
    "geneva",
    "rams",
    "polnear",
    "factuality",
    "silence",
    "reconcile",
    "copies",
    "heldout",
    "distortions",
    "speed",
)


def load(name: str) -> Part:
    """The part of this name; its module is imported only now, for some need much."""
    part: Part = import_module(f"parts.{name}").PART
    return part
