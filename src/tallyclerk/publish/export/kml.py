"""A dossier as KML, for Google Earth and others. Source: OGC KML 2.2 (07-147r2).

A viewer shows a description as HTML, so its text is escaped once more than XML asks for; names and data hold no `<`.
"""

from __future__ import annotations

from html import escape
from typing import Any

from lxml import etree

from tallyclerk.model import Dossier
from tallyclerk.publish.export import text
from tallyclerk.publish.export.features import Feature, features
from tallyclerk.publish.export.lines import Line

NAMESPACE = "http://www.opengis.net/kml/2.2"
STYLES = {"place": "ff222222", "leg": "ffa05a00", "competing": "ff1e46d2"}
"""Colours as KML has them, aabbggrr: ink, blue, and a second tone for what competes."""

_SHOWN = ("role", "verdict", "independence", "certainty", "note", "drawn_as", "instead_of")


def to_kml(dossier: Dossier) -> bytes:
    """A folder for each transfer; a placemark for each place, other reading and leg that can be drawn."""
    root = etree.Element(f"{{{NAMESPACE}}}kml", nsmap={None: NAMESPACE})
    document = _add(root, "Document")
    _add(document, "name", "tallyclerk dossier")
    for name, colour in STYLES.items():
        _style(document, name, colour)
    drawn = [f for f in features(dossier) if f.points or f.lines]
    for transfer in dossier.transfers:
        folder = _add(document, "Folder")
        _add(folder, "name", _plain(text.passage(transfer.title)))
        _add(folder, "description", escape(text.passage(transfer.summary)))
        for feature in (f for f in drawn if f.transfer == transfer.id):
            _placemark(folder, feature)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _placemark(folder: Any, feature: Feature) -> None:
    mark = _add(folder, "Placemark", id=feature.id)
    _add(mark, "name", _plain(feature.name))
    _add(mark, "description", _description(feature))
    if feature.begin or feature.end:
        span = _add(mark, "TimeSpan")
        for name, when in (("begin", feature.begin), ("end", feature.end)):
            if when:
                _add(span, name, when)
    _add(mark, "styleUrl", f"#{'competing' if feature.competing else 'leg' if feature.lines else 'place'}")
    _data(mark, feature)
    _geometry(mark, feature)


def _description(feature: Feature) -> str:
    """HTML whose only markup is ours."""
    told = (f"{name.replace('_', ' ')}: {feature.properties[name]}" for name in _SHOWN if feature.properties.get(name))
    quoted = (f"“{q['text']}” ({q['outlet']}, {q['published_edtf'] or 'day not known'})" for q in _quotes(feature))
    return "<br>".join(escape(line) for line in (*told, *quoted))


def _quotes(feature: Feature) -> list[dict[str, str]]:
    found: list[dict[str, str]] = feature.properties.get("quotes", [])
    return found


def _data(mark: Any, feature: Feature) -> None:
    data = _add(mark, "ExtendedData")
    for name, value in feature.properties.items():
        shown = " ".join(value) if name in {"claims", "documents", "origins"} else value
        if isinstance(shown, str | int | float | bool):
            entry = _add(data, "Data", name=name)
            _add(entry, "value", str(shown).lower() if isinstance(shown, bool) else _plain(str(shown)))


def _geometry(mark: Any, feature: Feature) -> None:
    if feature.points:
        _add(_add(mark, "Point"), "coordinates", _coordinates(feature.points))
        return
    parent = _add(mark, "MultiGeometry") if len(feature.lines) > 1 else mark
    for line in feature.lines:
        drawn = _add(parent, "LineString")
        _add(drawn, "tessellate", "1")
        _add(drawn, "coordinates", _coordinates(line))


def _coordinates(points: Line) -> str:
    return " ".join(f"{lon},{lat}" for lon, lat in points)


def _style(document: Any, name: str, colour: str) -> None:
    style = _add(document, "Style", id=name)
    icon = _add(style, "IconStyle")
    _add(icon, "color", colour)
    line = _add(style, "LineStyle")
    _add(line, "color", colour)
    _add(line, "width", "3")


def _plain(shown: str) -> str:
    """Text that means no markup, also where a viewer takes it for HTML."""
    return shown.replace("<", "‹").replace(">", "›")


def _add(parent: Any, tag: str, content: str | None = None, **attributes: str) -> Any:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    element.text = content
    return element
