"""Place to coordinates: share of gold toponyms resolved within 161 km, on LGL and GeoVirus, gold spans given.

A toponym without a candidate in the gazetteer counts as wrong, and as half the earth away in the median error. Beside
it, on the same index in the same run: the most populous candidate of each name. LGL is made of small American papers:
it is hard, and not what tallyclerk reads. Recognition is measured apart: runs of capitalised words that the index
holds, against the gold spans; both sets leave many places unmarked.
The data is a folder of XML files in the format of either set, or one such file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import NamedTuple

from lxml import etree

from parts.part import SHARED, DataError, Measured, Part, Tally, files_of, ratio, table
from tallyclerk.gazetteer import is_place, lookup
from tallyclerk.gazetteer.geodesy import points_km
from tallyclerk.gazetteer.place import Place
from tallyclerk.ground.context import context_of
from tallyclerk.ground.place import ground_places
from tallyclerk.model import Document, Mention

NEAR_KM = 161.0
HALF_EARTH_KM = 20_004.0
WHYS = ("another chosen", "elsewhere", "not in the index")
CAPITALISED = re.compile(r"\b[A-Z][\w’'-]*(?:[ -](?:of|the|de|la|al|and|[A-Z][\w’'-]*))*(?<![ -]of)(?<! the)(?<! and)")


class Gold(NamedTuple):
    """A toponym with its span and coordinates."""

    start: int
    end: int
    lat: float
    lon: float


@dataclass
class Count:
    """The counts of one set.

    Attributes:
        errors: Kilometres from the gold, of each toponym.
        baseline: How many the most populous candidate gets right.
        why: How many of the wrong ones are not in the index, in it elsewhere, or another of its candidates.
    """

    errors: list[float] = field(default_factory=list)
    baseline: int = 0
    why: Counter[str] = field(default_factory=Counter)
    found: Tally = field(default_factory=Tally)

    def share(self) -> float:
        """The share within 161 km."""
        return ratio(sum(error <= NEAR_KM for error in self.errors), len(self.errors))

    def add(self, text: str, golds: list[Gold]) -> None:
        """Count one article."""
        context = context_of(Document(id="d1", key="d1", sha256="0" * 64, text=text))
        mentions = {gold: Mention(text=text[gold.start : gold.end], start=gold.start, end=gold.end) for gold in golds}
        values = ground_places(list(mentions.values()), context)
        for gold, mention in mentions.items():
            value = values[mention]
            error = _km(value.lat, value.lon, gold)
            self.errors.append(error)
            candidates = [_km(place.lat, place.lon, gold) for place in _ranked(mention.text)]
            self.baseline += bool(candidates) and candidates[0] <= NEAR_KM
            if error > NEAR_KM:
                near = any(km <= NEAR_KM for km in candidates)
                self.why["another chosen" if near else "elsewhere" if candidates else "not in the index"] += 1
        self._recognise(text, golds)

    def _recognise(self, text: str, golds: list[Gold]) -> None:
        spans = {(gold.start, gold.end) for gold in golds}
        found = {match.span() for match in CAPITALISED.finditer(text) if is_place(match.group())}
        self.found.gold += len(spans)
        self.found.predicted += len(found)
        self.found.right += len(spans & found)
        self.found.found += len(spans & found)


def measure(data: Path) -> Measured:
    """Accuracy at 161 km and median error, by file, beside the most populous candidate."""
    counts: dict[str, Count] = {}
    for path in files_of(data, "*.xml"):
        count = counts.setdefault(path.stem.lower(), Count())
        for text, golds in _articles(path):
            count.add(text, golds)
    scores = {f"{name} within 161 km": count.share() for name, count in counts.items()}
    baselines = {f"{name} most populous": ratio(count.baseline, len(count.errors)) for name, count in counts.items()}
    head = ("set", "toponyms", "within 161 km", "most populous", "median km", *WHYS)
    rows: list[tuple[str | float, ...]] = []
    for name, c in counts.items():
        shares = (c.share(), baselines[f"{name} most populous"], median(c.errors))
        rows.append((name, len(c.errors), *shares, *(c.why[why] for why in WHYS)))
    seen = [(name, c.found.precision, c.found.recall, c.found.f1) for name, c in counts.items()]
    return Measured(
        scores=scores,
        beside={**baselines, **{f"{name} recognised F1": c.found.f1 for name, c in counts.items()}},
        table="\n\n".join((table(head, rows), table(("recognised", "precision", "recall", "F1"), seen))),
    )


def _ranked(name: str) -> list[Place]:
    """The candidates of a name, the most populous first."""
    return sorted(lookup(name), key=lambda place: -place.population)


def _km(lat: float | None, lon: float | None, gold: Gold) -> float:
    return HALF_EARTH_KM if lat is None or lon is None else points_km(lat, lon, gold.lat, gold.lon)


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
