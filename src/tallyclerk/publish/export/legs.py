"""A leg in words."""

from __future__ import annotations

from tallyclerk.model import Leg


def way(leg: Leg) -> str:
    """Where from and to, and how: `Rajin to Dunay, by sea, Angara`; an unknown end is `?`."""
    by = f"by {leg.mode}" if leg.mode else "mode not known"
    return f"{leg.origin or '?'} to {leg.destination or '?'}, {by}{f', {leg.vehicle}' if leg.vehicle else ''}"
