"""The embedded gazetteer: names to places, distances, borders. Built once into one SQLite file, see `build`."""

from tallyclerk.gazetteer.dump import Imported, import_dump
from tallyclerk.gazetteer.place import Place
from tallyclerk.gazetteer.store import INDEX, is_place, lookup, near_names, ports, settlements_of, use

__all__ = [
    "INDEX",
    "Imported",
    "Place",
    "import_dump",
    "is_place",
    "lookup",
    "near_names",
    "ports",
    "settlements_of",
    "use",
]
