"""One request and its answer, whole or not at all."""

from __future__ import annotations

import http.client
from datetime import datetime
from importlib.metadata import version

import msgspec
from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError

from tallyclerk.acquire.fetch.connection import connection
from tallyclerk.acquire.fetch.faults import BY_HAND, Fault, in_words
from tallyclerk.acquire.fetch.network import Network, addresses_of
from tallyclerk.acquire.fetch.target import Target
from tallyclerk.acquire.fetch.unpack import unpack
from tallyclerk.acquire.fetch.wire import Line, too_large
from tallyclerk.config import FetchSettings

AGENT = "tallyclerk"
"""The name by which a robots.txt may address us."""

_STEP = 65_536


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a server answered.

    Attributes:
        target: Whom we asked.
        status: The HTTP status.
        fields: Header fields by their names in small letters; the first of each name.
        head: Status line and header fields as received.
        request: The request as sent.
        body: The page with any content coding undone; empty unless the status is 2xx.
        captured: When the head of the answer had come (UTC).
    """

    target: Target
    status: int
    fields: dict[str, str]
    head: bytes
    request: bytes
    body: bytes
    captured: datetime


def exchange(target: Target, settings: FetchSettings, network: Network, *, cut: bool = False) -> Answer:
    """Ask once.

    Args:
        target: Whom, and for what.
        settings: Bounds.
        network: The outside world.
        cut: Take the first `max_bytes` of a larger body instead of refusing it.

    Raises:
        Fault: if there is no whole answer within the bounds.
    """
    line = Line(addresses_of(target, settings, network), target.port, settings, network)
    link = connection(target, line)
    try:
        link.request("GET", target.path, headers=_headers(settings), preload_content=False, decode_content=False)
        return _answer(target, link.getresponse(), line, network.now(), cut=cut)
    except (OSError, HTTPError, http.client.HTTPException, ValueError) as error:
        raise in_words(error) from error
    finally:
        link.close()
        line.release()


def _headers(settings: FetchSettings) -> dict[str, str]:
    contact = f" ({settings.contact})" if settings.contact else ""
    return {
        "User-Agent": f"{AGENT}/{version('tallyclerk')}{contact}",
        "Accept": "text/html,application/xhtml+xml,text/plain,application/pdf;q=0.9,*/*;q=0.5",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }


def _answer(target: Target, response: BaseHTTPResponse, line: Line, captured: datetime, *, cut: bool) -> Answer:
    fields: dict[str, str] = {}
    for name, value in response.headers.items():
        fields.setdefault(name.lower(), value)
    body = b""
    if 200 <= response.status < 300:
        raw = _body(response, line, cut=cut)
        body = unpack(raw, fields.get("content-encoding", ""), line.settings.max_bytes, cut=cut)
    return Answer(
        target=target,
        status=response.status,
        fields=fields,
        head=bytes(line.head),
        request=bytes(line.request),
        body=body,
        captured=captured,
    )


def _body(response: BaseHTTPResponse, line: Line, *, cut: bool) -> bytes:
    bound = line.settings.max_bytes
    announced = response.length_remaining
    if announced is not None and announced > bound and not cut:
        raise too_large(bound)
    body = bytearray()
    for piece in response.stream(_STEP, decode_content=False):
        body += piece
        if len(body) > bound:
            if cut:
                return bytes(body[:bound])
            raise too_large(bound)
    if announced is not None and line.reader.excess().strip():
        raise Fault(f"the server announced {announced:,} bytes and sent more, so the page would be cut; {BY_HAND}")
    return bytes(body)
