"""The text layer of a PDF.

pypdf is written in Python: it cannot crash the program, but hostile files make it slow. It bounds what one stream may
unpack to and how much of one is parsed; these bounds are set lower here, and a watch bounds the time of the whole.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from tallyclerk.config import ReadSettings
from tallyclerk.errors import UnreadableSource
from tallyclerk.read.formats.properties import moment, title_within
from tallyclerk.read.formats.reflow import reflowed
from tallyclerk.read.formats.running import without_running
from tallyclerk.read.formats.sheet import Sheet
from tallyclerk.read.formats.unpacked import Unpacked
from tallyclerk.read.formats.watch import TooSlow, Watch, WatchedBytes

if TYPE_CHECKING:
    from pypdf import PdfReader

T = TypeVar("T")
SECONDS = 4.0
"""How long one PDF is read. A page of news takes 10 to 50 ms."""
MAX_PAGES = 1_000
_TOLD = 5
"""Broken pages that are named one by one."""
_STREAM_BYTES = 10_000_000
_SLOW_STREAM_BYTES = 1_000_000
"""LZW and run lengths are unpacked by Python, some 100 times slower than zlib."""
_OBJECT_LIMITS: dict[str, Any] = {"zlib_maximum_output_length": 1_000_000, "maximum_declared_stream_length": 1_000_000}
"""Objects that are packed in one stream: a hundred or two, of some hundred bytes each; parsed in 1 to 2 s at most."""
_PARSED = 250_000
"""Operands and operators of one page; a page of news has a few thousand."""
_LIMITS: dict[str, Any] = {
    "maximum_declared_stream_length": 20_000_000,
    "array_based_stream_maximum_output_length": _STREAM_BYTES,
    "zlib_maximum_output_length": _STREAM_BYTES,
    "zlib_maximum_recovery_input_length": 200_000,
    "lzw_maximum_output_length": _SLOW_STREAM_BYTES,
    "run_length_maximum_output_length": _SLOW_STREAM_BYTES,
    "brotli_maximum_output_length": _STREAM_BYTES,
    "stream_filters_maximum_length": 4,
    "stream_decoding_work_maximum_length": 2 * _STREAM_BYTES,
    "stream_parsing_work_maximum_count": _PARSED,
    "page_tree_maximum_entries": 20_000,
    "xform_maximum_invocations_per_extraction": 500,
    "xmp_maximum_input_length": 100_000,
    "jbig2dec_binary": None,
    "disable_legacy_handling": True,
}
_SCAN = (
    "no text layer: it is pictures of pages; run OCR over it (for example `ocrmypdf in.pdf out.pdf`) and give it again"
)
_LOCKED = "locked with a password; save it without one (for example `qpdf --decrypt in.pdf out.pdf`) and give it again"


def read_pdf(body: bytes, settings: ReadSettings) -> Unpacked:
    """The paragraphs of a PDF, without the heads and feet that its pages repeat.

    Raises:
        UnreadableSource: it is locked, broken, too slow to read, or has no text in it.
    """
    from pypdf import apply_configuration  # noqa: PLC0415 (late: only PDFs need it)

    watch = Watch(SECONDS)
    notes: list[str] = []
    with apply_configuration(**_LIMITS), _quiet():
        reader, total = _opened(body, watch)
        pages = list(_pages(reader, total, watch, notes, settings.max_chars))
        facts = _facts(reader, watch)
    if not any(line.strip() for lines in pages for line in lines):
        raise UnreadableSource(_why_empty(total, len(pages), notes))
    kept, removed = without_running(pages)
    text = "\n".join(reflowed([line for lines in kept for line in lines])).strip("\n")
    title, note = title_within(facts.get("title"), text, "the PDF's properties")
    return Unpacked(
        text=text,
        notes=tuple(entry for entry in (*notes, note) if entry),
        removed=removed,
        title=title,
        author=facts.get("author"),
        **moment(facts.get("created"), "the PDF's creation date"),
    )


def _why_empty(total: int, read: int, notes: list[str]) -> str:
    if not total:
        return "it has no pages; save it again"
    return _SCAN if read else f"{notes[0]}; save it again with another program"


class _Broken(UnreadableSource):
    """A part of the file cannot be read; others may be."""


def _tried(work: Callable[[], T]) -> T:
    """What pypdf makes of its work. The one place where its failures are caught: broken files make it raise anything.

    Raises:
        UnreadableSource: a `_Broken` that says what is broken; another where the file is locked or takes too long. It
            is given up then, since the part that was read in time would be another one on a slower machine.
    """
    from pypdf.errors import DependencyError, FileNotDecryptedError  # noqa: PLC0415 (late: only PDFs need it)

    try:
        return work()
    except TooSlow as error:
        raise UnreadableSource(f"it takes more than {SECONDS:g} s to read; split it, or save it as text") from error
    except (DependencyError, FileNotDecryptedError) as error:
        raise UnreadableSource(_LOCKED) from error
    except Exception as error:
        said = " ".join(str(error).split())[:120]
        raise _Broken(f"{type(error).__name__}: {said}".rstrip(": ")) from error


def _opened(body: bytes, watch: Watch) -> tuple[PdfReader, int]:
    from pypdf import PdfReader, apply_configuration  # noqa: PLC0415 (late: only PDFs need it)

    class Bounded(PdfReader):
        """Bounds streams that hold objects: pypdf parses them whole, out of the sight of the watch."""

        def get_object(self, indirect_reference: Any) -> Any:
            watch.look()
            number = getattr(indirect_reference, "idnum", indirect_reference)
            limits = _OBJECT_LIMITS if number in self.xref_objStm else {}
            with apply_configuration(**limits):
                return super().get_object(indirect_reference)

    def work() -> tuple[PdfReader, int]:
        reader = Bounded(WatchedBytes(body, watch), root_object_recovery_limit=2_000)
        is_open = not reader.is_encrypted or bool(reader.decrypt(""))
        return reader, len(reader.pages) if is_open else -1

    try:
        reader, total = _tried(work)
    except _Broken as error:
        raise UnreadableSource(f"not a PDF that can be read: {error}; save it again") from error
    if total < 0:
        raise UnreadableSource(_LOCKED)
    return reader, total


def _pages(reader: PdfReader, total: int, watch: Watch, notes: list[str], max_chars: int) -> Iterator[list[str]]:
    """The lines of each page; what could not be read is told in `notes`."""
    chars = broken = 0
    for number in range(min(total, MAX_PAGES)):
        try:
            lines = _tried(partial(_lines, reader, number, watch))
        except _Broken as error:
            broken += 1
            if broken <= _TOLD:
                notes.append(f"page {number + 1} could not be read: {error}")
            continue
        yield lines
        chars += sum(map(len, lines))
        if chars > max_chars:
            notes.append(f"only its first {number + 1:,} of {total:,} pages were read")
            return
    if broken > _TOLD:
        notes.append(f"{broken - _TOLD:,} more pages could not be read")
    if total > MAX_PAGES:
        notes.append(f"only its first {MAX_PAGES:,} of {total:,} pages were read")


def _lines(reader: PdfReader, number: int, watch: Watch) -> list[str]:
    watch.look()
    sheet = Sheet()

    def before(*_: Any) -> None:
        watch.look()

    def piece(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        sheet.add(text, cm, tm, size)

    reader.pages[number].extract_text(visitor_operand_before=before, visitor_text=piece)
    return sheet.lines()


def _facts(reader: PdfReader, watch: Watch) -> dict[str, str]:
    """Title, author and date of the file's properties, as far as they can be read."""

    def work() -> dict[str, Any]:
        watch.look()
        known = reader.metadata
        return {"title": known.title, "author": known.author, "created": _created(known)} if known else {}

    try:
        found = _tried(work)
    except _Broken:
        return {}  # broken properties say nothing; the text is still read
    return {name: " ".join(str(value).split())[:300] for name, value in found.items() if value}


def _created(known: Any) -> str | None:
    try:
        return known.creation_date.isoformat() if known.creation_date else None
    except ValueError:
        return str(known.creation_date_raw or "") or None


@contextmanager
def _quiet() -> Iterator[None]:
    """pypdf logs each oddity; what matters is in the document's notes."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)
