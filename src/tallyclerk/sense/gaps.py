"""Gaps: silences that are longer than a ship's own habit explains."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from tallyclerk.config import SenseSettings
from tallyclerk.gazetteer.geodesy import points_km
from tallyclerk.sense.calls import Spot, nearest
from tallyclerk.sense.track import Course, Fix, knots_for


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """A silence at sea.

    Attributes:
        before, after: The positions on both sides.
        km: Between them, along the ellipsoid.
        knots: The least speed that this takes.
        usual: The ship's median interval, in seconds.
        near: The place that it began near, if any.
    """

    before: Fix
    after: Fix
    km: float
    knots: float
    usual: float
    near: Spot | None

    @property
    def seconds(self) -> int:
        """How long it was."""
        return self.after.time - self.before.time


def find_gaps(course: Course, claimed: Sequence[Spot], settings: SenseSettings) -> tuple[Gap, ...]:
    """All gaps of a course, in order of time. A ship that is silent while it lies in one port has none."""
    usual = course.usual_seconds
    least = max(settings.gap_hours * 3600, settings.gap_factor * usual)
    found = (
        _gap(before, after, usual, claimed, settings)
        for before, after in pairwise(course.fixes)
        if after.time - before.time >= least
    )
    return tuple(gap for gap in found if gap)


def _gap(before: Fix, after: Fix, usual: float, claimed: Sequence[Spot], settings: SenseSettings) -> Gap | None:
    near = nearest(before.lat, before.lon, claimed, settings.port_km)
    there = nearest(after.lat, after.lon, claimed, settings.port_km)
    km = points_km(before.lat, before.lon, after.lat, after.lon)
    if near and there and near[0] == there[0] and km <= settings.port_km and _still(before, settings):
        return None
    return Gap(
        before=before,
        after=after,
        km=round(km, 1),
        knots=round(knots_for(km, after.time - before.time), 1),
        usual=usual,
        near=near[0] if near else None,
    )


def _still(fix: Fix, settings: SenseSettings) -> bool:
    return fix.knots is None or fix.knots <= settings.stopped_knots
