"""Frozen settings, one section per stage, from TOML and the environment.

A file `tallyclerk.toml` has a table per stage; `TALLYCLERK_READ_MAX_BYTES=1000000` overrides one value.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from tallyclerk.errors import SettingsError

PREFIX = "TALLYCLERK_"

Pause = Annotated[float, msgspec.Meta(ge=0, le=3600)]
"""A pause in seconds, an hour at most."""

Patience = Annotated[float, msgspec.Meta(gt=0, le=3600)]
"""A time limit in seconds, an hour at most."""

Count = Annotated[int, msgspec.Meta(ge=1)]
"""A bound that lets at least one through."""


class FetchSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Manners and bounds of fetching pages; times are in seconds.

    Attributes:
        delay: Pause between two requests to one host; a longer `Crawl-delay` of its robots.txt counts instead.
        max_delay: Longest pause that a server's `Crawl-delay` or `Retry-After` can ask for and get.
        attempts: How often a request is sent before an address is given up.
        backoff: Pause before the second attempt; it doubles with each further one.
        connect_seconds: Time limit for looking up a name, and for connecting.
        read_seconds: Time limit for the next bytes of an answer.
        total_seconds: Time limit for one answer from connecting to its last byte.
        max_bytes: A larger page is not taken; counted as sent and again unpacked.
        max_head_bytes: A longer status line with header fields is not taken.
        max_redirects: How many redirects in a row are followed.
        allow_private: Whether addresses of this machine and of private networks may be fetched.
        contact: Who to write to about these requests; stands in the user agent. ASCII.
        certificates: A PEM file with further certificate authorities to trust, or nothing.
    """

    delay: Pause = 1.5
    max_delay: Pause = 60.0
    attempts: Annotated[int, msgspec.Meta(ge=1, le=10)] = 3
    backoff: Pause = 2.0
    connect_seconds: Patience = 10.0
    read_seconds: Patience = 20.0
    total_seconds: Patience = 120.0
    max_bytes: Count = 20_000_000
    max_head_bytes: Count = 65_536
    max_redirects: Annotated[int, msgspec.Meta(ge=0, le=50)] = 10
    allow_private: bool = False
    contact: Annotated[str, msgspec.Meta(pattern=r"^[ -~]*\Z")] = ""
    certificates: str = ""


class ReadSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Bounds of reading.

    Attributes:
        max_bytes: A larger file or record is not read.
        max_chars: Longer article text is cut at a line end, and the document says so.
    """

    max_bytes: int = 20_000_000
    max_chars: int = 400_000


class GroupSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When two documents are one text.

    Attributes:
        shingle: Words a shingle.
        permutations: Length of a MinHash signature.
        copy_jaccard: Exact Jaccard similarity of shingles from which two documents are one text.
        rewrite_anchors, rewrite_share: Names and numbers that two texts must have in one order, and what share of all
            that they name this must be, for the one to be written from the other.
    """

    shingle: int = 3
    permutations: int = 128
    copy_jaccard: float = 0.5
    rewrite_anchors: int = 15
    rewrite_share: float = 0.6


class ExtractSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is parsed, and what counts as goods.

    Attributes:
        max_sentence_chars: A longer sentence is not parsed; it is a list or a table, not prose.
        anything: Take whatever changes hands for goods: money, people, information, services. For texts that are known
            to tell of transfers only; others then give claims of what is none.
    """

    max_sentence_chars: int = 1_500
    anything: bool = False


class GroundSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What names are looked up in beside the built-in gazetteer.

    Attributes:
        register: A register of ships and companies, made by `tallyclerk register import`; the one in the user's data
            folder where none is named, if it is there.
        gazetteer: An index of places, made by `tallyclerk gazetteer import`.
    """

    register: str = ""
    gazetteer: str = ""


class CheckSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Physical limits, in km/h, generous on purpose: beyond them a movement is implausible.

    Attributes:
        sea_kmh: Fast container ships make about 45 km/h.
        border_tolerance: Share by which a stated distance may miss the computed one.
        container_tonnes: A loaded 40-foot container weighs 30.48 t at most (ISO 668), 20-foot ones too.
        port_km: A seaport's point lies this near to its town.
        inland_km: No sea leg ends this far from the coast, unless at a port.
    """

    sea_kmh: float = 55.0
    rail_kmh: float = 120.0
    road_kmh: float = 110.0
    air_kmh: float = 950.0
    border_tolerance: float = 0.1
    container_tonnes: float = 30.48
    port_km: float = 25.0
    inland_km: float = 50.0


Positive = Annotated[float, msgspec.Meta(gt=0, le=1_000_000)]
"""A threshold above nothing."""


class SenseSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When positions of ships are a port call, a gap or a meeting, and bounds of reading them.

    The thresholds follow those of Global Fishing Watch; docs/decisions/0031-ships-own-positions.md has both.

    Attributes:
        stopped_knots: At this speed or below a ship lies still; anchored ships swing.
        port_km: How far from the point of a port its berths and roads may lie.
        away_km: Only farther than this from a claimed place a ship is elsewhere: the port of a large town may lie far
            from the town's point.
        stop_minutes: A shorter stop is no call.
        gap_hours: A shorter silence is no gap, for satellites pass every few hours.
        gap_factor: A gap is also this many times as long as the ship's median interval.
        meeting_km, meeting_knots, meeting_minutes: Two ships so near and so slow for so long meet.
        meeting_port_km: Nearer to a port they only lie in it.
        margin_days: How long before and after the claimed days things are entered.
        day_hours: How far a day of a report may lie from the day in UTC.
        max_knots: No cargo ship is faster.
        max_line_bytes, max_bytes: A longer line is not read, a larger file not at all (unpacked).
        max_positions: With more positions of the named ships, or of those near them, the file has to be cut.
    """

    stopped_knots: Positive = 1.0
    port_km: Positive = 10.0
    away_km: Positive = 50.0
    stop_minutes: Positive = 60.0
    gap_hours: Positive = 6.0
    gap_factor: Positive = 10.0
    meeting_km: Positive = 0.5
    meeting_knots: Positive = 2.0
    meeting_minutes: Positive = 60.0
    meeting_port_km: Positive = 10.0
    margin_days: Annotated[int, msgspec.Meta(ge=0, le=3650)] = 7
    day_hours: Annotated[float, msgspec.Meta(ge=0, le=48)] = 14.0
    max_knots: Positive = 30.0
    max_line_bytes: Count = 4_096
    max_bytes: Count = 20_000_000_000
    max_positions: Count = 2_000_000


class ScenesSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What satellite images are searched for, and bounds of reading items.

    Attributes:
        collections: Ids, with commas between them.
        cloud: Most cloud cover of an optical image, in percent.
        day_hours: How far a day of a report may lie from the day in UTC.
        radius_km: How far around a town, port or airport is searched.
        site_km: The same for a site that is only known as near a place.
        limit: Items that a search asks for.
        max_items, max_bytes: A file with more items, or a larger one, is not read.
    """

    collections: str = "sentinel-1-grd,sentinel-2-l2a"
    cloud: Annotated[float, msgspec.Meta(ge=0, le=100)] = 40.0
    day_hours: Annotated[float, msgspec.Meta(ge=0, le=48)] = 14.0
    radius_km: Annotated[float, msgspec.Meta(gt=0, le=500)] = 10.0
    site_km: Annotated[float, msgspec.Meta(gt=0, le=500)] = 20.0
    limit: Annotated[int, msgspec.Meta(ge=1, le=10_000)] = 100
    max_items: Count = 10_000
    max_bytes: Count = 100_000_000


class RunSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the work is done. Nothing of it changes what comes out.

    Attributes:
        engine: Processes of this machine, or a Dask cluster.
        scheduler: Address of the Dask scheduler: `tcp://host:8786`.
        jobs: How many processes work; 1 for this one alone, 0 for one on each core.
        cache: A folder that keeps what was read and extracted, so that the same is not done twice; none when empty.
            The command line takes the user's cache folder then.
        cache_bytes: What it keeps at most; what was not used for longest goes first.
    """

    engine: Literal["local", "dask"] = "local"
    scheduler: str = ""
    jobs: Annotated[int, msgspec.Meta(ge=0, le=256)] = 1
    cache: str = ""
    cache_bytes: Count = 1_000_000_000


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All settings."""

    fetch: FetchSettings = FetchSettings()
    read: ReadSettings = ReadSettings()
    group: GroupSettings = GroupSettings()
    extract: ExtractSettings = ExtractSettings()
    ground: GroundSettings = GroundSettings()
    check: CheckSettings = CheckSettings()
    sense: SenseSettings = SenseSettings()
    scenes: ScenesSettings = ScenesSettings()
    run: RunSettings = RunSettings()


def load(path: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from defaults, then a TOML file, then environment variables.

    Args:
        path: A TOML file, or None for defaults.
        environment: Variables to read; `os.environ` when None.

    Raises:
        SettingsError: naming the file or variable, the setting and the mend.
    """
    tables = _from_file(path) if path else {}
    for name, raw in sorted((os.environ if environment is None else environment).items()):
        if name.startswith(PREFIX):
            _put(tables, name, raw)
    try:
        return msgspec.convert(tables, Settings, strict=False)
    except msgspec.ValidationError as error:
        where = str(path) if path else f"a {PREFIX}… environment variable"
        raise SettingsError(f"{where}: {error}; see `tallyclerk build --help` for the settings") from error


def _from_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as TOML: {error}") from error


def _put(tables: dict[str, Any], name: str, raw: str) -> None:
    section, _, field = name.removeprefix(PREFIX).lower().partition("_")
    if section not in Settings.__struct_fields__ or not field:
        sections = ", ".join(Settings.__struct_fields__)
        raise SettingsError(f"{name}: no such setting; use {PREFIX}SECTION_NAME with a section of {sections}")
    tables.setdefault(section, {})[field] = raw
