"""The embedded gazetteer: names to places, distances, borders. Built once into one SQLite file, see `build`."""

from tallyclerk.gazetteer.place import Place
from tallyclerk.gazetteer.store import INDEX, is_place, lookup, near_names, settlements_of

__all__ = ["INDEX", "Place", "is_place", "lookup", "near_names", "settlements_of"]
