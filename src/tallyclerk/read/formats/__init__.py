"""Bytes of any kind to text or markup, with what their container states of the report."""

from tallyclerk.read.formats.unpack import unpacked
from tallyclerk.read.formats.unpacked import Unpacked

__all__ = ["Unpacked", "unpacked"]
