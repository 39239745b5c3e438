"""One request to a host at a time, with a pause before the next."""

from __future__ import annotations

from tallyclerk.acquire.fetch.network import Network


class Pace:
    """When each host may be asked again."""

    def __init__(self, delay: float, network: Network) -> None:
        self._delay = delay
        self._network = network
        self._ended: dict[str, float] = {}
        self._pauses: dict[str, float] = {}
        self._delays: dict[str, float] = {}

    def slow_down(self, host: str, delay: float) -> None:
        """Leave at least so many seconds between the requests to a host from now on."""
        self._delays[host] = max(delay, self._delays.get(host, 0.0))

    def due(self, host: str) -> float:
        """Seconds until a host may be asked."""
        if host not in self._ended:
            return 0.0
        rest = max(self._delay, self._delays.get(host, 0.0), self._pauses[host])
        return max(0.0, self._ended[host] + rest - self._network.ticks())

    def wait(self, host: str) -> None:
        """Sleep until a host may be asked."""
        due = self.due(host)
        if due > 0:
            self._network.sleep(due)

    def done(self, host: str, pause: float = 0.0) -> None:
        """A request to a host has ended: it rests for the usual delay, or for `pause` where that is longer."""
        self._ended[host] = self._network.ticks()
        self._pauses[host] = pause
