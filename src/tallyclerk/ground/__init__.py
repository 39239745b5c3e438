"""Grounding: mentions become typed values. Dates, quantities, places, parties, vehicles, goods."""

from tallyclerk.ground.claims import ground
from tallyclerk.ground.sought import seek

__all__ = ["ground", "seek"]
