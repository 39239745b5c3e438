"""What fetching takes from the outside: names, connections and time. Tests put their own in."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import msgspec

from tallyclerk.acquire.fetch.faults import Fault
from tallyclerk.acquire.fetch.reach import is_public
from tallyclerk.acquire.fetch.target import Target
from tallyclerk.config import FetchSettings


def look_up(host: str, port: int) -> Sequence[str]:
    """The IP addresses of a host name, in the order in which the system would try them.

    Raises:
        OSError: if the name has none, or nobody can be asked.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


def dial(address: str, port: int, seconds: float) -> socket.socket:
    """A connection to an IP address.

    Raises:
        OSError: if there is none within that time.
    """
    return socket.create_connection((address, port), timeout=seconds)


class Network(msgspec.Struct, frozen=True):
    """The outside world.

    Attributes:
        look_up: The addresses of a host name.
        dial: A connection to an address, a port, within so many seconds.
        now: The time in UTC.
        ticks: A clock in seconds that never goes back.
        sleep: Lets so many seconds pass.
    """

    look_up: Callable[[str, int], Sequence[str]] = look_up
    dial: Callable[[str, int, float], socket.socket] = dial
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ticks: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def addresses_of(target: Target, settings: FetchSettings, network: Network) -> Sequence[str]:
    """The checked IP addresses of a host, looked up once. What is connected to must be one of them, unchanged.

    Raises:
        Fault: if the name has no address, or any of its addresses is not a public one.
    """
    if not settings.allow_private and _is_local_name(target.host):
        raise _private(target.host)
    found = _in_time(lambda: network.look_up(target.host, target.port), settings.connect_seconds)
    if not found:
        raise Fault(f"the name {target.host} has no address; check the spelling")
    private = [address for address in found if not is_public(address)]
    if private and not settings.allow_private:
        raise _private(target.host if target.host == private[0] else f"{target.host} ({private[0]})")
    return found


def _is_local_name(host: str) -> bool:
    """Whether a name is kept for this machine (RFC 6761, 6.3), whatever a resolver would say."""
    return host.rstrip(".").rpartition(".")[2] == "localhost"


def _private(what: str) -> Fault:
    return Fault(f"{what} lies on this machine or in a private network; use --allow-private if you mean it")


def _in_time(question: Callable[[], Sequence[str]], seconds: float) -> Sequence[str]:
    """The answer of the system's resolver, which knows no time limit of its own."""
    answer: list[Sequence[str] | OSError | UnicodeError] = []

    def ask() -> None:
        try:
            answer.append(question())
        except (OSError, UnicodeError) as error:
            answer.append(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(seconds)
    if not answer:
        raise Fault("the name was not looked up in time; check the network", again=True)
    if isinstance(answer[0], Exception):
        raise _of_look_up(answer[0]) from answer[0]
    return answer[0]


def _of_look_up(error: OSError | UnicodeError) -> Fault:
    if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
        return Fault("names cannot be looked up at the moment; check the network", again=True)
    return Fault("no such host is known; check the spelling of the address and the network")
