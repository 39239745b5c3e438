"""Everything that tallyclerk raises on purpose, under one root.

A message names the file or record, the place in it where known, and the mend.
"""

from __future__ import annotations


class TallyclerkError(Exception):
    """Root of all errors that a user can cause or mend."""


class UnreadableSource(TallyclerkError):
    """A source or one of its records cannot be read as a report."""


class ResourceError(TallyclerkError):
    """A lexicon, frame or gazetteer file does not fit its schema."""


class SettingsError(TallyclerkError):
    """A setting from TOML or the environment is unknown or out of range."""


class DossierError(TallyclerkError):
    """A dossier on disk is missing, or is not one that this version reads."""


class ArchiveError(TallyclerkError):
    """An evidence archive cannot be written, or is not one that this version reads."""


class CacheError(TallyclerkError):
    """A cache cannot be kept where it was asked for."""


class ExecutionError(TallyclerkError):
    """There is nobody to do the work: no worker, no scheduler, or what they need is not installed."""


class UngroundedPlace(TallyclerkError):
    """A distance was asked of a place that has no coordinates."""


class SensorError(TallyclerkError):
    """A file of ship positions or of satellite images cannot be read, or a part that reads it is not installed."""


class MissingExtra(TallyclerkError):
    """A job needs a package that comes with one of the extras, and it is not installed."""
