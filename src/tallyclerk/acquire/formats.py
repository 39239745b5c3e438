"""The formats that are read and those that are not: suffixes, first bytes, and the mend for each."""

from __future__ import annotations

from typing import Literal

from tallyclerk.model import MediaType

Kind = Literal["text", "html", "mhtml", "mail", "pdf", "zip", "rows", "table", "feed", "addresses", "warc", "parquet"]
MEDIA: dict[str, MediaType] = {
    "text": "text/plain",
    "html": "text/html",
    "mhtml": "multipart/related",
    "mail": "message/rfc822",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
SUFFIXES: dict[str, Kind] = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".pdf": "pdf",
    ".docx": "zip",
    ".eml": "mail",
    ".jsonl": "rows",
    ".ndjson": "rows",
    ".csv": "table",
    ".tsv": "table",
    ".urls": "addresses",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".warc": "warc",
    ".parquet": "parquet",
}
MAGIC: dict[bytes, Kind] = {b"%PDF": "pdf", b"PK\x03\x04": "zip", b"WARC/": "warc", b"PAR1": "parquet"}
READ_KINDS = f"{', '.join(SUFFIXES)}, each also as .gz"

FOREIGN = frozenset(
    """
    .png .jpg .jpeg .gif .webp .avif .bmp .ico .svg .tif .tiff .heic .psd .mp3 .m4a .ogg .wav .flac .mp4 .m4v .mov .avi
    .mkv .webm .css .scss .less .map .js .mjs .cjs .ts .tsx .jsx .json .geojson .woff .woff2 .ttf .otf .eot .wasm .py
    .pyc .ipynb .php .java .c .h .cpp .rs .go .rb .sh .bat .ps1 .exe .dll .so .sql .sqlite .db .yaml .yml .toml .ini
    .cfg .conf .lock .log .xsd .xsl .xslt .kml .gpx .pickle .npy .cdx .cdxj .md5 .sha256
    """.split()  # noqa: SIM905 - a list of seventy strings is no easier to read
)
"""Files that lie beside saved pages and are no reports, although some of them are text."""

OTHERS = {
    b"\xd0\xcf\x11\xe0": "an old Office file (.doc, .xls, .msg); open it and save it as .docx, a message as .eml",
    b"{\\rtf": "a rich text file (.rtf); open it and save it as .docx",
    b"\x89PNG": "a picture; a report in it has to be typed out as .txt",
    b"\xff\xd8\xff": "a picture; a report in it has to be typed out as .txt",
    b"GIF8": "a picture; a report in it has to be typed out as .txt",
    b"RIFF": "a picture, sound or film, not text",
    b"OggS": "sound or film, not text",
    b"ID3": "sound, not text",
    b"\x1f\x8b": "compressed twice; unpack it once",
    b"BZh": "an archive or a compressed file; unpack it first",
    b"\xfd7zXZ": "an archive or a compressed file; unpack it first",
    b"\x28\xb5\x2f\xfd": "an archive or a compressed file; unpack it first",
    b"7z\xbc\xaf": "an archive or a compressed file; unpack it first",
    b"Rar!\x1a": "an archive or a compressed file; unpack it first",
    b"\x7fELF": "a program, not text",
    b"ftyp": "a picture or film, not text",
    b"ustar": "an archive (tar); unpack it first and name the folder",
}
"""First bytes of formats that are not read, with the mend."""

OFFSETS = {b"ftyp": 4, b"ustar": 257}
"""Where such bytes stand if not at the very beginning."""

CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")
"""Control characters that no text has; escape begins the sequences of Japanese mail."""
