"""Place to coordinates: share of gold toponyms resolved within 161 km, on LGL and GeoVirus, gold spans given.

    python benchmarks/stage_toponyms.py

Reads ../shared/bench/toponyms beside the repository and says so where it is missing. A toponym without a candidate in
the gazetteer counts as wrong. LGL is made of small American papers; it is hard, and not what tallyclerk reads.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tallyclerk.gazetteer.geodesy import points_km
from tallyclerk.ground.context import context_of
from tallyclerk.ground.place import ground_places
from tallyclerk.model import Document, Mention

DATA = Path(__file__).resolve().parents[2] / "shared" / "bench" / "toponyms"
NEAR_KM = 161.0


class Gold(NamedTuple):
    """A toponym with its span and coordinates."""

    start: int
    end: int
    lat: float
    lon: float


def main() -> dict[str, float]:
    """Accuracy at 161 km by data set; empty where the data is missing."""
    if not DATA.is_dir():
        print(f"stage_toponyms: skipped, no data at {DATA}")
        return {}
    readers = {"lgl": _lgl(), "geovirus": _geovirus()}
    scores = {f"toponyms_{name}_acc161": _accuracy(articles) for name, articles in readers.items()}
    for name, score in scores.items():
        print(f"{name}: {score:.3f}")
    return scores


def _accuracy(articles: Iterator[tuple[str, list[Gold]]]) -> float:
    right = total = 0
    for text, golds in articles:
        context = context_of(Document(id="d1", key="d1", sha256="0" * 64, text=text))
        mentions = {gold: Mention(text=text[gold.start : gold.end], start=gold.start, end=gold.end) for gold in golds}
        values = ground_places(list(mentions.values()), context)
        for gold, mention in mentions.items():
            value = values[mention]
            total += 1
            if value.lat is not None and value.lon is not None:
                right += points_km(value.lat, value.lon, gold.lat, gold.lon) <= NEAR_KM
    return right / total if total else 0.0


def _lgl() -> Iterator[tuple[str, list[Gold]]]:
    for article in _parse("lgl.xml").iter("article"):
        golds = []
        for toponym in article.iter("toponym"):
            tag = toponym.find("gaztag")
            if tag is not None and tag.findtext("lat"):
                span = int(toponym.findtext("start")), int(toponym.findtext("end"))
                golds.append(Gold(*span, float(tag.findtext("lat")), float(tag.findtext("lon"))))
        yield from _usable(article.findtext("text"), golds)


def _geovirus() -> Iterator[tuple[str, list[Gold]]]:
    for article in _parse("GeoVirus.xml").iter("article"):
        golds = []
        for place in article.iter("location"):
            start = int(place.findtext("start")) - 1  # counted from one
            end = start + len(place.findtext("name"))
            golds.append(Gold(start, end, float(place.findtext("lat")), float(place.findtext("lon"))))
        yield from _usable(article.findtext("text"), golds)


def _usable(text: str | None, golds: list[Gold]) -> Iterator[tuple[str, list[Gold]]]:
    kept = [gold for gold in golds if text and 0 <= gold.start < gold.end <= len(text)]
    if text and kept:
        yield text, kept


def _parse(name: str) -> etree._ElementTree:
    return etree.parse(DATA / name, etree.XMLParser(resolve_entities=False, no_network=True))


if __name__ == "__main__":
    sys.exit(0 if main() or not DATA.is_dir() else 1)
