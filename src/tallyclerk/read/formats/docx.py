"""The text of a .docx: paragraphs, tables, text boxes and notes in their order.

python-docx opens the package; its parser resolves no entities and it follows no outer link. The text is walked here,
since its own `paragraphs` leave out what stands in content controls, text boxes and tracked insertions.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from tallyclerk.config import ReadSettings
from tallyclerk.errors import UnreadableSource
from tallyclerk.model import Removed
from tallyclerk.read.formats.properties import moment, title_within
from tallyclerk.read.formats.unpacked import Unpacked

MAX_ENTRIES = 2_000
MAX_UNPACKED = 60_000_000
"""Bytes that all parts unpack to; a long report with pictures has a few million."""
MAX_XML = 12_000_000
"""Bytes of XML; a tree takes some 15 times as many, and a thousand pages are about 10 million."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": "\xad"}
_NOTES = ("/footnotes", "/endnotes")
_RUNNING = ("/header", "/footer")


def read_docx(body: bytes, settings: ReadSettings) -> Unpacked:
    """The paragraphs of a .docx; the cells of a table's row stand in one line, parted by " | ".

    Raises:
        UnreadableSource: it is an old .doc, locked, broken, unpacks to too much, or has no text.
    """
    _guard(body)
    from docx import Document  # noqa: PLC0415 (late: only .docx files need it)

    try:
        document = Document(io.BytesIO(body))
        lines = list(_lines(document.element.body))
        lines += [line for part in _related(document, _NOTES) for line in _lines(part)]
        running = [line for part in _related(document, _RUNNING) for line in _lines(part)]
        facts = _facts(document)
    except Exception as error:  # broken packages make python-docx raise nearly anything
        said = f"{type(error).__name__}: {' '.join(str(error).split())[:120]}"
        raise UnreadableSource(f"not a .docx that can be read: {said}; open and save it again") from error
    text = "\n".join(lines)
    if not text.strip():
        raise UnreadableSource("there is no text in it; pictures of text need OCR first")
    title, note = title_within(facts.get("title"), text, "the file's properties")
    return Unpacked(
        text=text,
        notes=(note,) if note else (),
        removed=tuple(Removed(line, "head or foot of the pages") for line in dict.fromkeys(running) if line.strip()),
        title=title,
        author=facts.get("author"),
        **moment(facts.get("created"), "the .docx file's creation date"),
    )


def _guard(body: bytes) -> None:
    """Look at the archive's own table before anything is unpacked.

    A table that lies gains nothing: `zipfile` unpacks no more of an entry than its table states.
    """
    if body.startswith(_OLE):
        locked = _LOCKED in body
        kind = "locked with a password" if locked else "an old .doc"
        raise UnreadableSource(f"{kind}; save it as .docx {'without one ' if locked else ''}and give it again")
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise UnreadableSource(f"not a .docx: {error}; open and save it again") from error
    size = sum(entry.file_size for entry in entries)
    xml = sum(entry.file_size for entry in entries if entry.filename.lower().endswith((".xml", ".rels")))
    if len(entries) > MAX_ENTRIES or size > MAX_UNPACKED or xml > MAX_XML:
        raise UnreadableSource(
            f"it unpacks to {len(entries):,} parts of {size:,} bytes, {xml:,} of them XML; at most {MAX_ENTRIES:,} "
            f"parts of {MAX_UNPACKED:,} bytes, {MAX_XML:,} of them XML, are read; split it"
        )


def _lines(tree: Any) -> Iterator[str]:
    """The paragraphs and rows of a tree, without recursion, so that deep nesting costs nothing."""
    rows: list[list[str]] = []
    words: list[list[str]] = []
    skipped = None
    for event, node in _walk(tree):
        if skipped is not None:
            skipped = None if event == "end" and node is skipped else skipped
        elif event == "start":
            if node.tag == _FALLBACK:  # a text box for old programs, a second time
                skipped = node
            elif node.tag == f"{_W}p":
                words.append([])
            elif node.tag == f"{_W}tr":
                rows.append([])
        elif node.tag == f"{_W}p" and words:
            yield from _put("".join(words.pop()), rows)
        elif node.tag == f"{_W}tr" and rows:
            yield from _put(" | ".join(rows.pop()), rows)
        elif words:
            words[-1].append((node.text or "") if node.tag == f"{_W}t" else _SIGNS.get(node.tag, ""))


def _put(line: str, rows: list[list[str]]) -> Iterator[str]:
    """A paragraph into the row it stands in; outside of tables it is a line, or more where it has breaks."""
    parts = [" ".join(part.split()) for part in line.split("\n")]
    if rows:
        rows[-1] += [part for part in parts if part]
    else:
        yield from parts


def _walk(tree: Any) -> Iterator[tuple[str, Any]]:
    from lxml import etree  # noqa: PLC0415 (late: only .docx files need it)

    yield from etree.iterwalk(tree, events=("start", "end"))


def _related(document: Any, kinds: tuple[str, ...]) -> Iterator[Any]:
    """The trees of the parts of some kinds, in the order of their names."""
    from docx.oxml.parser import parse_xml  # noqa: PLC0415 (late: only .docx files need it)

    links = document.part.rels.values()
    parts = {link.target_part for link in links if not link.is_external and link.reltype.endswith(kinds)}
    for part in sorted(parts, key=lambda part: str(part.partname)):
        yield parse_xml(part.blob)


def _facts(document: Any) -> dict[str, str]:
    """Title, author and date of the file's properties."""
    known = document.core_properties
    created = known.created.isoformat() if known.created else ""
    found = {"title": known.title, "author": known.author, "created": created}
    return {name: " ".join(value.split())[:300] for name, value in found.items() if value and value.strip()}
