"""What `scenes` gives: searches, what could not be searched for, and what items could show."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from tallyclerk.model import Role

ShowVerdict = Literal["could show", "could not", "cannot tell"]


class Asked(msgspec.Struct, frozen=True, order=True):
    """A claimed value that a search is for."""

    transfer: str
    role: Role
    value: str


class Search(msgspec.Struct, frozen=True, kw_only=True):
    """One search of a STAC API.

    Attributes:
        id: `q1`, `q2` …
        claims: The claimed values that it is for.
        lat, lon, radius_km: The place, in degrees and kilometres around it.
        days, basis: The claimed days, and where they come from.
        looked_for: What would be seen, by name.
        sensor: Radar sees through clouds; only a search for optical images asks for little cloud.
        body: To be sent by POST to an API's `/search`; cloud by its Query extension.
        with_filter: The same for an API with the Filter extension (CQL2), where they differ.
    """

    id: str
    claims: tuple[Asked, ...]
    place: str
    lat: float
    lon: float
    radius_km: float
    days: str
    basis: str
    looked_for: tuple[str, ...]
    sensor: Literal["radar", "optical", "any"]
    body: dict[str, Any]
    with_filter: dict[str, Any] | None = None


class NotSearched(msgspec.Struct, frozen=True):
    """A claimed value for which no search can be written, and why."""

    transfer: str
    role: Role
    value: str
    reason: str


class Reason(msgspec.Struct, frozen=True):
    """One part of the answer: whether it speaks for the item, and why."""

    about: Literal["place", "time", "light", "size"]
    answer: Literal["yes", "no", "not known"]
    words: str


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """Whether an item could show what a search is for, with a reason for each part of the answer."""

    item: str
    collection: str | None
    search: str
    claims: tuple[Asked, ...]
    verdict: ShowVerdict
    reasons: tuple[Reason, ...]


class Scenes(msgspec.Struct, frozen=True, kw_only=True):
    """All of it.

    Attributes:
        unread: Items that could not be read, each with its file, number and reason.
    """

    schema: Literal["tallyclerk/scenes/1"] = "tallyclerk/scenes/1"
    searches: tuple[Search, ...] = ()
    not_searched: tuple[NotSearched, ...] = ()
    shown: tuple[Shown, ...] = ()
    unread: tuple[str, ...] = ()
