"""True stories of several reports, each built twice: as it is, and with one planted change in one report.

A story is a file of `../distortions`, written without sight of the rules (`README.md` there has the format).

- flagged: the dossier of the changed story holds a difference that names the changed report, is not in that of the
  unchanged one, and is of a kind that fits what was planted (`FITTING`).
- agreed: a value that the dossier of the changed story calls agreed with the changed report behind it, and that of the
  unchanged one does not.
- twins: unchanged stories in whose dossier any difference is reported, though they hold none.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import msgspec

import tallyclerk
from parts.part import DataError, Measured, Part, ratio, table

# What may be reported of a planted kind. In a copy or rewrite that alone differs, a rewrite error is right as well.
FITTING: dict[str, frozenset[str]] = {
    "number": frozenset({"genuine"}),
    "place": frozenset({"genuine"}),
    "ship": frozenset({"genuine"}),
    "date": frozenset({"genuine"}),
    "attribution dropped": frozenset({"certainty drift"}),
    "superseded figure": frozenset({"superseded"}),
    "page date for event date": frozenset({"page date"}),
    "capacity for cargo": frozenset({"capacity"}),
}


_SEEN = "d20"
"""The last story that was in view while rules were developed."""


class Report(msgspec.Struct, frozen=True):
    """One report of a story."""

    key: str
    outlet: str
    url: str
    published: date
    text: str


class Change(msgspec.Struct, frozen=True):
    """Words that stand once in a report, and what stands there instead."""

    was: str
    now: str


class Distortion(msgspec.Struct, frozen=True):
    """What was planted, in which report."""

    report: str
    kind: str
    role: str
    was: str | None = None
    now: str = ""
    changes: tuple[Change, ...] = ()


class Story(msgspec.Struct, frozen=True):
    """Reports that agree with each other, and the change that is planted in one."""

    id: str
    title: str
    families: tuple[tuple[str, ...], ...]
    reports: tuple[Report, ...]
    distortion: Distortion

    @property
    def fitting(self) -> frozenset[str]:
        """Kinds of difference that are right for what was planted."""
        planted = self.distortion
        own = FITTING.get(planted.kind, frozenset({planted.kind}))
        return own | {"rewrite error"} if any(planted.report in family for family in self.families) else own


class Flag(msgspec.Struct, frozen=True):
    """A difference that a dossier reports, and the keys of the reports that it names."""

    role: str
    kind: str
    between: tuple[str, ...]
    reports: frozenset[str]


class Told(msgspec.Struct, frozen=True):
    """What a dossier says: the differences, and the values that it calls agreed with the reports behind each."""

    flags: tuple[Flag, ...]
    agreed: dict[tuple[str, str], frozenset[str]]


def measure(data: Path) -> Measured:
    """Build each story twice and compare."""
    flagged, exact, noisy, agreed, unseen = 0, 0, 0, 0, 0
    by_kind: dict[str, Counter[str]] = {}
    misses: list[str] = []
    stories = stories_in(data)
    for story in stories:
        plain, changed = told_of(story.reports), told_of(distorted(story))
        new = [flag for flag in changed.flags if (flag.role, flag.kind, flag.between) not in keys(plain)]
        named = [flag for flag in new if story.distortion.report in flag.reports]
        right = [flag for flag in named if flag.kind in story.fitting]
        believed = newly_agreed(story, plain, changed)
        flagged += bool(right)
        exact += any(flag.kind in FITTING.get(story.distortion.kind, {story.distortion.kind}) for flag in right)
        noisy += bool(plain.flags)
        unseen += bool(right) and story.id > _SEEN
        agreed += bool(believed)
        count = by_kind.setdefault(story.distortion.kind, Counter())
        count.update(stories=1, flagged=int(bool(right)), agreed=int(bool(believed)))
        misses += [] if right else [_missed(story, named)]
        misses += [f"agreed: {story.id} {story.distortion.kind}: {value}" for value in believed]
        misses += [f"noise: {story.id}: {flag.role} {flag.kind}: {' | '.join(flag.between)}" for flag in plain.flags]
    total, aside = len(stories), sum(story.id > _SEEN for story in stories)
    rows: list[tuple[str | float, ...]] = [
        (kind, count["stories"], count["flagged"], count["agreed"]) for kind, count in sorted(by_kind.items())
    ]
    return Measured(
        scores={
            "flagged with a right kind": ratio(flagged, total),
            "distorted values not agreed": 1 - ratio(agreed, total),
            "twins without a flag": 1 - ratio(noisy, total),
        },
        beside={
            "stories": total,
            "agreed": agreed,
            "twins flagged": noisy,
            "flagged with the kind itself": exact,
            "flagged of those kept aside": unseen,
        },
        table="\n".join(
            (
                table(("planted", "stories", "flagged", "agreed"), rows),
                f"flagged with a right kind: {flagged} of {total} ({exact} with the kind itself)",
                f"of stories 21 to 40, which were kept aside: {unseen} of {aside}",
                f"distorted values called agreed: {agreed} of {total}",
                f"unchanged twins flagged: {noisy} of {total}",
            )
        ),
        misses=misses,
    )


def stories_in(data: Path) -> list[Story]:
    """The stories of a folder, in the order of their names."""
    paths = sorted(data.glob("story-*.yaml"))
    if not paths:
        raise DataError(f"{data} holds no story-*.yaml")
    found = []
    for path in paths:
        try:
            found.append(msgspec.yaml.decode(path.read_bytes(), type=Story, strict=False))
        except msgspec.ValidationError as error:
            raise DataError(f"{path}: {error}") from error
    return found


def distorted(story: Story) -> tuple[Report, ...]:
    """The reports with the planted change in one of them."""
    planted = story.distortion
    changes = planted.changes or (Change(planted.was or "", planted.now),)
    return tuple(
        msgspec.structs.replace(report, text=_changed(report.text, changes, story))
        if report.key == planted.report
        else report
        for report in story.reports
    )


def _changed(text: str, changes: Iterable[Change], story: Story) -> str:
    for change in changes:
        if not change.was or text.count(change.was) != 1:
            raise DataError(f"{story.id}: {change.was!r} does not stand once in report {story.distortion.report}")
        text = text.replace(change.was, change.now)
    return text


def told_of(reports: Iterable[Report]) -> Told:
    """Build the dossier of some reports, and read off what it says."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "pages.jsonl"
        rows = [{**msgspec.structs.asdict(report), "id": report.key} for report in reports]
        source.write_bytes(b"\n".join(msgspec.json.encode(row) for row in rows))
        dossier = tallyclerk.build(source)
    key = {document.id: document.key for document in dossier.documents}
    facts = [(role, fact) for transfer in dossier.transfers for role, fact in transfer.facts.items()]
    pairs: list[tuple[str, tallyclerk.Conflict]] = [
        (role, conflict) for role, fact in facts for conflict in fact.conflicts
    ]
    pairs += [("", conflict) for transfer in dossier.transfers for conflict in transfer.conflicts]
    return Told(
        flags=tuple(Flag(role, c.kind, c.between, _named(c.reason, key)) for role, c in pairs),
        agreed={
            (role, value.label): frozenset(key[id] for id in value.documents)
            for role, fact in facts
            if fact.verdict == "agreed"
            for value in fact.values
            if value is fact.values[0] or "independent origins" in value.independence
        },
    )


def _named(reason: str, key: dict[str, str]) -> frozenset[str]:
    return frozenset(key[id] for id in re.findall(r"\bd\d+\b", reason) if id in key)


def keys(told: Told) -> set[tuple[str, str, tuple[str, ...]]]:
    """The differences by what tells them apart."""
    return {(flag.role, flag.kind, flag.between) for flag in told.flags}


def newly_agreed(story: Story, plain: Told, changed: Told) -> list[str]:
    """Values that are agreed only with the change, and rest on the changed report too."""
    return [
        f"{role} {label}"
        for (role, label), reports in changed.agreed.items()
        if story.distortion.report in reports and (role, label) not in plain.agreed
    ]


def _missed(story: Story, instead: list[Flag]) -> str:
    planted = story.distortion
    others = "; ".join(f"{flag.role} {flag.kind}: {' | '.join(flag.between)}" for flag in instead)
    return f"missed: {story.id} {planted.kind} in {planted.report}: {others or 'nothing new'}"


PART = Part(
    "distortions",
    "true stories with one planted change, beside their unchanged twins",
    Path(__file__).resolve().parents[1] / "distortions",
    measure,
)
