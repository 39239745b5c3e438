"""Reading files of ship positions: tables and raw NMEA, line by line, within bounds."""

from tallyclerk.sense.ais.file import AisFile, Counts
from tallyclerk.sense.ais.words import Bad, Identity, Position, Said

__all__ = ["AisFile", "Bad", "Counts", "Identity", "Position", "Said"]
