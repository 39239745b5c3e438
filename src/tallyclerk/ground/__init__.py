"""Grounding: mentions become typed values. Dates, quantities, places, parties, vehicles, goods."""

from tallyclerk.ground.claims import ground

__all__ = ["ground"]
