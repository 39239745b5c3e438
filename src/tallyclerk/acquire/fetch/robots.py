"""What a robots.txt lets us fetch, as RFC 9309 has it."""

from __future__ import annotations

import msgspec
from protego import Protego

from tallyclerk.acquire.fetch.exchange import AGENT, Answer
from tallyclerk.acquire.fetch.status import has_page, is_passing
from tallyclerk.acquire.fetch.target import Target

MAX_BYTES = 512_000
"""What is read of a robots.txt; RFC 9309, 2.5 wants at least 500 kibibytes."""

MAX_REDIRECTS = 5
"""RFC 9309, 2.3.1.2 wants at least five followed."""

_MAX_RULES = 1_000_000
"""Most user agents times lines: Protego copies a group's rules for each agent that it names, gigabytes at worst."""


class Rules(msgspec.Struct, frozen=True):
    """What one server allows.

    Attributes:
        parsed: Its rules, or None where all is one answer.
        denial: Why nothing may be fetched, where that is so.
    """

    parsed: Protego | None = None
    denial: str | None = None

    def refusal(self, target: Target) -> str | None:
        """Why a page may not be fetched, or None where it may."""
        if self.denial:
            return self.denial
        if self.parsed is None or self.parsed.can_fetch(target.url, AGENT):
            return None
        return f"{target.origin}/robots.txt asks programs not to fetch this page; ask the publisher, or save it by hand"

    @property
    def delay(self) -> float:
        """Seconds to leave between two requests, 0 where it asks for none."""
        return (self.parsed.crawl_delay(AGENT) or 0.0) if self.parsed is not None else 0.0


def unreachable(origin: str, reason: str) -> Rules:
    """Rules of a server whose robots.txt cannot be had: all is forbidden (RFC 9309, 2.3.1.4)."""
    return Rules(denial=f"its rules for programs ({origin}/robots.txt) cannot be had, so nothing is fetched: {reason}")


def rules_of(answer: Answer, origin: str) -> Rules:
    """The rules in an answer for a robots.txt.

    A status of 4xx is no rules at all. 429 is not: who asks us to slow down has not said that all is allowed.
    """
    if has_page(answer.status):
        return _parsed(answer.body.decode("utf-8-sig", "replace"), origin)
    if 400 <= answer.status < 500 and not is_passing(answer.status):
        return Rules()
    return unreachable(origin, f"the server answered {answer.status}; try again later")


def _parsed(text: str, origin: str) -> Rules:
    lines = text.splitlines()
    agents = sum(line.strip().lower().startswith("user") for line in lines)
    if agents * len(lines) > _MAX_RULES:
        return unreachable(origin, f"it names {agents:,} programs with more rules than can be followed")
    return Rules(parsed=Protego.parse(text))
