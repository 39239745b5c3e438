"""Reconciling annotated stories: which reports tell one event, who is behind them, what is a copy, what disagrees.

Every story is built alone, from its own pages. The data is a folder with `pages.jsonl` and `stories.jsonl`.

- events: extended B-cubed over pages (Amigó et al. 2009), as a page may tell of several events.
- origins: pairs of pages that rest on a common origin; an origin that only passes others on is none.
- false independence: facts called agreed, all of whose documents the gold traces to one and the same origin.
- families: pairs of pages that are one text.
- conflicts: one of the gold is found where a conflict of a fitting kind joins two of its sides. One reported is right
  where it joins two sides of a gold conflict, or was judged right by hand (`conflicts.csv`, with the reason).
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

import msgspec

import tallyclerk
from parts.part import SHARED, DataError, Measured, Part, Tally, harmonic, ratio, rows_of, table

JUDGEMENTS = Path(__file__).with_name("conflicts.csv")
# Kinds of the gold, and the kinds and verdicts of a dossier that say the same.
KINDS: dict[str, frozenset[str]] = {
    "genuine": frozenset({"genuine", "cannot tell"}),
    "error": frozenset({"rewrite error", "mistranslation"}),
    "granularity": frozenset({"refined"}),
    "refinement": frozenset({"refined", "other leg"}),
    "time": frozenset({"superseded", "other leg"}),
    "spelling": frozenset({"alias"}),
    "overstatement": frozenset({"certainty drift"}),
    "hedge drift": frozenset({"certainty drift"}),
    "intra-page": frozenset({"unit", "rewrite error", "superseded"}),
}
# What a gold row calls a conflict though its word is that it must not be reported as one.
NONE = frozenset({"distractor"})


class Page(msgspec.Struct, frozen=True):
    """A page of a story."""

    id: str
    text: str
    url: str | None = None


class SubEvent(msgspec.Struct, frozen=True):
    """An event and the pages that tell of it."""

    event: str
    ids: tuple[str, ...]


class GoldOrigin(msgspec.Struct, frozen=True):
    """An origin and the pages that rest on it."""

    origin: str
    ids: tuple[str, ...]


class GoldConflict(msgspec.Struct, frozen=True):
    """What pages disagree on: each wording with its pages."""

    attribute: str
    values: dict[str, tuple[str, ...]]
    kind: str


class Story(msgspec.Struct, frozen=True):
    """The annotation of one story."""

    story: str
    pages: tuple[str, ...]
    sub_events: tuple[SubEvent, ...]
    syndication_families: tuple[tuple[str, ...], ...]
    origins: tuple[GoldOrigin, ...]
    conflicts: tuple[GoldConflict, ...]


class Reported(msgspec.Struct, frozen=True):
    """A difference that a dossier reports: of what kind, and the pages on each side."""

    story: str
    role: str
    kind: str
    sides: tuple[frozenset[str], ...]
    wording: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str, str, str]:
        """By what it is judged."""
        return self.story, self.role, self.kind, " | ".join(sorted(self.wording))


class Told(msgspec.Struct, frozen=True):
    """What a dossier says of one story, by the ids of its pages."""

    events: tuple[frozenset[str], ...]
    origins: tuple[frozenset[str], ...]
    families: tuple[frozenset[str], ...]
    conflicts: tuple[Reported, ...]
    agreed: tuple[tuple[str, frozenset[str]], ...]


def measure(data: Path) -> Measured:
    """Build each story and hold it against its annotation."""
    pages = {page.id: page for page in rows_of(_file(data, "pages.jsonl"), Page)}
    stories = rows_of(_file(data, "stories.jsonl"), Story)
    told = {story.story: told_of(story, pages) for story in stories}
    both = [(story, told[story.story]) for story in stories]
    grouping = [b_cubed([s.ids for s in story.sub_events], found.events, story.pages) for story, found in both]
    precision, recall = (ratio(sum(part), len(grouping)) for part in zip(*grouping, strict=True))
    origins, families = Tally(), Tally()
    for story, found in both:
        count_pairs(origins, [o.ids for o in story.origins], found.origins)
        count_pairs(families, story.syndication_families, found.families)
    false = [name for story, found in both for name in false_independence(story, found)]
    conflicts, misses = judge_conflicts(both, judgements(JUDGEMENTS))
    rows: list[tuple[str | float, ...]] = [
        ("events (B-cubed)", precision, recall, harmonic(precision, recall)),
        ("origins (pairs)", origins.precision, origins.recall, origins.f1),
        ("families (pairs)", families.precision, families.recall, families.f1),
        ("conflicts", conflicts.precision, conflicts.recall, conflicts.f1),
    ]
    return Measured(
        scores={
            "events B-cubed F1": harmonic(precision, recall),
            "origins pairwise F1": origins.f1,
            "families F1": families.f1,
            "conflicts found": conflicts.recall,
            "reported conflicts right": conflicts.precision,
            "facts without false independence": 1 - ratio(len(false), sum(len(f.agreed) for _, f in both)),
        },
        beside={"false independence": len(false), "conflicts reported": conflicts.predicted, "gold": conflicts.gold},
        table="\n".join(
            (
                table((f"{len(stories)} stories", "P", "R", "F1"), rows),
                f"facts called agreed though one origin is behind them: {len(false)}",
            )
        ),
        misses=[*(f"false independence: {name}" for name in false), *misses],
    )


def told_of(story: Story, pages: dict[str, Page]) -> Told:
    """Build the dossier of a story's pages, and read off what it says of them."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "pages.jsonl"
        source.write_bytes(b"\n".join(msgspec.json.encode(pages[id]) for id in story.pages if id in pages))
        dossier = tallyclerk.build(source)
    key = {document.id: document.key for document in dossier.documents}

    def keys(ids: Iterable[str]) -> frozenset[str]:
        return frozenset(key[id] for id in ids)

    wording = _wording(dossier, key)
    facts = [(role, fact) for transfer in dossier.transfers for role, fact in transfer.facts.items()]
    return Told(
        events=tuple(keys(transfer.documents) for transfer in dossier.transfers),
        origins=tuple(keys(ids) for ids in _roots(dossier)),
        families=tuple(keys(family.documents) for family in dossier.families),
        conflicts=(
            *(row for role, fact in facts for row in _reported(story.story, role, fact, key, wording)),
            *(row for transfer in dossier.transfers for row in _drifts(story.story, transfer, dossier, key)),
        ),
        agreed=tuple(
            (f"{story.story} {fact.id} {fact.values[0].label}", keys(d for v in fact.values[:1] for d in v.documents))
            for _, fact in facts
            if fact.verdict == "agreed"
        ),
    )


def _roots(dossier: tallyclerk.Dossier) -> list[set[str]]:
    """The documents of each origin that rests on no other, with those of all that rest on it."""
    rests = {origin.id: origin.rests_on for origin in dossier.origins}
    found = {origin.id: set(origin.documents) for origin in dossier.origins if not origin.rests_on}
    for origin in dossier.origins:
        for root in _behind(origin.id, rests):
            found.setdefault(root, set()).update(origin.documents)
    return list(found.values())


def _behind(id: str, rests: dict[str, tuple[str, ...]]) -> set[str]:
    seen: set[str] = set()
    ahead = [id]
    while ahead:
        near = ahead.pop()
        if near not in seen:
            seen.add(near)
            ahead.extend(rests[near])
    return {found for found in seen if not rests[found]}


def _wording(dossier: tallyclerk.Dossier, key: dict[str, str]) -> dict[tuple[str, str], set[str]]:
    """The pages that word a role so."""
    found: dict[tuple[str, str], set[str]] = {}
    for claim in dossier.claims:
        for role, values in claim.roles.items():
            for value in values:
                found.setdefault((role, " ".join(value.text.split())), set()).add(key[claim.document])
    return found


def _reported(
    story: str, role: str, fact: tallyclerk.Fact, key: dict[str, str], wording: dict[tuple[str, str], set[str]]
) -> Iterable[Reported]:
    """The conflicts of a fact, and its being refined, which is a difference too."""
    sides = {word: frozenset(pages) for (of, word), pages in wording.items() if of == role}
    sides |= {value.label: frozenset(key[id] for id in value.documents) for value in fact.values}
    for conflict in fact.conflicts:
        named = tuple(label for label in conflict.between if label in sides)
        yield Reported(story, role, conflict.kind, tuple(sides[label] for label in named), tuple(conflict.between))
    if fact.verdict == "refined":
        yield Reported(story, role, "refined", tuple(sides.values()), tuple(sides))


def _drifts(
    story: str, transfer: tallyclerk.Transfer, dossier: tallyclerk.Dossier, key: dict[str, str]
) -> Iterable[Reported]:
    """The conflicts of a transfer that are of no one role: its sides are reports that make it surer or less so."""
    claims = [dossier.claim(id) for id in transfer.claims]
    levels: dict[str, set[str]] = {}
    for claim in claims:
        levels.setdefault(f"{claim.stage == 'planned'} {claim.certainty}", set()).add(key[claim.document])
    for conflict in transfer.conflicts:
        sides = tuple(frozenset(pages) for pages in levels.values())
        yield Reported(story, "", conflict.kind, sides, tuple(conflict.between))


def b_cubed(gold: Sequence[Sequence[str]], told: Sequence[frozenset[str]], pages: Sequence[str]) -> tuple[float, float]:
    """Extended B-cubed precision and recall of one story; only pages that the gold has an event for count."""
    ours = {page: {n for n, event in enumerate(told) if page in event} for page in pages}
    theirs = {page: {n for n, event in enumerate(gold) if page in event} for page in pages}
    held = [page for page in pages if theirs[page]]
    return _multiplicity(held, ours, theirs), _multiplicity(held, theirs, ours)


def _multiplicity(pages: Sequence[str], one: dict[str, set[int]], other: dict[str, set[int]]) -> float:
    """The mean over pages of the mean share of common memberships that the other side has too."""
    shares = []
    for page in pages:
        near = [(len(one[page] & one[q]), len(other[page] & other[q])) for q in pages if one[page] & one[q]]
        shares.append(ratio(sum(min(a, b) / a for a, b in near), len(near)))
    return ratio(sum(shares), len(shares))


def count_pairs(tally: Tally, gold: Iterable[Iterable[str]], told: Iterable[Iterable[str]]) -> None:
    """Count pairs of pages that share a group."""
    want, got = ({pair for group in groups for pair in combinations(sorted(group), 2)} for groups in (gold, told))
    tally.gold += len(want)
    tally.predicted += len(got)
    tally.right += len(want & got)
    tally.found += len(want & got)


def false_independence(story: Story, told: Told) -> list[str]:
    """Facts called agreed though the gold knows no more than one origin behind all their documents."""
    return [
        name for name, documents in told.agreed if len({o.origin for o in story.origins if documents & set(o.ids)}) <= 1
    ]


def judge_conflicts(both: Iterable[tuple[Story, Told]], judged: dict[tuple[str, ...], bool]) -> tuple[Tally, list[str]]:
    """Count gold conflicts that were found with a fitting kind, and reported ones that are right."""
    tally, misses = Tally(), []
    for story, told in both:
        gold = [conflict for conflict in story.conflicts if conflict.kind not in NONE]
        tally.gold += len(gold)
        for conflict in gold:
            found = any(_fits(conflict, row) for row in told.conflicts)
            tally.found += found
            misses += (
                [] if found else [f"missed: {story.story}: {conflict.kind}: {conflict.attribute}: {conflict.values}"]
            )
        for row in told.conflicts:
            if row.kind == "refined":  # no conflict of its own, only another name for some of the gold's
                continue
            right = judged.get(row.key, any(_fits(conflict, row) for conflict in gold))
            tally.predicted += 1
            tally.right += right
            misses += [] if right else [f"wrong: {' ; '.join(row.key)}: {[sorted(side) for side in row.sides]}"]
    return tally, misses


def _fits(gold: GoldConflict, row: Reported) -> bool:
    """Whether a reported difference is of the gold's kind and holds two of its sides against each other."""
    if row.kind not in KINDS.get(gold.kind, frozenset({gold.kind})):
        return False
    theirs = [set(ids) for ids in gold.values.values()]
    return any(a & x and b & y for a, b in combinations(row.sides, 2) for x in theirs for y in theirs if x is not y)


def judgements(path: Path) -> dict[tuple[str, ...], bool]:
    """Reported conflicts judged by hand: story, role, kind and wording, and whether it is right."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["story"], row["role"], row["kind"], row["between"]): row["right"] == "yes" for row in rows}


def _file(data: Path, name: str) -> Path:
    path = data / name
    if not path.is_file():
        raise DataError(f"{data} holds no {name}")
    return path


PART = Part(
    "reconcile",
    "events, origins, families and conflicts of annotated stories",
    SHARED / "corpus",
    measure,
)
