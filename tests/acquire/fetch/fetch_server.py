"""A real server on this machine that says exactly what a test wants it to, rightly or wrongly."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator

Act = Callable[[socket.socket], None]
"""Writes an answer, or fails to."""

PAGE = b"<!DOCTYPE html><html><body><p>Forty crates left the quay at Brenholt on Monday.</p></body></html>"


def answer(
    body: bytes = PAGE, *fields: str, status: str = "200 OK", kind: str = "text/html", length: int | None = None
) -> bytes:
    """A well-formed answer, unless `length` lies."""
    size = len(body) if length is None else length
    head = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {size}", *fields]
    return "\r\n".join([*head, "", ""]).encode() + body


def moved(where: str) -> bytes:
    return answer(b"", f"Location: {where}", status="302 Found")


def drip(first: bytes, then: bytes, seconds: float) -> Act:
    """Sends one piece, and another one again and again, each after a pause, until the other side has had enough."""

    def act(connection: socket.socket) -> None:
        connection.sendall(first)
        while True:
            connection.sendall(then)
            time.sleep(seconds)

    return act


class Server:
    """Answers each path with bytes or an act; a list is worked off, its last item stays. Anything else is a 404.

    Attributes:
        asked: The paths asked for, in order.
        times: When, on the monotonic clock.
        requests: The requests as received.
        connections: How many were made.
    """

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.answers: dict[str, bytes | Act | list[bytes | Act]] = {}
        self.asked: list[str] = []
        self.times: list[float] = []
        self.requests: list[bytes] = []
        self.connections = 0
        self._context = context
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path: str = "/page", host: str = "127.0.0.1") -> str:
        return f"{'https' if self._context else 'http'}://{host}:{self.port}{path}"

    def close(self) -> None:
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, plain: socket.socket) -> None:
        with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
            stack.enter_context(plain)
            plain.settimeout(5)
            connection = plain
            if self._context:
                connection = stack.enter_context(self._context.wrap_socket(plain, server_side=True))
            self._answer(connection)
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_WR)
                connection.recv(1)

    def _answer(self, connection: socket.socket) -> None:
        request = b""
        while b"\r\n\r\n" not in request:
            piece = connection.recv(65_536)
            if not piece:
                return
            request += piece
            if request.startswith(b"\x16"):  # somebody speaks TLS to a server that does not
                connection.sendall(answer(b"", status="400 Bad Request"))
                return
        path = request.split(b" ")[1].decode()
        self.requests.append(request)
        self.asked.append(path)
        self.times.append(time.monotonic())
        known = self.answers.get(path, answer(b"gone", status="404 Not Found"))
        if isinstance(known, list):
            known = known.pop(0) if len(known) > 1 else known[0]
        if callable(known):
            known(connection)
        else:
            connection.sendall(known)


@contextlib.contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[Server]:
    server = Server(context)
    try:
        yield server
    finally:
        server.close()
