"""Whether an image could show what is claimed: place, days, light and clouds, and the size of what is looked for."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tallyclerk.config import ScenesSettings
from tallyclerk.resources.sensors import Thing, sensors
from tallyclerk.sense.scenes.box import circle, covered
from tallyclerk.sense.scenes.findings import Shown, ShowVerdict
from tallyclerk.sense.scenes.items import Image
from tallyclerk.sense.scenes.searches import Target


class _Part(msgspec.Struct, frozen=True):
    """One part of the answer: yes, no, or None for not known, with its reason."""

    holds: bool | None
    reason: str


def judge_image(image: Image, target: Target, settings: ScenesSettings) -> Shown:
    """Whether an image could show what a search is for.

    It could not if one part says no; nobody can tell if one is not known; else it could.
    """
    parts = [_place(image, target), _time(image, target), *_light(image, settings), _size(image, target)]
    holds = [part.holds for part in parts]
    verdict: ShowVerdict = "could not" if False in holds else "cannot tell" if None in holds else "could show"
    return Shown(
        item=image.id,
        collection=image.collection,
        search=target.search.id,
        claims=target.search.claims,
        verdict=verdict,
        reasons=tuple(part.reason for part in parts),
    )


def _place(image: Image, target: Target) -> _Part:
    search = target.search
    if image.shape is None:
        return _Part(None, image.flaw)
    points = covered(image.shape, circle(search.lat, search.lon, search.radius_km))
    if all(points):
        return _Part(True, f"its footprint covers {search.place} and {search.radius_km:g} km around")
    if points[0]:
        return _Part(True, f"its footprint covers {search.place}, and not all of the {search.radius_km:g} km around")
    if any(points):
        return _Part(None, f"its footprint covers a part of the {search.radius_km:g} km around {search.place} only")
    return _Part(False, f"its footprint does not reach {search.place}")


def _time(image: Image, target: Target) -> _Part:
    if image.start is None or image.end is None:
        return _Part(None, "it does not state when it was taken")
    taken = f"{image.start:%Y-%m-%d %H:%M} UTC"
    early = target.start is not None and image.end < target.start
    late = target.end is not None and image.start > target.end
    if early or late:
        return _Part(False, f"taken {taken}, {'before' if early else 'after'} the claimed days {target.search.days}")
    return _Part(True, f"taken {taken}, within the claimed days {target.search.days}")


def _light(image: Image, settings: ScenesSettings) -> Iterator[_Part]:
    if image.kind == "radar":
        yield _Part(True, "radar sees through clouds and at night")
        return
    if image.kind == "unknown":
        yield _Part(None, "it does not say whether it is radar or optical, nor how cloudy it was")
        return
    if image.sun is not None and image.sun < 0:
        yield _Part(False, f"taken at night: the sun stood at {image.sun:g} degrees")
    if image.cloud is None:
        yield _Part(None, "it does not state how cloudy it was")
    elif image.cloud > settings.cloud:
        yield _Part(None, f"{image.cloud:g} % cloud in the scene, more than {settings.cloud:g}: it may hide the place")
    else:
        yield _Part(True, f"{image.cloud:g} % cloud in the scene, at most {settings.cloud:g}")


def _size(image: Image, target: Target) -> _Part:
    if image.gsd is None:
        return _Part(None, "it does not state how large a pixel is")
    lead = f"a pixel is {image.gsd:g} m ({image.gsd_basis})"
    told = [_across(thing, image.gsd) for thing in target.things]
    return _Part(any(part.holds for part in told), f"{lead}; " + "; ".join(part.reason for part in told))


def _across(thing: Thing, gsd: float) -> _Part:
    limits, pixels = sensors().pixels, thing.across / gsd
    words = f"a {thing.name} of {thing.length:g} × {thing.width:g} m is {pixels:.1f} pixels across"
    if pixels < limits.seen:
        return _Part(False, f"{words}, fewer than the {limits.seen:g} that make it seen")
    if pixels < limits.told:
        return _Part(True, f"{words}: to be seen, not told from other things of its size")
    if pixels < limits.known:
        return _Part(True, f"{words}: to be told as a {thing.name}, not which")
    return _Part(True, f"{words}: perhaps which {thing.name} it is")
