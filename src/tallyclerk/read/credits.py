"""Which other publishers a report credits with its text, or a part of it. The rules are in `credits.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from tallyclerk.model import Credit
from tallyclerk.read.dateline import Dateline
from tallyclerk.read.publisher import in_host
from tallyclerk.read.stamps import undated
from tallyclerk.resources.credits import CreditRule, credit_rules, pictures
from tallyclerk.resources.folding import fold
from tallyclerk.resources.outlets import PRESS, outlet_named, outlet_of

_MAX_LINE = 300
_MAX_WHOLE = 160
_WINDOW = 22
_END = 120
_FIRST_LINES, _LAST_LINES = 6, 4
_JOINS = re.compile(r"\s*(?:[,;/&+]|\band\b)\s*", re.IGNORECASE)
_NAME_WORD = r"(?:[A-Z][\w.'’&-]*|of|the|and|for|de|la|le)"
_OPEN_NAME = re.compile(rf"{_NAME_WORD}(?: {_NAME_WORD}){{0,5}}")


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """Where credits are looked for.

    Attributes:
        lines: The lines from the headline to a little below the article, furniture among them.
        article: The article.
        outlet: Its own publisher, who is never credited.
        url: The address at which it was found.
        canonical: The address that the page itself gives as its first one.
    """

    lines: Sequence[str]
    article: str
    outlet: str | None = None
    url: str | None = None
    canonical: str | None = None


def credits_of(scene: Scene, dateline: Dateline | None) -> tuple[Credit, ...]:
    """All credits, in the order: dateline, lines, canonical address; each publisher once."""
    own = outlet_named(scene.outlet) if scene.outlet else None
    taken = {fold(scene.outlet or ""), fold(own.name if own else "")}
    kept: list[Credit] = []
    for credit in (*_in_dateline(dateline), *_in_lines(scene), *_by_address(scene)):
        if fold(credit.name) not in taken and not in_host(credit.name, scene.url):
            taken.add(fold(credit.name))
            kept.append(credit)
    return tuple(kept)


def _in_dateline(dateline: Dateline | None) -> Iterator[Credit]:
    if dateline and dateline.agency and dateline.agency.kind in PRESS:
        yield Credit(dateline.agency.name, dateline.text, "agency")


def _in_lines(scene: Scene) -> Iterator[Credit]:
    body = [line for line in scene.article.split("\n") if line]
    for line in body[:_FIRST_LINES]:
        yield from _in_line(line[:_END], ("start",))
    for line in (line for line in _ends(scene.lines) if len(line) <= _MAX_LINE and not pictures().search(line)):
        plain = undated(line)
        if plain != line:
            yield from _in_line(plain, ("line",))
        yield from _in_line(line, ("line", "in") if len(line) <= _MAX_WHOLE else ("in",))
    for line in body[-_LAST_LINES:]:
        if not pictures().search(line[-_END:]):
            yield from _in_line(line[-_END:], ("end",))


def _ends(lines: Sequence[str]) -> Sequence[str]:
    """The lines at the head and at the foot, where credits stand."""
    return lines if len(lines) <= 2 * _WINDOW else (*lines[:_WINDOW], *lines[-_WINDOW:])


def _in_line(line: str, where: tuple[str, ...]) -> Iterator[Credit]:
    small = line.lower()
    for rule, pattern in credit_rules():
        match = pattern.search(line) if rule.where in where and rule.may_fit(small) else None
        names = tuple(_names(match["name"], rule)) if match else ()
        if match and names:
            yield from (Credit(name, match.group().strip(' .”"') or line, rule.kind) for name in names)
            return


def _names(text: str, rule: CreditRule) -> Iterator[str]:
    """The publishers that a wording names; none where one of several is not known."""
    whole = outlet_named(text)
    parts = [whole] if whole else [outlet_named(part) for part in _JOINS.split(text) if part]
    if parts and all(part and (not rule.of or part.kind in rule.of) for part in parts):
        yield from (part.name for part in parts if part)
    elif rule.open and not any(parts) and _OPEN_NAME.fullmatch(text):
        yield text


def _by_address(scene: Scene) -> Iterator[Credit]:
    """The publisher of a canonical address that lies elsewhere than the page."""
    here = outlet_of(scene.url) if scene.url else None
    there = outlet_of(scene.canonical) if scene.canonical and scene.url else None
    if there and there != here:
        yield Credit(there.name, f"the page gives its first address as {scene.canonical}", "republished")
