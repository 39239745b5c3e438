"""Place to coordinates: share of gold toponyms resolved within 161 km, on LGL and GeoVirus, gold spans given.

A toponym without a candidate in the gazetteer counts as wrong. LGL is made of small American papers; it is hard, and
not what tallyclerk reads. The data is a folder of XML files in the format of either set, or one such file.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from parts.part import SHARED, DataError, Measured, Part, files_of, ratio, table
from tallyclerk.gazetteer.geodesy import points_km
from tallyclerk.ground.context import context_of
from tallyclerk.ground.place import ground_places
from tallyclerk.model import Document, Mention

NEAR_KM = 161.0


class Gold(NamedTuple):
    """A toponym with its span and coordinates."""

    start: int
    end: int
    lat: float
    lon: float


def measure(data: Path) -> Measured:
    """Accuracy at 161 km, by file."""
    counts = {path.stem.lower(): _counts(_articles(path)) for path in files_of(data, "*.xml")}
    scores = {f"{name} within 161 km": ratio(right, total) for name, (right, total) in counts.items()}
    rows = [(name, total, ratio(right, total)) for name, (right, total) in counts.items()]
    return Measured(scores=scores, table=table(("set", "toponyms", "within 161 km"), rows))


def _counts(articles: Iterator[tuple[str, list[Gold]]]) -> tuple[int, int]:
    """How many toponyms are right, and how many there are."""
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
    return right, total


def _articles(path: Path) -> Iterator[tuple[str, list[Gold]]]:
    try:
        tree = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise DataError(f"{path}: {error}") from error
    for article in tree.iter("article"):
        text = article.findtext("text")
        golds = [*_lgl(article), *_geovirus(article)]
        kept = [gold for gold in golds if text and 0 <= gold.start < gold.end <= len(text)]
        if text and kept:
            yield text, kept


def _lgl(article: etree._Element) -> Iterator[Gold]:
    for toponym in article.iter("toponym"):
        tag = toponym.find("gaztag")
        if tag is not None and tag.findtext("lat"):
            span = int(toponym.findtext("start")), int(toponym.findtext("end"))
            yield Gold(*span, float(tag.findtext("lat")), float(tag.findtext("lon")))


def _geovirus(article: etree._Element) -> Iterator[Gold]:
    for place in article.iter("location"):
        start = int(place.findtext("start")) - 1  # counted from one
        end = start + len(place.findtext("name"))
        yield Gold(start, end, float(place.findtext("lat")), float(place.findtext("lon")))


PART = Part("places", "place names to coordinates", SHARED / "bench" / "toponyms", measure)
