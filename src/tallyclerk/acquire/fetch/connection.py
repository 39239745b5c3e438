"""urllib3's connections, made to go to an address that was checked and to no other."""

from __future__ import annotations

import socket
import ssl
from functools import lru_cache
from typing import Any

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection

from tallyclerk.acquire.fetch.target import Target
from tallyclerk.acquire.fetch.wire import Line, response_for
from tallyclerk.errors import SettingsError


class PlainConnection(HTTPConnection):
    """Connects where its line says, never looks a name up, and writes down what it sends."""

    line: Line

    def _new_conn(self) -> socket.socket:
        return self.line.dial()

    def send(self, data: Any) -> None:
        """Send bytes, and keep them."""
        self.line.request += data
        super().send(data)


class SecureConnection(PlainConnection, HTTPSConnection):
    """The same over TLS: the certificate must be the host name's, whatever the address."""


def connection(target: Target, line: Line) -> PlainConnection:
    """A connection for one request to a target, not yet opened. It takes no proxy, whatever the environment says.

    Raises:
        SettingsError: if the settings name a file of certificates that cannot be read.
    """
    made: PlainConnection
    seconds = line.settings.connect_seconds
    if target.scheme == "https":
        context = _trust(line.settings.certificates)
        made = SecureConnection(target.host, target.port, timeout=seconds, ssl_context=context)
    else:
        made = PlainConnection(target.host, target.port, timeout=seconds)
    made.line = line
    made.response_class = response_for(line)  # type: ignore[assignment]  # http.client calls it, and asks no more
    return made


@lru_cache(maxsize=4)
def _trust(certificates: str) -> ssl.SSLContext:
    """Whom to believe: the authorities that browsers trust, by way of certifi, and the user's own."""
    context = ssl.create_default_context(cafile=certifi.where())
    try:
        if certificates:
            context.load_verify_locations(cafile=certificates)
    except OSError as error:
        raise SettingsError(
            f"{certificates}: no PEM file of certificates: {error}; see [fetch] certificates"
        ) from error
    return context
