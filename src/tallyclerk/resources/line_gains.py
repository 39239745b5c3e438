"""What each kind of line adds to the run of lines that is taken for the article."""

from __future__ import annotations

from functools import cache

import msgspec

from tallyclerk.resources.loading import load_yaml


class LineGains(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Gains in words of running text; see `line_gains.yaml` for each."""

    running_cap: float
    cut_off: float
    sentence: float
    short: float
    other: float
    table: float
    furniture: float
    separator: float
    repeat: float
    date: float
    opener: float
    end: float
    anchor: float
    after_end: float


@cache
def line_gains() -> LineGains:
    """The gains as written in `line_gains.yaml`."""
    found: LineGains = load_yaml("line_gains.yaml", LineGains)
    return found
