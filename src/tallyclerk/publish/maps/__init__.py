"""Maps: from the legs of a transfer to boards of lines, dots and labels that do not cover each other."""

from tallyclerk.publish.maps.draw import LEAD, OTHERS, Drawing, Map, draw
from tallyclerk.publish.maps.route import Route, route

__all__ = ["LEAD", "OTHERS", "Drawing", "Map", "Route", "draw", "route"]
