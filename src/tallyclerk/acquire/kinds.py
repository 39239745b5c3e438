"""What kind of file it is: by its first bytes, then by its suffix, then by what its text looks like."""

from __future__ import annotations

import codecs
import re
from typing import Literal

import msgspec

from tallyclerk.acquire.formats import CONTROLS, FOREIGN, MAGIC, OFFSETS, OTHERS, READ_KINDS, SUFFIXES, Kind
from tallyclerk.acquire.looks import looks_like_a_table, looks_like_addresses, looks_like_mail, looks_like_rows


class Unfit(msgspec.Struct, frozen=True):
    """Why a file is not read, in words for the user, with the mend."""

    reason: str


_MAILBOX = re.compile(rb"From [^\n]{5,200}\d\d:\d\d:\d\d [^\n]{2,30}\n[A-Za-z][A-Za-z-]{1,40}: ")
_PAGE = re.compile(r"<(?:!doctype html|html|head|body)[\s>]", re.IGNORECASE)
_TAG = re.compile(
    r"<(?:script|iframe|h1|div|font|table|a|style|title|b|br|p|article|main|meta|!--)[\s>-]", re.IGNORECASE
)
_PROLOG = re.compile(r"(?:<\?[^>]{0,500}>|<!--(?:[^-]|-(?!->)){0,4000}-->|<!doctype[^>\[]{0,500}>|\s)+", re.IGNORECASE)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|atom:feed)[\s>]")


def kind_of(sample: bytes, suffix: str) -> Kind | Unfit:
    """The kind of a file, or why it is not read.

    What the first bytes prove comes before the suffix: a .txt may be a web page, a .pdf the log-in page that was
    served in its place. Where they prove nothing, the suffix tells; where it is unknown, how the text looks.
    """
    if not sample.strip():
        return Unfit("empty: there is no text in it")
    if suffix in FOREIGN:
        return Unfit(f"not a kind of file that is read ({suffix}); use {READ_KINDS}")
    magic = _by_magic(sample)
    if magic:
        return magic
    text = _readable(sample)
    return _by_content(text, suffix) or _by_suffix(text, suffix) or _by_looks(text)


def zip_kind(body: bytes) -> Literal["docx"] | Unfit:
    """`docx`, or what else the zip file is. Names in a zip are never compressed, so a look is enough."""
    if b"word/document.xml" in body:
        return "docx"
    if b"application/vnd.oasis.opendocument" in body[:200]:
        return Unfit("binary: it is an OpenDocument file (.odt, .ods); open it and save it as .docx")
    if b"xl/workbook" in body:
        return Unfit(
            "binary: it is a spreadsheet (.xlsx); save the sheet as .csv with a column `text`, `html` or `url`"
        )
    if b"ppt/presentation" in body:
        return Unfit("binary: it is a presentation (.pptx); save it as .pdf")
    if b"application/epub+zip" in body[:200]:
        return Unfit("binary: it is a book (.epub); save the chapter as .html or .txt")
    return Unfit("binary: it is a zip archive; unpack it first and name the folder")


def _by_magic(sample: bytes) -> Kind | Unfit | None:
    start = sample.lstrip(b"\xef\xbb\xbf \t\r\n")[:16]
    for magic, kind in MAGIC.items():
        if start.startswith(magic):
            return kind
    if _MAILBOX.match(sample):
        return Unfit("a mailbox of messages (mbox); save each message as .eml")
    found = next((magic for magic in OTHERS if sample.startswith(magic, OFFSETS.get(magic, 0))), None)
    # A report may begin with "RIFF" or "BZh"; one that has no control characters is a text.
    if found is None or (found.isalnum() and not CONTROLS & set(sample)):
        return None
    return Unfit(f"binary: it is {OTHERS[found]}")


def _by_content(text: str, suffix: str) -> Kind | None:
    """What the text proves to be; tables and rows may quote anything, so their suffix counts more."""
    prolog = _PROLOG.match(text)
    body = text[prolog.end() :] if prolog else text
    if _FEED.match(body):
        return "feed"
    if _PAGE.match(text) or _PAGE.match(body):
        return "html"
    mail = None if suffix in {".csv", ".tsv", ".jsonl", ".ndjson"} else looks_like_mail(text)
    if mail:
        return mail
    return "addresses" if suffix in {".txt", ""} and looks_like_addresses(text) else None


def _by_suffix(text: str, suffix: str) -> Kind | Unfit | None:
    kind = SUFFIXES.get(suffix)
    if kind == "pdf" and "%PDF-" not in text[:1_024]:
        return Unfit("its name says PDF, but its bytes are none; download it again")
    if kind == "zip":
        return Unfit(f"its name says {suffix}, but its bytes are no Office file; save it again as .docx")
    if kind == "warc":
        return Unfit("its name says WARC, but it does not begin with a WARC record; download it again")
    if suffix == ".xml" and kind == "feed":
        return Unfit("XML, but no RSS or Atom feed; save the page as .html")
    if kind == "html" and "<" not in text:
        return "text"
    return kind


def _by_looks(text: str) -> Kind:
    if _TAG.match(text):
        return "html"
    if looks_like_rows(text):
        return "rows"
    if looks_like_addresses(text):
        return "addresses"
    return "table" if looks_like_a_table(text) else "text"


def _readable(sample: bytes) -> str:
    """The sample as text to look at; what letters beyond ASCII it has does not matter here."""
    wide = sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = sample.decode("utf-16" if wide else "utf-8", errors="replace")
    return text.lstrip("\ufeff \t\r\n")
