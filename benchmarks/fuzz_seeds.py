"""Good and hostile inputs of every kind that tallyclerk reads, made in code.

A new kind is one entry of `KINDS`; a new fixed nasty is one entry of `nasties()`.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import sys
import zipfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "read" / "formats"))

import format_papers as papers

Pack = Callable[[bytes], bytes]
Nasty = tuple[str, bytes]

TOLD = (
    "The freighter Halcyon carried 4,000 tonnes of barley from Port Vale to Easthaven on 3 May 2031, the harbour "
    "office said. The grain was loaded onto trains and taken to a depot near the border within two days."
)
HTML = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Barley ship</title>'
    '<meta property="article:published_time" content="2031-05-04T10:00:00Z">'
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Barley ship", "datePublished": '
    '"2031-05-04", "author": {"name": "Jane Clerk"}}</script></head><body><nav><a href="/">Home</a></nav>'
    f"<article><h1>Barley ship reaches Easthaven</h1><p>{TOLD}</p><p>“No wheat,” said the captain.</p>"
    "<table><tr><td>4,000</td><td>t</td></tr></table></article><footer>© Harbour Post</footer></body></html>"
)
_XML = '<?xml version="1.0" encoding="UTF-8"?>'
FEED = (
    f'{_XML}<rss version="2.0"><channel><title>Harbour Post</title><link>https://post.example/</link>'
    f"<item><title>Barley ship</title><link>https://post.example/1</link><guid>1</guid>"
    f"<pubDate>Sun, 04 May 2031 10:00:00 GMT</pubDate><description>{TOLD}</description></item></channel></rss>"
)
_REPLY = (
    f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(HTML.encode())}\r\n\r\n{HTML}"
)
WARC = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/1\r\n"
    "WARC-Date: 2031-05-04T10:00:00Z\r\n"
    "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
    "Content-Type: application/http; msgtype=response\r\n"
    f"Content-Length: {len(_REPLY.encode())}\r\n\r\n{_REPLY}\r\n\r\n"
)
MAIL = (
    "From: Jane Clerk <jane@post.example>\r\nTo: Desk <desk@post.example>\r\nSubject: =?utf-8?q?Barley_ship?=\r\n"
    "Date: Sun, 04 May 2031 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/mixed; boundary="B"\r\n\r\n--B\r\n'
    'Content-Type: multipart/alternative; boundary="A"\r\n\r\n'
    f"--A\r\nContent-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n{TOLD}\r\n> quoted\r\n"
    f"--A\r\nContent-Type: text/html; charset=windows-1251\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    f"<p>{TOLD}=D1</p>\r\n--A--\r\n--B\r\nContent-Type: application/pdf; name=a.pdf\r\n"
    "Content-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--B--\r\n"
)
PAGE = (
    "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://post.example/1\r\nSubject: Barley ship\r\n"
    "Date: Sun, 04 May 2031 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; '
    f'boundary="B"\r\n\r\n--B\r\nContent-Type: text/html\r\nContent-Location: https://post.example/1\r\n\r\n{HTML}\r\n'
    "--B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
    "Content-ID: <p>\r\n\r\niVBORw==\r\n--B--\r\n"
)
PDF = papers.pdf(
    [["Barley ship", "", TOLD[:70], TOLD[70:140], TOLD[140:]], ["Harbour Post", "", TOLD[:80]]], "/Title (x)"
)
_WORD = papers.paragraph("Barley ship") + papers.table(("Port", "t"), ("Vale", "4,000")) + papers.paragraph(TOLD)


@dataclass(frozen=True)
class Kind:
    """A kind of input.

    Attributes:
        suffix: Of its files.
        seeds: Good inputs.
        media_type: How `unpacked` is told to read it where `acquire` does not know the suffix.
        shells: Good inner contents, each with what packs it, so that mutation reaches below a compression.
        tokens: Pieces that mean something to its parser.
        nests: Pairs of what opens and closes a level.
    """

    suffix: str
    seeds: tuple[bytes, ...]
    media_type: str | None = None
    shells: tuple[tuple[bytes, Pack], ...] = ()
    tokens: tuple[bytes, ...] = ()
    nests: tuple[tuple[bytes, bytes], ...] = field(default=((b"(", b")"),))


def _zip(name: str) -> Pack:
    return lambda content: papers.docx(_WORD, {name: content})


def _page(content: bytes) -> bytes:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    drawn = b"<< /Font << /F1 3 0 R >> /XObject << /X 5 0 R >> >>"
    page = b"<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources %s >>" % drawn
    kids = b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>"
    cmap = b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <00> <ff> <0041> endbfrange"
    catalogue = b"<< /Type /Catalog /Pages 2 0 R >>"
    return papers.assembled([catalogue, kids, font, page, papers.stream(content), papers.stream(cmap)])


def _mapped(content: bytes) -> bytes:
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /F /ToUnicode 6 0 R /Encoding /Identity-H >>"
    page = b"<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
    kids, text = (
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        papers.stream(b"BT /F1 11 Tf 1 0 0 1 9 9 Tm <0041> Tj ET"),
    )
    catalogue = b"<< /Type /Catalog /Pages 2 0 R >>"
    return papers.assembled([catalogue, kids, font, page, text, papers.stream(content)])


_TAGS = tuple(
    b"<%s>" % tag for tag in (b"div", b"p", b"table", b"tr", b"td", b"b", b"a", b"script", b"style", b"svg", b"br")
)
_HTML_TOKENS = (
    *_TAGS, b"</p>", b"<!--", b"-->", b"<![CDATA[", b"&amp;", b"&#x110000;", b"\0", b"<meta charset=utf-16>",
    b'<meta charset="gb2312">', b"<?xml version='1.0' encoding='x'?>", b"<time datetime='9999-99-99'>", b"\xff\xfe",
    b"{\"@graph\":[", b"<base href=//[>", b"<link rel=canonical href='http://[::1'>", b"\xe2\x80\xa8", b"2031-05-04",
)  # fmt: skip
_MIME_TOKENS = (
    b"Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n", b"--B\r\n", b"--A--\r\n", b"=?utf-8?b?", b"?=", b"\r",
    b"Content-Type: text/plain; charset=utf-7\r\n", b"Content-Transfer-Encoding: x-uuencode\r\n",
    b"charset*0*=utf-8''%",
    b"Content-Type: message/rfc822\r\n\r\n", b"From ", b"> ", b">>>>", b"Date: 99 Foo 99999 99:99:99 +9999\r\n", b"=",
    b"<frameset>", b"\xff", b"; name*=''", b"Content-Type:\r\n", b":\r\n", b" \r\n",
)  # fmt: skip
_PDF_TOKENS = (
    b"4 0 R", b"2 0 R", b"5 0 R", b"<<", b">>", b"[", b"]", b"(", b"endobj", b"stream\n", b"/Filter [/ASCII85Decode]",
    b"/Filter [/LZWDecode /FlateDecode]", b"/Filter /ASCIIHexDecode", b"/Filter /RunLengthDecode", b"/Prev 15",
    b"/DecodeParms << /Predictor 15 /Columns 99999999 >>", b"/Type /ObjStm /N 99999 /First 3", b"/Count 2147483647",
    b"/Length 99999999999", b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 >>",
    b"%PDF-1.7", b"startxref\n0",
    b"/X Do", b"BI /W 9 /H 9 ID ", b"EI", b"BT", b"ET", b"[(x) -99999 (y)] TJ", b"q", b"Q", b"1e308 0 0 1 0 0 cm", b"%",
)  # fmt: skip
_JSON_TOKENS = (b'{"id":', b'"html":', b"[", b"{", b"\\ud800", b"null", b"1e999", b'"', b"\n", b"\0", b'"url":"//["')
_WORD_TOKENS = (
    b"<w:p>", b"</w:p>", b"<w:tbl>", b"<w:tr>", b"<w:tc>", b'<w:gridSpan w:val="999999999"/>', b'<w:vMerge/>', b"<w:t>",
    b"&x;", b"<!DOCTYPE a [<!ENTITY x 'y'>]>", b"<w:br/>", b"<!--", b"<?x?>", b"<mc:Fallback>", b'xmlns:w="x"',
)  # fmt: skip
_WARC_TOKENS = (
    b"WARC/1.0\r\n", b"\r\n\r\n", b"Content-Length: 99999999999\r\n", b"Content-Length: -1\r\n",
    b"WARC-Type: revisit\r\n",
    b"HTTP/1.1 200 OK\r\n", b"Content-Encoding: gzip\r\n", b"Transfer-Encoding: chunked\r\n\r\nffffffff\r\n",
    b"Content-Encoding: br\r\n", b"WARC-Target-URI: ../../x\r\n", b"WARC-Type: request\r\n",
)  # fmt: skip
_XML_NESTS = ((b"<a>", b"</a>"), (b"<div>", b"</div>"), (b"<table><tr><td>", b""), (b"<b><p>", b""))
_ROW = json.dumps({"id": 1, "text": TOLD, "url": "https://post.example/1", "published": "2031-05-04"}) + "\n"
_CSV = f'id,url,text,published\n1,https://post.example/1,"{TOLD}",2031-05-04\n'
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

KINDS: dict[str, Kind] = {
    "txt": Kind(".txt", (f"date 2031-05-04 Barley ship\n{TOLD}\nRead more\n".encode(), TOLD.encode("utf-16"))),
    "html": Kind(".html", (HTML.encode(), HTML.encode("utf-16")), tokens=_HTML_TOKENS, nests=_XML_NESTS),
    "mhtml": Kind(
        ".mhtml", (PAGE.encode(),), "multipart/related", tokens=_MIME_TOKENS + _HTML_TOKENS, nests=_XML_NESTS
    ),
    "eml": Kind(".eml", (MAIL.encode(),), "message/rfc822", tokens=_MIME_TOKENS, nests=((b">", b""), (b"<p>", b""))),
    "pdf": Kind(
        ".pdf",
        (PDF, _page(b"BT /F1 11 Tf 1 0 0 1 72 800 Tm (Barley ship) Tj ET /X Do")),
        "application/pdf",
        (
            (b"BT /F1 11 Tf 1 0 0 1 72 800 Tm (Barley ship) Tj T* [(of) -300 (Vale)] TJ ET q /X Do Q", _page),
            (
                b"1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfrange <0041> <0050> <0061> endbfrange",
                _mapped,
            ),
        ),
        _PDF_TOKENS,
        ((b"[", b"]"), (b"<<", b">>"), (b"<< /Kids [", b"] >>"), (b"(", b")"), (b"q ", b"Q ")),
    ),
    "docx": Kind(
        ".docx",
        (papers.docx(_WORD), papers.docx(_WORD, {"docProps/core.xml": papers.core("a", "b", "2031-05-04T10:00:00Z")})),
        _DOCX,
        (
            (
                f'<w:document xmlns:w="{papers.WORD}"><w:body>{_WORD}</w:body></w:document>'.encode(),
                _zip("word/document.xml"),
            ),
            (papers.core("a", "b", "2031-05-04T10:00:00Z").encode(), _zip("docProps/core.xml")),
        ),
        _WORD_TOKENS,
        ((b"<w:p>", b"</w:p>"), (b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>")),
    ),
    "jsonl": Kind(".jsonl", (_ROW.encode() * 2,), tokens=_JSON_TOKENS, nests=((b"[", b"]"), (b'{"a":', b"}"))),
    "csv": Kind(".csv", (_CSV.encode(),), tokens=(b'"', b",", b"\n", b"\r", b"\0", b'""', b"\xff", b"text", b"url")),
    "feed": Kind(".xml", (FEED.encode(),), tokens=_HTML_TOKENS, nests=_XML_NESTS),
    "warc": Kind(
        ".warc.gz",
        (gzip.compress(WARC.encode(), mtime=0),),
        shells=((WARC.encode(), gzip.compress),),
        tokens=_WARC_TOKENS,
    ),
    "gz": Kind(".html.gz", (gzip.compress(HTML.encode(), mtime=0),), shells=((HTML.encode(), gzip.compress),)),
}


def nasties(kinds: Collection[str]) -> Iterator[tuple[str, str, bytes]]:
    """Kind, name and bytes of inputs made to hurt; each is made when it is its turn, since some are large."""
    bomb = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    doctype = f'<!DOCTYPE x [<!ENTITY a "boom">{bomb}<!ENTITY z SYSTEM "file:///etc/passwd">]>'
    for kind in [kind for kind in ("txt", "html", "mhtml", "eml", "feed") if kind in kinds]:
        seed = KINDS[kind].seeds[0]
        yield kind, "a line of 19 MB", seed + b"word " * 3_800_000
        yield kind, "a word of 19 MB", seed + b"a" * 19_000_000
        yield kind, "4 million short lines", seed + b"a.\n" * 4_000_000
        yield kind, "entity bomb", f"{_XML}{doctype}<html><p>&j;&z;</p></html>".encode()
        yield kind, "100,000 nested tags", seed + b"<div>" * 100_000 + b"x"
        yield kind, "100,000 nested tables", b"<table><tr><td>" * 100_000 + b"x"
        yield kind, "1 million open formats", b"<b><i><a>" * 330_000 + TOLD.encode()
        yield kind, "one tag with 500,000 attributes", b"<p " + b"a=b " * 500_000 + b">x"
        yield kind, "random bytes", random.Random(7).randbytes(2_000_000)  # noqa: S311
        yield kind, "foreign bytes", "Судно привезло зерно. ".encode("cp1251") * 200_000
    made = {"docx": _documents(doctype), "eml": _mails("eml"), "mhtml": _mails("mhtml"), "pdf": _papers()}
    made |= {"jsonl": _rows(), "csv": _tables(), "gz": _packed(), "warc": _records()}
    for kind in kinds:
        for name, body in made.get(kind, ()):
            yield kind, name, body


def _documents(doctype: str) -> Iterator[Nasty]:
    word = f'<w:document xmlns:w="{papers.WORD}"><w:body>{{}}</w:body></w:document>'
    yield (
        "entity bomb",
        _zip("word/document.xml")((doctype + word.format("<w:p><w:r><w:t>&j;&z;</w:t></w:r></w:p>")).encode()),
    )
    yield (
        "zip bomb of text",
        _zip("word/document.xml")(word.format(papers.paragraph("x" * 500_000_000)).encode()),
    )
    yield "zip bomb beside", papers.docx(_WORD, {"word/media/a.png": bytes(900_000_000)})
    yield "9 MB of paragraphs", _zip("word/document.xml")(word.format("<w:p/>" * 1_500_000).encode())
    yield "deep tables", _zip("word/document.xml")(word.format("<w:tbl><w:tr><w:tc>" * 100_000).encode())
    yield "a name with ..", papers.docx(_WORD, {"../../../../tmp/evil.xml": "<a/>"})
    yield "20,000 parts", papers.docx(_WORD, {f"a/{n}.xml": "" for n in range(20_000)})
    chain = {f"word/_rels/p{n}.xml.rels": _links(f"p{n + 1}.xml") for n in range(900)}
    chain |= {f"word/p{n}.xml": "<a/>" for n in range(901)} | {"word/_rels/document.xml.rels": _links("p0.xml")}
    yield "a chain of parts", papers.docx(_WORD, chain)
    quine = io.BytesIO()
    with zipfile.ZipFile(quine, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x")
    yield "an empty package", quine.getvalue()


def _links(target: str) -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{package}"><Relationship Id="r" Type="{kind}" Target="{target}"/></Relationships>'


def _mails(kind: str) -> Iterator[Nasty]:
    for depth in (50, 5_000):
        levels = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
        yield f"{depth} nested parts", (levels + "\nx\n" * 200_000).encode()
    yield "100,000 parts", KINDS[kind].seeds[0] + b"--B\nContent-Type: text/html\n\nx\n" * 100_000
    yield "a header of 10 MB", b"Subject: " + b"=?utf-8?q?a?= " * 700_000 + b"\n\nx"
    yield "a type of 10 MB", b'Content-Type: text/html; a="' + b";" * 10_000_000 + b'"\n\nx'
    yield "a folded header", b"Subject: x\n" + b" x\n" * 500_000 + b"\nx"
    yield "a million fields", b"X: y\n" * 590_000 + b"\nx"
    yield (
        "bytes as base64",
        b"Content-Transfer-Encoding: base64\nContent-Type: text/html\n\n" + b"PGI+" * 4_500_000,
    )
    quoted = b"Content-Type: text/plain; format=flowed\n\n" + b">" * 9_000_000 + b"\n" + b"> x \n" * 500_000
    yield "a deep quotation", quoted


def _papers() -> Iterator[Nasty]:
    head = b"<< /Type /Catalog /Pages 2 0 R >>"
    kids = b"<< /Type /Pages /Kids [%s] /Count 2147483647 >>"
    yield "a page tree in a ring", papers.assembled([head, kids % b"2 0 R"])
    yield "two trees in a ring", papers.assembled([head, kids % b"3 0 R", kids % b"2 0 R"])
    yield (
        "a tree that doubles",
        papers.assembled([head, *(kids % (b"%d 0 R " % (n + 3) * 2) for n in range(60))]),
    )
    yield (
        "one page a million times",
        papers.assembled([head, kids % (b"3 0 R " * 1_000_000), b"<< /Type /Page >>"]),
    )
    yield "an object that is itself", papers.assembled([head, b"2 0 R"])
    yield "deep lists", papers.assembled([head, b"[" * 5_000_000])
    yield "a bomb of a stream", _page(b"(x) Tj " * 60_000_000)
    yield "endless text", _page(b"BT /F1 1 Tf " + b"1 0 0 1 9 9 Tm (abc) Tj " * 45_000 + b"ET")
    yield "endless pictures", _page(b"BI /W 1 /H 1 ID x EI " * 400_000)
    yield "an unclosed picture", _page(b"BI /W 1 /H 1 ID " + b"E" * 9_000_000)
    yield "forms in a ring", _page(b"/X Do " * 30_000)
    yield "a large map of letters", _mapped(b"1 beginbfrange <0000> <ffff> <0000> endbfrange " * 100_000)
    yield (
        "no table, many objects",
        b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n<<>>\nendobj\n" % n for n in range(800_000)),
    )
    yield "no table, no objects", b"%PDF-1.7\n" + b"obj " * 4_500_000 + b"\nstartxref\n0\n%%EOF"
    table = (
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\nxref\n0 900000\n"
        + b"0000000009 00000 n \n" * 900_000
    )
    yield "a giant table", table + b"trailer\n<< /Size 900000 /Root 1 0 R >>\nstartxref\n58\n%%EOF"
    yield "only comments", b"%PDF-1.7\n" + b"%\n" * 9_000_000 + b"startxref\n9\n%%EOF"
    for name in ("ASCII85Decode", "ASCIIHexDecode", "LZWDecode", "RunLengthDecode"):
        content = b"<< /Length 9000000 /Filter /%s >>\nstream\n%s\nendstream" % (name.encode(), b"z5" * 4_500_000)
        page = b"<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        yield f"9 MB of {name}", papers.assembled([head, kids % b"4 0 R", b"<< /Type /Font >>", page, content])
    for size in (90_000, 4_400):
        numbers = (b"[" + b"()" * size + b"]") * 100
        yield f"{size * 200:,} bytes of objects in a stream", _object_stream(b"<< /Type /Catalog /A [%s] >>" % numbers)
    rings = b"<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> /XObject << %s >> >> >>"
    page = rings % b" ".join(b"/X%d %d 0 R" % (n, n + 6) for n in range(12))
    forms = [
        papers.stream(b"/X%d Do " % (n + 1) * 12, "/Type /XObject /Subtype /Form /Resources 18 0 R") for n in range(12)
    ]
    share = b"<< /XObject << %s >> /Font << /F1 3 0 R >> >>" % b" ".join(b"/X%d %d 0 R" % (n, n + 6) for n in range(12))
    objects = [head, kids % b"4 0 R", b"<< /Type /Font >>", page, papers.stream(b"/X0 Do " * 12), *forms, share]
    yield "forms that multiply", papers.assembled(objects)


def _object_stream(packed: bytes) -> bytes:
    """A PDF whose catalogue lies in a stream of objects."""
    stream = papers.stream(b"1 0 " + packed, "/Type /ObjStm /N 1 /First 4")
    head = b"%PDF-1.7\n"
    body = head + b"2 0 obj\n%s\nendobj\n" % stream
    places = (b"\0\0\0\0\xff", b"\2\0\0\2\0", *(b"\1%s\0" % at.to_bytes(3, "big") for at in (len(head), len(body))))
    table = b"<< /Type /XRef /Size 4 /W [1 3 1] /Root 1 0 R /Length 20 >>\nstream\n%s\nendstream" % b"".join(places)
    return body + b"3 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF" % (table, len(body))


def _rows() -> Iterator[Nasty]:
    yield "a row of 19 MB", b'{"id": 1, "text": "' + b"word " * 3_800_000 + b'"}\n'
    yield "deep lists", b'{"id": 1, "text": ' + b"[" * 5_000_000


def _tables() -> Iterator[Nasty]:
    yield "an open quote", b'id,text\n1,"' + b"word " * 3_800_000
    yield "a million columns", b"id,text" + b",x" * 1_000_000 + b"\n" + b"1,a" + b",x" * 1_000_000


def _packed() -> Iterator[Nasty]:
    yield "a gzip bomb", gzip.compress(bytes(900_000_000), mtime=0)
    yield "a bomb in a bomb", gzip.compress(gzip.compress(bytes(900_000_000), mtime=0), mtime=0)
    yield "a megabyte of empty members", gzip.compress(b"", mtime=0) * 50_000


def _records() -> Iterator[Nasty]:
    yield "a record of 900 MB", gzip.compress(WARC.encode()[:-4] + bytes(900_000_000), mtime=0)
    yield "a length that lies", gzip.compress(WARC.replace("Content-Length: 1", "Content-Length: 9").encode())
    yield "a path with ..", gzip.compress(WARC.replace("https://post.example/1", "../../../etc/x").encode())
    yield "20,000 records", gzip.compress(WARC.encode() * 5_000, mtime=0)
