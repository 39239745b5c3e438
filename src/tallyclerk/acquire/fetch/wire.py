"""The bytes of one connection: under a time limit and a size limit, and written down as they go by."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
from collections.abc import Callable, Sequence
from typing import Any

from tallyclerk.acquire.fetch.faults import BY_HAND, LATER, Fault, in_words
from tallyclerk.acquire.fetch.network import Network
from tallyclerk.config import FetchSettings

_SLACK = 262_144
"""Bytes read ahead or spent on framing, beyond those of head and body."""


class Line:
    """One connection's addresses, bounds and record.

    Attributes:
        request: The bytes that were sent.
        head: Status line and header fields as received, with the blank line after them.
        reader: Where the answer is read from, once one is awaited.
    """

    reader: Reader

    def __init__(self, addresses: Sequence[str], port: int, settings: FetchSettings, network: Network) -> None:
        self.request = bytearray()
        self.head = bytearray()
        self.settings = settings
        self._addresses = addresses
        self._port = port
        self._network = network
        self._end = network.ticks() + settings.total_seconds
        self._held: io.BufferedIOBase | None = None

    def left(self) -> float:
        """Seconds left for the whole answer.

        Raises:
            Fault: if there are none.
        """
        left = self._end - self._network.ticks()
        if left <= 0:
            limit = f"{self.settings.total_seconds:g} seconds"
            raise Fault(f"the answer took longer than {limit}; raise `total_seconds` in [fetch], or {BY_HAND}")
        return left

    def read_from(self, sock: socket.socket, held: io.BufferedIOBase) -> Reader:
        """A reader of what the socket brings; `held` keeps the socket open until `release`."""
        self._held = held
        self.reader = Reader(Wire(sock, self), self)
        return self.reader

    def release(self) -> None:
        """Let go of the socket."""
        if self._held is not None:
            self._held.close()

    def dial(self) -> socket.socket:
        """A connection to the first of the checked addresses that answers.

        Raises:
            Fault: if none does.
        """
        fault = Fault("no address to connect to")
        for address in self._addresses:
            try:
                return self._network.dial(address, self._port, min(self.settings.connect_seconds, self.left()))
            except OSError as error:
                fault = in_words(error)
        raise fault


class Wire(io.RawIOBase):
    """Reads from a socket for as long and as much as the bounds allow."""

    def __init__(self, sock: socket.socket, line: Line) -> None:
        self._sock = sock
        self._line = line
        self._room = line.settings.max_bytes + line.settings.max_head_bytes + _SLACK
        self.waits = True

    def readable(self) -> bool:
        """It is, always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Wait for the next bytes; 0 at the end.

        Raises:
            Fault: if they do not come in time, or are more than allowed.
        """
        left = self._line.left()
        self._sock.settimeout(min(self._line.settings.read_seconds, left) if self.waits else 0)
        try:
            count = self._sock.recv_into(buffer)
        except (BlockingIOError, ssl.SSLWantReadError):
            return 0
        except TimeoutError as error:
            self._line.left()
            limit = f"{self._line.settings.read_seconds:g} seconds"
            raise Fault(f"the server fell silent for {limit}; {LATER}", again=True) from error
        self._room -= count
        if self._room < 0:
            raise too_large(self._line.settings.max_bytes)
        return count


class Reader(io.BufferedReader):
    """A wire with a buffer, that writes down the head of the answer while `recording`."""

    def __init__(self, wire: Wire, line: Line) -> None:
        super().__init__(wire)
        self.recording = False
        self._wire = wire
        self._line = line

    def readline(self, size: int | None = -1, /) -> bytes:
        """The next line, kept if it belongs to the head."""
        text = super().readline(size)
        if self.recording:
            self._keep(text)
        return text

    def close(self) -> None:
        """Nothing: http.client closes after the announced length, and we look whether more was sent."""

    def excess(self) -> bytes:
        """What has arrived beyond the answer, without waiting for it."""
        self._wire.waits = False
        try:
            return self.peek(1)
        except OSError:
            return b""

    def _keep(self, text: bytes) -> None:
        head = self._line.head
        if text.startswith(b"HTTP/") and head.endswith((b"\n\n", b"\r\n\r\n")):
            head.clear()  # what came before was an interim answer, such as 100 Continue
        head += text
        if len(head) > self._line.settings.max_head_bytes:
            limit = f"{self._line.settings.max_head_bytes:,} bytes"
            raise Fault(f"the answer's header is longer than {limit}; raise `max_head_bytes` in [fetch], or {BY_HAND}")


class Response(http.client.HTTPResponse):
    """An answer that is read through a `Reader`."""

    def __init__(self, sock: socket.socket, debuglevel: int = 0, method: str | None = None, *, line: Line) -> None:
        super().__init__(sock, debuglevel, method)
        # The socket stays open for as long as a file made from it does, even where http.client has closed it.
        self._reader = line.read_from(sock, self.fp)
        self.fp = self._reader

    def begin(self) -> None:
        """Read the head, and keep it as received."""
        self._reader.recording = True
        super().begin()
        self._reader.recording = False


def response_for(line: Line) -> Callable[..., Response]:
    """What http.client calls to make an answer from a socket."""

    def made(sock: socket.socket, debuglevel: int = 0, method: str | None = None) -> Response:
        return Response(sock, debuglevel, method, line=line)

    return made


def too_large(bound: int) -> Fault:
    """The answer is larger than the bound, in bytes."""
    return Fault(f"too large: more than {bound:,} bytes; raise `max_bytes` in [fetch] if you want it")
