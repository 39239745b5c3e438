"""Bytes to text, with a note where the encoding had to be guessed, was declared wrongly, or is broken.

A byte order mark counts most, then bytes that are UTF-8 without a fault, then what the transport declares, then what
the page itself declares, then detection. This is the order of browsers (WHATWG Encoding Standard and "determining the
character encoding" of HTML), but for UTF-8 that is declared as something else: bytes of another encoding hardly ever
happen to be UTF-8, while wrong declarations are common.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from tallyclerk.model import MediaType
from tallyclerk.resources.encodings import Encoding, encoding_of, encodings

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_BEYOND = re.compile(rb"[\x80-\xff]")
_ALONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_HEAD = 4_096
_GUESS_BYTES = 100_000
_GAP = "\ufffd"
_ESCAPES = (b"\x1b", b"~{")
_UTF8_TAIL = 3


def decoded(body: bytes, media_type: MediaType, charset: str | None = None) -> tuple[str, str | None]:
    """The text of some bytes, and a note where it is not simply UTF-8 or as declared.

    Args:
        body: The bytes of a text or of a page.
        media_type: What they are; only a page declares its own encoding.
        charset: The label that the transport declared (an HTTP or MIME header), if any.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            text = body.decode(name, errors="replace").removeprefix("\ufeff")
            return text, _broken(name, text.count(_GAP))
    wide = _wide(body)
    if wide:
        text = body.decode(wide, errors="replace")
        return text, _joined("it has no byte order mark; read as UTF-16", _broken(wide, text.count(_GAP)))
    labels = tuple(_labels(body, media_type, charset))
    utf8 = _as_utf8(body, labels)
    if utf8 is not None:
        return utf8, _unknown(labels)
    return _as_declared(body, labels)


def _labels(body: bytes, media_type: MediaType, charset: str | None) -> Iterator[str]:
    """What is declared: by the transport, then by the head of the page itself."""
    if charset and charset.strip():
        yield charset.strip()[:40]
    match = _DECLARED.search(body[:_HEAD]) if media_type == "text/html" else None
    if match:
        yield match[1].decode("ascii")


def _as_utf8(body: bytes, labels: tuple[str, ...]) -> str | None:
    """The bytes as UTF-8 where they are that without a fault; a character cut off at the very end is none."""
    seven_bit = any(found.seven_bit for found in map(encoding_of, labels) if found)
    if seven_bit and any(escape in body for escape in _ESCAPES):
        return None
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        whole = error.start < len(body) - _UTF8_TAIL or error.reason != "unexpected end of data"
        return None if whole else body[: error.start].decode("utf-8")


def _as_declared(body: bytes, labels: tuple[str, ...]) -> tuple[str, str | None]:
    """The bytes by the first declaration that fits them, else by detection; declarations that do not fit are told."""
    notes = [_unknown(labels)]
    for label in labels:
        encoding = encoding_of(label)
        text = body.decode(encoding.codec, errors="replace") if encoding and _may_be(encoding) else None
        if text is not None and _fits(text, body):
            return text, _joined(*notes, _broken(label, text.count(_GAP)))
        if encoding:
            notes.append(f"it is declared as {label}, but is not")
    text, note = _guessed(body)
    return text, _joined(*notes, note)


def _may_be(encoding: Encoding) -> bool:
    """A declaration that could be read is not UTF-16, which has no single bytes to be read by."""
    return not encoding.codec.startswith("utf-16")


def _fits(text: str, body: bytes) -> bool:
    """Whether hardly anything was lost: at most one gap for each twenty bytes that are not ASCII."""
    gaps = text.count(_GAP)
    return gaps == 0 or gaps * 20 <= len(body) - len(body.translate(None, bytes(range(128, 256))))


def _wide(body: bytes) -> str | None:
    """UTF-16 without its mark: zero bytes of spaces and letters stand at every second place only."""
    sample = body[: _HEAD * 4]
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if max(first, second) * 50 < len(sample) or max(first, second) < 10 * min(first, second):
        return None
    name = "utf-16-be" if first > second else "utf-16-le"
    text = sample.decode(name, errors="replace")
    return name if text.count(_GAP) * 100 <= len(text) and "\0" not in text[:-1] else None


def _guessed(body: bytes) -> tuple[str, str | None]:
    text = body.decode("utf-8", errors="replace")
    broken = text.count(_GAP)
    foreign = sum(letter > "\x7f" for letter in text) - broken
    if foreign >= broken:
        return text, _broken("utf-8", broken)
    # Late: only pages in old encodings need it.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    sample = body[:_GUESS_BYTES]
    best = from_bytes(sample, cp_isolation=_likely(sample)).best()
    name = best.encoding if best else "cp1252"
    text = body.decode(name, errors="replace")
    return text, f"the page declares no encoding that fits; read as {name}, which seems likely"


def _likely(sample: bytes) -> list[str]:
    """The encodings among which to look: letters beyond ASCII stand alone in Latin scripts and in runs in others.

    Without this, a few umlauts in German are taken for Chinese.
    """
    stand = "alone" if len(_ALONE.findall(sample)) * 5 >= len(_BEYOND.findall(sample)) * 4 else "runs"
    return [encoding.codec for encoding in encodings() if encoding.detect == stand]


def _unknown(labels: tuple[str, ...]) -> str | None:
    unknown = [label for label in labels if not encoding_of(label)]
    return f"it is declared as {unknown[0]!r}, which is no encoding of text" if unknown else None


def _broken(name: str, count: int) -> str | None:
    return f"broken {name}: {count} places could not be decoded and show as {_GAP}" if count else None


def _joined(*notes: str | None) -> str | None:
    return "; ".join(note for note in notes if note) or None
