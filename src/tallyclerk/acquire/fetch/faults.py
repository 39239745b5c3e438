"""Why a request failed, in words for the user, and whether asking again may help."""

from __future__ import annotations

import http.client
import re
import ssl

from urllib3.exceptions import InvalidChunkLength, InvalidHeader, ProtocolError

from tallyclerk.errors import TallyclerkError

LATER = "try again later"
BY_HAND = "save the page from a browser and give the file"


class Fault(TallyclerkError):
    """An address could not be fetched.

    Attributes:
        again: Whether the same request may succeed in a while.
    """

    def __init__(self, reason: str, *, again: bool = False) -> None:
        super().__init__(reason)
        self.again = again


def in_words(error: Exception) -> Fault:
    """What went wrong on the line, from the error that the network or the HTTP library raised."""
    if isinstance(error, ProtocolError) and len(error.args) > 1 and isinstance(error.args[1], Exception):
        return in_words(error.args[1])
    if isinstance(error, ssl.SSLCertVerificationError):
        why = error.verify_message or str(error)
        return Fault(f"its certificate is not to be trusted: {why}; {BY_HAND}, or name its authority in `certificates`")
    if isinstance(error, ssl.SSLError):
        return Fault(f"no secure connection: {error.reason or error}; check that the address begins rightly with https")
    return _of_connection(error) or _of_protocol(error)


def _of_connection(error: Exception) -> Fault | None:
    if isinstance(error, http.client.RemoteDisconnected):
        return Fault(f"the server closed the connection without an answer; {LATER}", again=True)
    if isinstance(error, TimeoutError):
        return Fault(f"no connection in time; {LATER}", again=True)
    if isinstance(error, ConnectionRefusedError):
        return Fault("nothing answers at this address and port; check both", again=True)
    if isinstance(error, ConnectionError):
        return Fault(f"the connection broke; {LATER}", again=True)
    if isinstance(error, OSError):
        words = (error.strerror or str(error)).lower()
        return Fault(f"no connection: {words}; check the network and {LATER}", again=True)
    return None


def _of_protocol(error: Exception) -> Fault:
    if isinstance(error, InvalidChunkLength):
        return Fault(f"the answer is cut into chunks that make no sense; {BY_HAND}")
    if isinstance(error, http.client.IncompleteRead):
        more = f", {error.expected:,} more were announced" if error.expected else ""
        return Fault(f"the answer broke off after {_got(error)} bytes{more}; {LATER}", again=True)
    if isinstance(error, ProtocolError):
        return Fault(f"the answer broke off: {_plain(error)}; {LATER}", again=True)
    if isinstance(error, InvalidHeader):
        return Fault(f"the answer states two lengths; {BY_HAND}")
    if isinstance(error, http.client.LineTooLong):
        return Fault(f"a header line of the answer is far too long; {BY_HAND}")
    return Fault(f"the server does not answer in HTTP ({type(error).__name__}: {_plain(error)}); check the port")


def _got(error: http.client.IncompleteRead) -> str:
    # urllib3 counts what came, http.client keeps it.
    return f"{error.partial if isinstance(error.partial, int) else len(error.partial):,}"


def _plain(error: Exception) -> str:
    """The error's own words, short and without what a terminal would take for a command."""
    return re.sub(r"[^ -~]+", "?", str(error))[:120]
