"""A dossier as GeoJSON. Source: RFC 7946."""

from __future__ import annotations

from typing import Any

import msgspec

from tallyclerk.model import Dossier
from tallyclerk.publish.export import text
from tallyclerk.publish.export.features import Feature, features

SOURCES = "Places: GeoNames, CC BY 4.0, and others that gazetteer_id names"


def to_geojson(dossier: Dossier) -> bytes:
    """One FeatureCollection; what has no coordinates has no geometry, and is there all the same."""
    content = {
        "type": "FeatureCollection",
        "generator": text.label(f"tallyclerk {dossier.version}"),
        "attribution": SOURCES,
        "features": [_feature(feature) for feature in features(dossier)],
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n"


def _feature(feature: Feature) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": feature.id,
        "geometry": _geometry(feature),
        "properties": {"kind": feature.kind, "name": feature.name, **feature.properties},
    }


def _geometry(feature: Feature) -> dict[str, Any] | None:
    if feature.points:
        return {"type": "Point", "coordinates": feature.points[0]}
    if len(feature.lines) > 1:
        return {"type": "MultiLineString", "coordinates": feature.lines}
    return {"type": "LineString", "coordinates": feature.lines[0]} if feature.lines else None
