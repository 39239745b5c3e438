"""Reading STAC items with pystac: the few things of each that decide what it could show."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

import msgspec

from tallyclerk.config import ScenesSettings
from tallyclerk.errors import SensorError
from tallyclerk.resources.sensors import find_collection
from tallyclerk.sense.scenes.box import footprint

_MOST_POINTS = 10_000
_DEEPEST = 6
"""Lists within lists in the coordinates of a multipolygon, and some more."""


class Image(msgspec.Struct, frozen=True, kw_only=True):
    """An item as it is judged.

    Attributes:
        shape: Its footprint (shapely), or None where it has none that can be used; `flaw` says why.
        start, end: When it was taken (UTC); one moment mostly.
        cloud: Cloud cover in percent, if it states one.
        gsd: Ground sample distance of its finest band in metres, and `gsd_basis` where that comes from.
        sun: Elevation of the sun in degrees, if it states one.
    """

    id: str
    collection: str | None
    shape: Any
    flaw: str
    start: datetime | None
    end: datetime | None
    cloud: float | None
    gsd: float | None
    gsd_basis: str
    kind: Literal["radar", "optical", "unknown"]
    sun: float | None


def read_items(path: Path, settings: ScenesSettings) -> Iterator[Image | str]:
    """The items of a file: an ItemCollection (or any FeatureCollection of items), or a single item.

    Yields:
        Each item, or why it cannot be read.

    Raises:
        SensorError: if the file is no such thing, is too large, or pystac is not installed.
    """
    pystac = _pystac()
    content = _json(path, settings)
    features = content.get("features") if content.get("type") == "FeatureCollection" else [content]
    if not isinstance(features, list) or content.get("type") not in ("FeatureCollection", "Feature"):
        raise SensorError(f"{path}: holds no STAC items; give what an API's /search answered")
    if len(features) > settings.max_items:
        raise SensorError(f"{path}: holds {len(features):,} items, and {settings.max_items:,} are read; cut it")
    errors = (pystac.STACError, pystac.STACTypeError, ValueError, TypeError, KeyError, AttributeError, IndexError)
    for number, feature in enumerate(features, start=1):
        try:
            yield _image(pystac.Item.from_dict(feature, preserve_dict=False), number)
        except errors as error:
            yield f"{path.name}, item {number}: is not a STAC item: {type(error).__name__}: {str(error)[:200]}"


def _pystac() -> Any:
    try:
        return import_module("pystac")
    except ImportError as error:
        raise SensorError("reading STAC needs pystac; install it with: pip install 'tallyclerk[stac]'") from error


def _json(path: Path, settings: ScenesSettings) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            body = file.read(settings.max_bytes + 1)
        if len(body) > settings.max_bytes:
            raise SensorError(f"{path}: is larger than {settings.max_bytes:,} bytes; cut it, or raise max_bytes")
        return msgspec.json.decode(body, type=dict[str, Any])
    except OSError as error:
        raise SensorError(f"{path}: cannot be read: {error.strerror}; name a file of STAC items") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SensorError(f"{path}: is not JSON with an object: {error}") from error


def _image(item: Any, number: int) -> Image:
    properties: dict[str, Any] = item.properties
    shape, flaw = _shape(item)
    common = item.common_metadata
    start, end = (_utc(common.start_datetime), _utc(common.end_datetime))
    taken = _utc(item.datetime)
    gsd, basis = _gsd(item)
    return Image(
        id=str(item.id)[:200] or f"item {number}",
        collection=str(item.collection_id)[:200] if item.collection_id else None,
        shape=shape,
        flaw=flaw,
        start=start or taken,
        end=end or taken,
        cloud=_number(properties.get("eo:cloud_cover"), 0, 100),
        gsd=gsd,
        gsd_basis=basis,
        kind=_kind(item),
        sun=_number(properties.get("view:sun_elevation"), -90, 90),
    )


def _shape(item: Any) -> tuple[Any, str]:
    geometry = item.geometry
    if not geometry:
        return None, "it states no footprint"
    if _points(geometry.get("coordinates"), 0) > _MOST_POINTS:
        return None, f"its footprint has more than {_MOST_POINTS:,} points"
    try:
        return footprint(geometry), ""
    except (ValueError, TypeError, KeyError, IndexError) as error:
        return None, f"its footprint cannot be used: {str(error)[:120]}"


def _points(coordinates: Any, depth: int) -> int:
    """How many positions there are, for a polygon of a million corners takes minutes; far too many if too deep."""
    if not isinstance(coordinates, list):
        return 0
    if depth > _DEEPEST:
        return _MOST_POINTS + 1
    if coordinates and not isinstance(coordinates[0], list):
        return 1
    return sum(_points(part, depth + 1) for part in coordinates[: _MOST_POINTS + 1])


def _gsd(item: Any) -> tuple[float | None, str]:
    stated = _number(item.properties.get("gsd"), 0.01, 100_000)
    if stated:
        return stated, "stated by the item"
    fields = [asset.extra_fields for asset in item.assets.values()]
    found = [_number(f.get("gsd"), 0.01, 100_000) for f in fields]
    for band in (b for f in fields for b in (f.get("raster:bands") or ()) if isinstance(b, dict)):
        found.append(_number(band.get("spatial_resolution"), 0.01, 100_000))
    finest = [value for value in found if value]
    if finest:
        return min(finest), "that of its finest asset"
    known = find_collection(item.collection_id)
    return (known.gsd, f"that of {known.id}") if known else (None, "")


def _kind(item: Any) -> Literal["radar", "optical", "unknown"]:
    known = find_collection(item.collection_id)
    if known:
        return known.kind
    names = set(item.properties)
    if any(name.startswith("sar:") for name in names):
        return "radar"
    return "optical" if "eo:cloud_cover" in names else "unknown"


def _utc(time: datetime | None) -> datetime | None:
    if time is None:
        return None
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)


def _number(value: Any, low: float, high: float) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value) if low <= value <= high else None
