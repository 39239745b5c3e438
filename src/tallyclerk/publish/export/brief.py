"""A dossier as a brief in Markdown, with a footnote for the words behind each value.

It is CommonMark with footnotes, as GitHub, Pandoc and Obsidian read them. Whatever comes from reports is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tallyclerk.model import ROLES, Check, Conflict, DateValue, Document, Dossier, Leg, Transfer
from tallyclerk.publish import words
from tallyclerk.publish.assessment import assessment
from tallyclerk.publish.export import edtf, text
from tallyclerk.publish.export.legs import way
from tallyclerk.publish.export.passages import Passage
from tallyclerk.publish.export.stated import Stated, stated
from tallyclerk.publish.facts import TITLES
from tallyclerk.publish.records import Records

NOTES = 5
"""Reports that the footnotes of one value quote, each once; the dossier has the others."""

_MARKUP = re.compile(r"([\\`*_\[\]<>|~^#$&])")
_LINKED = re.compile(r"(?i)\b(https?|ftp)://|\bwww\.")
"""What some readers make a link of, though nobody wrote one."""


def to_markdown(dossier: Dossier) -> bytes:
    """Each transfer with its finding, facts, conflicts, checks and origins; then the reports and the footnotes."""
    brief = _Brief(dossier)
    lines = [*brief.body(), "", *brief.footnotes()]
    return ("\n".join(lines).rstrip() + "\n").encode()


def escaped(shown: str) -> str:
    """Text that Markdown shows as it is: no markup, no HTML, no link that nobody wrote."""
    return _LINKED.sub(_unlinked, _MARKUP.sub(r"\\\1", shown))


def _unlinked(match: re.Match[str]) -> str:
    return match[0].replace("://", "&#58;//") if "://" in match[0] else f"{match[0][:-1]}&#46;"


class _Brief:
    """A brief being written; it numbers the footnotes as they are called for."""

    def __init__(self, dossier: Dossier) -> None:
        self.records = Records(dossier)
        self._notes: dict[str, int] = {}

    def body(self) -> Iterator[str]:
        """All lines before the footnotes."""
        dossier = self.records.dossier
        counts = ((len(dossier.transfers), "transfer"), (len(dossier.documents), "report"))
        yield "# Brief"
        yield ""
        counted = words.listed([words.counted(n, noun) for n, noun in counts])
        yield f"{counted}, read by tallyclerk {_line(dossier.version)}."
        yield "No finding is final until a person has accepted it."
        if not dossier.transfers:
            yield from ("", "No transfer was found.")
        for transfer in dossier.transfers:
            yield from self._transfer(transfer)
        yield from ("", "## Reports", "")
        yield from (_report(document) for document in dossier.documents)
        yield from (f"- Not read: {_line(u.source)}: {_passage(u.reason)}" for u in dossier.unread)

    def footnotes(self) -> Iterator[str]:
        """The words behind the values, in the order in which they were called for."""
        yield from (f"[^{number}]: {note}" for note, number in self._notes.items())

    def _transfer(self, transfer: Transfer) -> Iterator[str]:
        conflicts = [(TITLES[r], c) for r in ROLES if r in transfer.facts for c in transfer.facts[r].conflicts]
        conflicts += [("Telling", conflict) for conflict in transfer.conflicts]
        checks = [check for check in self.records.dossier.checks if check.transfer == transfer.id]
        yield from ("", f"## {_passage(transfer.title)}", "", f"**{_passage(transfer.summary)}**", "")
        yield f"Status: {transfer.status.replace('_', ' ')}; certainty: {transfer.certainty}."
        yield from ("", " ".join(assessment(self.records, transfer)))
        yield from ("", "### Facts", "")
        yield from self._facts(transfer)
        yield from _section("Journey", map(_leg, transfer.legs))
        yield from _section("Where the reports differ", (_conflict(role, c) for role, c in conflicts))
        yield from _section("Who denies it", self._denials(transfer))
        yield from _section("Checks", map(_check, checks))
        yield from _section("Origins", self._origins(transfer))

    def _facts(self, transfer: Transfer) -> Iterator[str]:
        for one in stated(self.records, transfer):
            if one.rank == 1:
                yield f"- **{TITLES[one.role]}** ({one.fact.verdict}): {_passage(one.fact.explanation)}"
            yield f"    - {_shown(one)}{self._called(one)}; {_passage(one.value.independence)}; {one.grade}"

    def _called(self, one: Stated) -> str:
        """Calls of footnotes, one for each report that states a value."""
        found = {passage.document.id: passage for passage in reversed(one.passages)}
        shown = [found[id] for id in sorted(found, key=list(self.records.documents).index)]
        calls = "".join(self._call(_quoted(passage)) for passage in shown[:NOTES])
        return f"{calls} and {words.counted(len(shown) - NOTES, 'more report')}" if len(shown) > NOTES else calls

    def _call(self, note: str) -> str:
        return f"[^{self._notes.setdefault(note, len(self._notes) + 1)}]"

    def _denials(self, transfer: Transfer) -> Iterator[str]:
        for claim in (self.records.claims[id] for id in transfer.claims):
            if claim.certainty == "denied":
                document = self.records.documents[claim.document]
                quote = _passage(claim.quote.of(document.text))
                said = words.said_by(claim) or words.outlet(document)
                yield f"- {_passage(said)}{self._call(f'“{quote}” — {_source(document)}')}"

    def _origins(self, transfer: Transfer) -> Iterator[str]:
        for origin in (self.records.origins[id] for id in transfer.origins if id in self.records.origins):
            counted = "counts" if origin.independent else "does not count"
            yield f"- {_line(origin.name)}: {counted} as a witness of its own; {_passage(origin.reason)}"


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", f"### {title}", "", *found)


def _shown(one: Stated) -> str:
    if isinstance(one.value.value, DateValue):
        return f"{_line(words.label(one.value.value))}{_edtf(one.edtf)}"
    return _line(one.value.label)


def _edtf(written: str) -> str:
    """EDTF as code, where it is nothing else and so may stand there as it is."""
    plain = bool(written) and all(c.isascii() and (c.isalnum() or c in "-/.[],?~%:{}") for c in written)
    return f" (EDTF `{written}`)" if plain else ""


def _quoted(passage: Passage) -> str:
    """A passage with its own words in bold, who says so, and where and when it stands."""
    before, wording, after = (escaped(part) for part in (passage.before, passage.wording, passage.after))
    marked = f"**{wording}**" if wording else ""
    said = f"{_passage(passage.said_by)}, in " if passage.said_by else ""
    hedge = f" ({passage.certainty})" if passage.certainty != "asserted" else ""
    return f"“{before.lstrip()}{marked}{after.rstrip()}” — {said}{_source(passage.document)}{hedge}"


def _source(document: Document) -> str:
    address = text.address(document.url)
    linked = f", <{_address(address)}>" if address else ""
    return f"{_line(words.outlet(document))}, {words.published(document)}{linked}"


def _address(url: str) -> str:
    """An address between < and >, where neither of them and no backslash may stand."""
    return url.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")


def _report(document: Document) -> str:
    title = _passage(document.title) or _line(document.key)
    published = _edtf(edtf.of_publication(document.published))
    return f"- {_line(document.id)}: {title}. {_source(document)}{published}. SHA-256 `{_hex(document.sha256)}`"


def _hex(hash: str) -> str:
    return "".join(c for c in hash if c in "0123456789abcdefABCDEF")


def _leg(leg: Leg) -> str:
    return f"- {_line(way(leg))}: {words.interval(leg.earliest, leg.latest)}{_edtf(edtf.of_leg(leg))}"


def _conflict(role: str, conflict: Conflict) -> str:
    between = words.listed([f"“{_line(name)}”" for name in conflict.between])
    return f"- {role}, {conflict.kind}, between {between}: {_passage(conflict.reason)}"


def _check(check: Check) -> str:
    return f"- {check.kind}: **{check.verdict}**. {_passage(check.arithmetic)}. {_passage(check.explanation)}"


def _line(shown: str | None) -> str:
    return escaped(text.label(shown))


def _passage(shown: str | None) -> str:
    return escaped(text.passage(shown))
