"""The way of a ship around land, by the network of sea lanes of the package searoute."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tallyclerk.gazetteer.geodesy import points_km

_SNAPPED_KM = 150
"""The network's nearest node to a port must be no further; beyond, its route is not that port's."""


@lru_cache(maxsize=1024)
def sea_route_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float | None:
    """Kilometres of the shortest usual sea lane between two points in degrees, both ends' way to the lane included.

    The lanes leave out the Arctic. The network snaps to far nodes on short ways, so that the geodesic is a floor.

    Returns:
        None where a point lies too far from any lane.
    """
    import searoute  # noqa: PLC0415  # heavy

    found: Any = searoute.searoute((lon_a, lat_a), (lon_b, lat_b))
    lane = found.geometry["coordinates"]
    if len(lane) < 2:
        return None
    start, end = points_km(lat_a, lon_a, lane[0][1], lane[0][0]), points_km(lat_b, lon_b, lane[-1][1], lane[-1][0])
    if max(start, end) > _SNAPPED_KM:
        return None
    return max(float(found.properties["length"]) + start + end, points_km(lat_a, lon_a, lat_b, lon_b))
