"""Positions as receivers log them: NMEA sentences, decoded by pyais, with the time that stands before or behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from tallyclerk.errors import SensorError
from tallyclerk.sense.ais.words import (
    Identity,
    NotUsable,
    Position,
    imo_of,
    knots_of,
    mmsi_of,
    name_of,
    place_of,
    seconds,
)

SENTENCE = re.compile(rb"[!$](?:AI|AB|AD|AN|AR|AS|AT|AX|BS|SA)VD[MO],[\x20-\x7e]{1,200}?\*[0-9A-Fa-f]{2}")
_TAG_TIME = re.compile(rb"(?:\\|,)c:([0-9]{10}(?:[0-9]{3})?)[,*]")
_LEADING = re.compile(rb"^[\s\[(]*([0-9][0-9T:.Z+ /-]{8,38}[0-9Z])[\s\]),;|:]*(?:\\[^\\]*\\)?$")
_TRAILING = re.compile(rb",([0-9]{10})\s*$")
_WAITING = 256
"""Sentences of unfinished messages that are held; the oldest goes first."""
_MOVES = frozenset((1, 2, 3, 9, 18, 19, 27))
_NAMES = frozenset((5, 19, 24))


class Nmea:
    """Reads sentences, and puts the parts of a message together.

    Raises:
        SensorError: if pyais is not installed.
    """

    def __init__(self) -> None:
        try:
            self._pyais: Any = import_module("pyais")
        except ImportError as error:
            raise SensorError("reading NMEA needs pyais; install it with: pip install 'tallyclerk[ais]'") from error
        self._waiting: dict[tuple[bytes, bytes, bytes], dict[int, tuple[bytes, int | None]]] = {}

    def read(self, line: bytes) -> Iterator[Position | Identity]:
        """What a line says, once its message is whole.

        Raises:
            NotUsable: if it holds no sentence, its checksum does not fit, or its message cannot be decoded.
        """
        match = SENTENCE.search(line)
        if match is None:
            raise NotUsable("it holds no AIS sentence (!AIVDM)")
        sentence = match.group()
        if not _checks(sentence):
            raise NotUsable("its checksum does not fit")
        whole = self._whole(sentence, _time_of(line[: match.start()], line[match.end() :]))
        if whole is not None:
            yield from self._decoded(*whole)

    def _whole(self, sentence: bytes, time: int | None) -> tuple[tuple[bytes, ...], int | None] | None:
        """The sentences of a message and its time; None while parts are missing."""
        fields = sentence.split(b",")
        if len(fields) < 7 or not (fields[1].isdigit() and fields[2].isdigit()):
            raise NotUsable("its sentence lacks fields")
        total, part = int(fields[1][:3]), int(fields[2][:3])
        if total == 1:
            return (sentence,), time
        if not 1 <= part <= total <= 9:
            raise NotUsable(f"it is part {part} of {total}")
        key = (fields[1], fields[3], fields[4])
        parts = self._waiting.setdefault(key, {})
        parts[part] = (sentence, time)
        if len(parts) < total:
            if len(self._waiting) > _WAITING:
                del self._waiting[next(iter(self._waiting))]
            return None
        del self._waiting[key]
        times = [parts[n][1] for n in sorted(parts)]
        return tuple(parts[n][0] for n in sorted(parts)), next((t for t in times if t is not None), None)

    def _decoded(self, sentences: tuple[bytes, ...], time: int | None) -> Iterator[Position | Identity]:
        try:
            message = self._pyais.decode(*sentences)
        except (self._pyais.exceptions.AISBaseException, ValueError, IndexError, KeyError, TypeError) as error:
            raise NotUsable(f"its message cannot be decoded ({type(error).__name__})") from None
        kind = int(message.msg_type)
        mmsi = mmsi_of(str(message.mmsi)) if kind in _MOVES | _NAMES else None
        if mmsi is None:
            return
        if kind in _NAMES and getattr(message, "shipname", None):
            yield Identity(mmsi, name_of(str(message.shipname)), imo_of(str(getattr(message, "imo", "") or "")))
        if kind not in _MOVES:
            return
        if message.lat is None or message.lon is None:
            raise NotUsable("its message is cut off before the position")
        at = place_of(float(message.lat), float(message.lon))
        if at is not None:
            if time is None:
                raise NotUsable("nothing says when it was received; log with a tag block (c:) or a time before it")
            yield Position(mmsi, time, *at, knots_of(message.speed))


def _checks(sentence: bytes) -> bool:
    """Whether the two digits behind the star are all bytes between, taken together by exclusive or."""
    body, _, told = sentence[1:].rpartition(b"*")
    found = 0
    for byte in body:
        found ^= byte
    return found == int(told, 16)


def _time_of(before: bytes, behind: bytes) -> int | None:
    """The time in a tag block, before the sentence, or behind it as coast guards log it."""
    for found in (_TAG_TIME.search(before), _LEADING.match(before), _TRAILING.search(behind)):
        if found:
            return seconds(found.group(1).decode("ascii"))
    return None
