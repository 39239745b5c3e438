"""Lexicons, frames and tables as commented YAML and CSV, each with a typed loader.

A file is checked against its schema when it is first loaded; what does not fit raises `ResourceError` with the file
and the entry. Nothing is loaded at import.
"""

from tallyclerk.resources.loading import load_csv, load_yaml

__all__ = ["load_csv", "load_yaml"]
