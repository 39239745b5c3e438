"""Publishers and the domains that they publish under."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from tallyclerk.resources.loading import load_yaml

_PARTING = re.compile(r"[•|/()–—-]+")


class Outlet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One publisher.

    Attributes:
        name: The name under which it is known.
        kind: An outlet, or an agency whose text others reprint.
        country: Where it is at home, ISO 3166 alpha-2.
        domains: Its domains; each also stands for its subdomains.
        example: An address of a page of it.
    """

    name: str
    kind: Literal["outlet", "agency"]
    country: str
    domains: tuple[str, ...]
    example: str


def outlets() -> tuple[Outlet, ...]:
    """All publishers of `outlets.yaml`."""
    found: tuple[Outlet, ...] = load_yaml("outlets.yaml", tuple[Outlet, ...])
    return found


def outlet_of(url: str) -> Outlet | None:
    """The publisher of an address, or None where its domain is not known."""
    try:
        host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").lower()
    except ValueError:
        return None
    labels = host.split(".")
    return next((found for at in range(len(labels)) if (found := _by_domain().get(".".join(labels[at:])))), None)


def names_agency(line: str) -> bool:
    """Whether a short line gives an agency beside a place, as a dateline does ("Kyiv • UNN", "LONDON (Reuters)")."""
    parts = [part.strip().casefold() for part in _PARTING.split(line[:80])]
    return len(parts) > 1 and any(part in _agencies() for part in parts)


@cache
def _agencies() -> frozenset[str]:
    return frozenset(outlet.name.casefold() for outlet in outlets() if outlet.kind == "agency")


@cache
def _by_domain() -> dict[str, Outlet]:
    return {domain: outlet for outlet in outlets() for domain in outlet.domains}
