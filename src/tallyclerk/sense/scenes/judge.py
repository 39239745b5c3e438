"""Whether an image could show what is claimed: place, days, light and clouds, and the size of what is looked for."""

from __future__ import annotations

from collections.abc import Iterator

from tallyclerk.config import ScenesSettings
from tallyclerk.resources.sensors import Thing, sensors
from tallyclerk.sense.scenes.box import circle, covered
from tallyclerk.sense.scenes.findings import Reason, Shown, ShowVerdict
from tallyclerk.sense.scenes.items import Image
from tallyclerk.sense.scenes.searches import Target


def judge_image(image: Image, target: Target, settings: ScenesSettings) -> Shown:
    """Whether an image could show what a search is for.

    It could not if one part says no; nobody can tell if one is not known; else it could.
    """
    reasons = (_place(image, target), _time(image, target), *_light(image, settings), _size(image, target))
    answers = {reason.answer for reason in reasons}
    verdict: ShowVerdict = "could not" if "no" in answers else "cannot tell" if "not known" in answers else "could show"
    return Shown(
        item=image.id,
        collection=image.collection,
        search=target.search.id,
        claims=target.search.claims,
        verdict=verdict,
        reasons=reasons,
    )


def _place(image: Image, target: Target) -> Reason:
    search = target.search
    if image.shape is None:
        return Reason("place", "not known", image.flaw)
    around = f"the {search.radius_km:g} km around"
    points = covered(image.shape, circle(search.lat, search.lon, search.radius_km))
    if all(points):
        return Reason("place", "yes", f"its footprint covers {search.place} and {around}")
    if points[0]:
        return Reason("place", "yes", f"its footprint covers {search.place}, and a part of {around}")
    if any(points):
        return Reason("place", "not known", f"its footprint covers a part of {around}, not {search.place} itself")
    return Reason("place", "no", f"its footprint does not reach {search.place}")


def _time(image: Image, target: Target) -> Reason:
    if image.start is None or image.end is None:
        return Reason("time", "not known", "it does not state when it was taken")
    taken = f"{image.start:%Y-%m-%d %H:%M} UTC"
    early = target.start is not None and image.end < target.start
    late = target.end is not None and image.start > target.end
    if early or late:
        side = "before" if early else "after"
        return Reason("time", "no", f"taken {taken}, {side} the claimed days {target.search.days}")
    return Reason("time", "yes", f"taken {taken}, within the claimed days {target.search.days}")


def _light(image: Image, settings: ScenesSettings) -> Iterator[Reason]:
    if image.kind == "radar":
        yield Reason("light", "yes", "radar sees through clouds and at night")
        return
    if image.kind == "unknown":
        yield Reason("light", "not known", "it does not say whether it is radar or optical, nor how cloudy it was")
        return
    if image.sun is not None and image.sun < 0:
        yield Reason("light", "no", f"taken at night: the sun stood at {image.sun:g} degrees")
    if image.cloud is None:
        yield Reason("light", "not known", "it does not state how cloudy it was")
    elif image.cloud > settings.cloud:
        words = f"{image.cloud:g} % cloud in the scene, more than {settings.cloud:g}: it may hide the place"
        yield Reason("light", "not known", words)
    else:
        yield Reason("light", "yes", f"{image.cloud:g} % cloud in the scene, at most {settings.cloud:g}")


def _size(image: Image, target: Target) -> Reason:
    if image.gsd is None:
        return Reason("size", "not known", "it does not state how large a pixel is")
    told = [_across(thing, image.gsd) for thing in target.things]
    words = "; ".join(words for _, words in told)
    seen = any(found for found, _ in told)
    return Reason("size", "yes" if seen else "no", f"a pixel is {image.gsd:g} m ({image.gsd_basis}); {words}")


def _across(thing: Thing, gsd: float) -> tuple[bool, str]:
    """Whether a thing is seen at all, and what its pixels suffice for."""
    limits, pixels = sensors().pixels, thing.across / gsd
    words = f"{thing.name} ({thing.length:g} × {thing.width:g} m) {pixels:.1f} pixels across: "
    if pixels < limits.seen:
        return False, f"{words}not seen"
    if pixels < limits.told:
        return True, f"{words}seen, not told from other things of its size"
    if pixels < limits.known:
        return True, f"{words}told for what it is, not which"
    return True, f"{words}perhaps which it is"
