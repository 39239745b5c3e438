"""Which publisher a page is of, and its title without the publisher's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import unescape
from urllib.parse import urlsplit

import msgspec

from tallyclerk.read.normalise import normalised
from tallyclerk.resources.folding import fold
from tallyclerk.resources.outlets import PRESS, outlet_named, outlet_of
from tallyclerk.resources.publisher import copyright_line, publisher_words

_MAX_FIELD = 300
_MAX_NAME_WORDS = 6
_MAX_LINE = 200
_MIN_TITLE = 8


class Signs(msgspec.Struct, frozen=True, kw_only=True):
    """What may tell the publisher of a page.

    Attributes:
        stated: What the input row or the container states.
        url: The address at which the page was found.
        sites: The names that the page's data give its site and its publisher, best first.
        title: The title with whatever is stuck to it.
        lines: All lines of the page; its foot may hold a copyright line.
        sender: The From of an e-mail ("The Vale Post <news@valepost.example>").
    """

    stated: str | None = None
    url: str | None = None
    sites: Sequence[str] = ()
    title: str | None = None
    lines: Sequence[str] = ()
    sender: str | None = None


def outlet_from(signs: Signs) -> str | None:
    """The publisher: as stated, else by its address, its site, the end of its title, its copyright line, its sender.

    A name in the table of publishers is given as the table writes it, but for one that the input states.
    """
    if plain := _plain(signs.stated):
        return plain
    return next(filter(None, _found(signs)), None)


def clean_title(title: str | None, outlet: str | None, url: str | None = None) -> str | None:
    """A title without entities, needless spaces and its publisher's name at the end or the beginning."""
    plain = _plain(unescape(title or ""))
    for _ in range(2):
        for head, tail in _partings(plain):
            if len(head) >= _MIN_TITLE and _is_site(tail, outlet, url):
                plain = head
                break
            if len(tail) >= _MIN_TITLE and outlet and fold(head) == fold(outlet):
                plain = tail
                break
    return plain or None


def _found(signs: Signs) -> Iterator[str | None]:
    known = outlet_of(signs.url) if signs.url else None
    yield known.name if known else None
    for site in signs.sites:
        yield _site(site, signs.url)
    yield _from_title(signs.title, signs.url)
    yield _from_copyright(signs.lines, signs.url)
    yield _from_sender(signs.sender)


def _site(name: str, url: str | None = None) -> str | None:
    """A site's name, by the table where it is known, without the motto that may stand behind it."""
    plain = _plain(unescape(name)).removeprefix("@")
    for sign in publisher_words().separators:
        head = plain.split(sign, 1)[0]
        plain = head if outlet_named(head) or in_host(head, url) else plain
    known = outlet_named(plain)
    if known:
        return known.name
    return None if "://" in plain or plain.casefold() in publisher_words().nobody else plain or None


def _from_title(title: str | None, url: str | None) -> str | None:
    """The last part of a title, where the table knows it or it has a word of the press; or a part that is the host."""
    for head, tail in _partings(_plain(unescape(title or ""))):
        known = outlet_named(tail)
        if known:
            return known.name if known.kind in PRESS else None
        for part in (tail, head):
            if len(part.split()) <= _MAX_NAME_WORDS and in_host(part, url):
                return part
        words = [word.casefold() for word in tail.split()]
        if 2 <= len(words) <= _MAX_NAME_WORDS and tail.istitle() and not publisher_words().press.isdisjoint(words):
            return tail
    return None


def _from_copyright(lines: Sequence[str], url: str | None) -> str | None:
    """The owner of a copyright line, where the table or the address knows it, or a word of the press is in it."""
    for line in reversed(lines):
        match = copyright_line().search(line) if len(line) <= _MAX_LINE else None
        name = match["name"].strip() if match else ""
        if not name or name.casefold() in publisher_words().nobody:
            continue
        known = outlet_named(name)
        if known and known.kind in PRESS:
            return None if known.kind == "agency" else known.name  # an agency's own line is a credit
        words = {word.casefold() for word in name.split()}
        if name[0].isupper() and (in_host(name, url) or not publisher_words().press.isdisjoint(words)):
            return name
    return None


def _from_sender(sender: str | None) -> str | None:
    if not sender:
        return None
    name, _, address = sender.partition("<")
    known = outlet_of(address.rstrip("> ").rpartition("@")[2]) if "@" in address else None
    return known.name if known else _site(name.strip(' "')) if name.strip() and "@" not in name else None


def _partings(title: str) -> Iterator[tuple[str, str]]:
    """Head and last part of a title at each sign that may part them; those with the shortest last part first."""
    found = [(title.rfind(sign), sign) for sign in publisher_words().separators if sign in title]
    for at, sign in sorted(found, reverse=True):
        yield title[:at].rstrip(), title[at + len(sign) :].lstrip()


def _is_site(tail: str, outlet: str | None, url: str | None) -> bool:
    if outlet and fold(tail) == fold(outlet):
        return True
    known = outlet_named(tail)
    if known and known.kind in (*PRESS, "aggregator"):
        return True
    return len(tail.split()) <= _MAX_NAME_WORDS and in_host(tail, url)


def in_host(name: str, url: str | None) -> bool:
    """Whether the host of an address is made of this name ("The Vale Post", valepost.example)."""
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return False
    squeezed = "".join(letter for letter in fold(name) if letter.isalnum())
    return bool(host) and len(squeezed) >= 4 and squeezed in str(host).replace("-", "").replace(".", "")


def _plain(text: str | None) -> str:
    return " ".join(normalised(text or "").split())[:_MAX_FIELD]
