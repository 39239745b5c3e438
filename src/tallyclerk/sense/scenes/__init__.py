"""Searches for satellite images of what is claimed, and what found images could show."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tallyclerk.config import ScenesSettings
from tallyclerk.model import Dossier
from tallyclerk.sense.scenes.findings import Scenes, Shown
from tallyclerk.sense.scenes.items import read_items
from tallyclerk.sense.scenes.judge import judge_image
from tallyclerk.sense.scenes.searches import targets

__all__ = ["Scenes", "Shown", "scenes"]


def scenes(dossier: Dossier, items: Sequence[Path] = (), settings: ScenesSettings | None = None) -> Scenes:
    """Searches for each claimed place and its days and, of items given back, which could show it.

    An item is held against every search of its kind of sensor, wherever it came from.

    Args:
        dossier: A whole dossier.
        items: Files of STAC items.
        settings: Collections, cloud cover and bounds; defaults when None.

    Raises:
        SensorError: if a file cannot be read, or no collection is named.
    """
    settings = settings or ScenesSettings()
    wanted, left = targets(dossier, settings)
    shown: list[Shown] = []
    unread: list[str] = []
    for path in sorted(items, key=lambda path: (path.name, str(path))):
        for image in read_items(path, settings):
            if isinstance(image, str):
                unread.append(image)
                continue
            fitting = [t for t in wanted if t.search.sensor in (image.kind, "any") or image.kind == "unknown"]
            shown += [judge_image(image, target, settings) for target in fitting]
    return Scenes(
        searches=tuple(target.search for target in wanted),
        not_searched=left,
        shown=tuple(shown),
        unread=tuple(unread),
    )
