"""One address to one answer: manners, attempts and redirects."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from tallyclerk.acquire.fetch import robots
from tallyclerk.acquire.fetch.exchange import Answer, exchange
from tallyclerk.acquire.fetch.faults import BY_HAND, Fault
from tallyclerk.acquire.fetch.network import Network
from tallyclerk.acquire.fetch.pace import Pace
from tallyclerk.acquire.fetch.robots import Rules
from tallyclerk.acquire.fetch.status import MOVED, fault_of, has_page, is_passing, printable, retry_after
from tallyclerk.acquire.fetch.target import Target
from tallyclerk.config import FetchSettings


class Visited(NamedTuple):
    """An answer, and the addresses that led to it, first to last and without its own."""

    answer: Answer
    way: tuple[str, ...]


class Visitor:
    """Fetches one address after another and remembers each server's rules and pace."""

    def __init__(self, settings: FetchSettings, network: Network) -> None:
        self.pace = Pace(settings.delay, network)
        self._settings = settings
        self._network = network
        self._rules: dict[str, Rules] = {}

    def visit(self, start: Target) -> Visited:
        """The page of an address.

        Raises:
            Fault: if it may not or cannot be had; the reason shows the redirects up to there.
        """
        return _follow(start, self._polite, self._settings.max_redirects)

    def _polite(self, target: Target) -> Answer:
        """The answer for a page, if its server's rules allow to ask for it."""
        refusal = self._rules_of(target).refusal(target)
        if refusal:
            raise Fault(refusal)
        return self._persistent(target, self._settings)

    def _rules_of(self, target: Target) -> Rules:
        known = self._rules.get(target.origin)
        if known is None:
            known = self._rules[target.origin] = self._ask_for_rules(target)
            self.pace.slow_down(target.host, min(known.delay, self._settings.max_delay))
        return known

    def _ask_for_rules(self, target: Target) -> Rules:
        bounds = msgspec.structs.replace(self._settings, max_bytes=robots.MAX_BYTES)
        answers: list[Answer] = []

        def ask(where: Target) -> Answer:
            answers.append(self._persistent(where, bounds, cut=True))
            return answers[-1]

        try:
            _follow(target.sibling("/robots.txt"), ask, robots.MAX_REDIRECTS)
        except Fault as fault:
            if not answers or answers[-1].status in MOVED:
                return robots.unreachable(target.origin, str(fault))
        return robots.rules_of(answers[-1], target.origin)

    def _persistent(self, target: Target, bounds: FetchSettings, *, cut: bool = False) -> Answer:
        """Ask, and ask again where that may help, each time after a longer pause."""
        pauses = [bounds.backoff * 2.0**attempt for attempt in range(bounds.attempts - 1)]
        for pause in pauses:
            try:
                answer = self._once(target, bounds, pause, cut=cut)
            except Fault as fault:
                if not fault.again:
                    raise
                continue
            wanted = retry_after(answer, self._network.now())
            if not is_passing(answer.status) or wanted > bounds.max_delay:
                return answer
            self.pace.done(target.host, max(pause, wanted))
        try:
            return self._once(target, bounds, 0.0, cut=cut)
        except Fault as fault:
            raise Fault(f"{fault} (asked {bounds.attempts} times)" if pauses else str(fault)) from fault

    def _once(self, target: Target, bounds: FetchSettings, pause: float, *, cut: bool) -> Answer:
        """Ask when the host is ready; if there is no whole answer, it rests for `pause`."""
        self.pace.wait(target.host)
        rest = pause
        try:
            answer = exchange(target, bounds, self._network, cut=cut)
            rest = 0.0
        finally:
            self.pace.done(target.host, rest)
        return answer


def _follow(start: Target, ask: Callable[[Target], Answer], most: int) -> Visited:
    way = [start]
    try:
        while (answer := ask(way[-1])).status in MOVED:
            way.append(_next(answer, way, most))
        if not has_page(answer.status):
            raise fault_of(answer)
    except Fault as fault:
        shown = f" (redirected: {' → '.join(target.url for target in way)})" if len(way) > 1 else ""
        raise Fault(f"{fault}{shown}") from fault
    return Visited(answer, tuple(target.url for target in way[:-1]))


def _next(answer: Answer, way: list[Target], most: int) -> Target:
    location = answer.fields.get("location")
    if not location:
        raise Fault(f"it redirects (status {answer.status}) without saying where; {BY_HAND}")
    if len(way) > most:
        raise Fault(f"more than {most} redirects in a row; {BY_HAND}")
    try:
        where = answer.target.led_to(_as_sent(location))
    except Fault as fault:
        raise Fault(f"it redirects to `{printable(location)}`: {fault}") from fault
    if where in way:
        raise Fault(f"it redirects in a circle, back to {where.url}; it may want cookies: {BY_HAND}")
    return where


def _as_sent(location: str) -> str:
    """http.client reads header fields as Latin-1, but an address beyond ASCII in them is UTF-8."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location
