"""Publishers: the domains that they publish under, and the names by which pages credit them."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from tallyclerk.resources.folding import fold, is_acronym
from tallyclerk.resources.loading import load_yaml

Kind = Literal["agency", "outlet", "aggregator", "data", "government", "think_tank", "ngo", "company"]
PRESS: frozenset[Kind] = frozenset({"agency", "outlet"})
"""Kinds that report on others; the rest speak for themselves, or pass on what others report."""

_PARTING = re.compile(r"[•|/()–—-]+")
_MAX_NAME = 80
_MAX_HOST = 253
"""Characters of the longest name that a host can have (RFC 1035)."""


class Outlet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One publisher.

    Attributes:
        name: The name under which it is known.
        kind: What it is; an agency's text is reprinted by others, an aggregator's text is mostly others'.
        example: An address of a page of it, or one of its names where it has no site.
        country: Where it is at home, ISO 3166 alpha-2; None for a body of many countries.
        domains: Its domains; each also stands for its subdomains.
        aliases: Other names in bylines, credits and names of sites.
        owner: Who owns it, where that is well known.
        state: Whether a state, or a body of one, owns or runs it.
    """

    name: str
    kind: Kind
    example: str
    country: str | None = None
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    owner: str | None = None
    state: bool = False


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
    labels = host.split(".") if len(host) <= _MAX_HOST else []
    return next((found for at in range(len(labels)) if (found := _by_domain().get(".".join(labels[at:])))), None)


def outlet_named(name: str) -> Outlet | None:
    """The publisher of this name, alias or domain ("AP", "Agence France-Presse", "reuters.com"), or None.

    Case, diacritics and a leading "the" do not count, but an acronym must begin with a capital ("Tass", not "tass"),
    and one of up to three letters be written in capitals ("APP", not "App").
    """
    if len(name) > _MAX_NAME:
        return None
    found = _by_name().get(fold(name))
    if found is None:
        return _by_domain().get(name.strip().lower().removeprefix("www."))
    spelled, outlet = found
    as_written = name.isupper() or not is_acronym(spelled) or (len(spelled) > 3 and name.strip()[:1].isupper())
    return outlet if as_written else None


def names_agency(line: str) -> bool:
    """Whether a short line gives an agency beside a place, as a dateline does ("Kyiv • UNN", "LONDON (Reuters)")."""
    parts = [part.strip() for part in _PARTING.split(line[:_MAX_NAME])]
    return len(parts) > 1 and any((found := outlet_named(part)) and found.kind == "agency" for part in parts)


@cache
def _by_name() -> dict[str, tuple[str, Outlet]]:
    """By folded name: the name as it is written, and whose it is. A name goes before another's alias."""
    names = {fold(outlet.name): (outlet.name, outlet) for outlet in outlets()}
    aliases = {fold(alias): (alias, outlet) for outlet in outlets() for alias in outlet.aliases}
    return {**aliases, **names}


@cache
def _by_domain() -> dict[str, Outlet]:
    return {domain: outlet for outlet in outlets() for domain in outlet.domains}
