"""Who says so: sources of statements, held against PolNeAR's attributions (Source, Cue and Content, in brat standoff).

A source is right if its head lies in a gold Source and it holds the Source's head. Recall is over the sources of
attributions of the reporting kind: those whose cue tells that something was said, written or shown, not merely thought,
wished or planned (`MIND`). Precision is over all sources found; a source of any attribution is right. A saying found
with several sources (a person and the body that the person speaks for, "A and B") is right if one of them is.
A cue is found if a verb of saying with a source was heard in it.

The data is a folder with `attributions/NAME_ANNOTATOR.ann` and `text/NAME.txt`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from parts.found import document_of
from parts.heads import Heads
from parts.part import SHARED, DataError, Measured, Part, Tally, files_of, table
from tallyclerk.config import ExtractSettings
from tallyclerk.extract import sources_of
from tallyclerk.model import Span

ENTITY = re.compile(r"(T\d+)\t\S+ (\d[\d ;]*)\t")
EVENT = re.compile(r"E\d+\tAttribution:")
ROLE = re.compile(r"(Source|Cue|Content):(T\d+)")
# Cues of these verbs tell of a state of mind and not of a statement.
MIND = re.compile(
    "agree|appear|aim|believe|care|consider|decide|disagree|doubt|dream|enjoy|expect|fear|feel|forget|guess|hate|hesitate"
    "|hope|imagine|intend|know|learn|like|look|love|mean|mind|need|oppose|plan|prefer|realize|refuse|regret|remember|see"
    "|seek|seem|struggle|support|suspect|think|trust|try|understand|want|watch|wish|wonder|worry"
)
KINDS = ("named", "unnamed", "pronoun")


class Attribution(NamedTuple):
    """A gold attribution."""

    source: Span
    cue: Span


class Saying(NamedTuple):
    """What was heard: a verb of saying, and its sources."""

    at: int
    sources: tuple[Span, ...]


@dataclass
class Count:
    """The counts of a data set; `kinds` parts the sources by how they are named."""

    source: Tally = field(default_factory=Tally)
    cue: Tally = field(default_factory=Tally)
    kinds: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})
    misses: list[str] = field(default_factory=list)

    def add(self, text: str, gold: list[Attribution]) -> None:
        """Count one article."""
        heads = Heads(text)
        sayings = list(_heard(text))
        everyone = {attribution.source for attribution in gold}
        for saying in sayings:
            right = any(heads.same(one, span) for one in everyone for span in saying.sources)
            self.source.predicted += 1
            self.source.right += right
            if not right:
                self.misses.append(f"wrong: “{saying.sources[0].of(text)}” | {_around(text, saying.sources[0])}")
        reported = [attribution for attribution in gold if not MIND.fullmatch(heads.lemma(attribution.cue))]
        self._sources(text, {attribution.source for attribution in reported}, sayings, heads)
        self.cue.gold += len(reported)
        self.cue.found += sum(any(a.cue.start <= saying.at < a.cue.end for saying in sayings) for a in reported)

    def _sources(self, text: str, gold: set[Span], sayings: list[Saying], heads: Heads) -> None:
        for source in sorted(gold):
            hit = any(heads.same(source, span) for saying in sayings for span in saying.sources)
            for tally in (self.source, self.kinds[_kind(source, heads)]):
                tally.gold += 1
                tally.found += hit
            if not hit:
                self.misses.append(f"missed: “{source.of(text)}” | {_around(text, source)}")


def measure(data: Path) -> Measured:
    """Score sources and cues of all articles."""
    count = Count()
    for path in files_of(data / "attributions", "*.ann"):
        source = data / "text" / f"{path.stem.rpartition('_')[0]}.txt"  # the last part of a name is the annotator's
        if not source.is_file():
            raise DataError(f"{path.name} has no text/{source.name} beside it")
        count.add(source.read_bytes().decode("utf-8"), list(_attributions(path)))
    rows = [(f"sources, {kind}", tally.recall, tally.gold) for kind, tally in count.kinds.items()]
    rows = [("sources", count.source.recall, count.source.gold), *rows, ("cues", count.cue.recall, count.cue.gold)]
    return Measured(
        scores={"source recall": count.source.recall, "source precision": count.source.precision}
        | {"cue recall": count.cue.recall},
        beside={f"source recall, {kind}": tally.recall for kind, tally in count.kinds.items()},
        table=f"{table(('of the reporting kind', 'recall', 'gold'), rows)}\n"
        f"precision of {count.source.predicted} sources found: {count.source.precision:.3f}",
        misses=count.misses,
    )


def _heard(text: str) -> Iterator[Saying]:
    for saying in sources_of(document_of(text), ExtractSettings()):
        if saying.sources:
            yield Saying(saying.cue.start, tuple(Span(source.start, source.end) for source in saying.sources))


def _attributions(path: Path) -> Iterator[Attribution]:
    """The attributions of a file that have a source; a span in pieces goes from its first to its last."""
    lines = path.read_text(encoding="utf-8").splitlines()
    entities = {match[1]: _span(match[2]) for line in lines if (match := ENTITY.match(line))}
    for line in lines:
        if EVENT.match(line):
            roles = defaultdict(list)
            for role, entity in ROLE.findall(line):
                roles[role].append(entities[entity])
            for source in roles["Source"] if roles["Cue"] else ():
                yield Attribution(source, roles["Cue"][0])


def _span(places: str) -> Span:
    ends = [int(place) for place in re.findall(r"\d+", places)]
    return Span(min(ends), max(ends))


def _kind(source: Span, heads: Heads) -> str:
    if heads.is_pronoun(source):
        return "pronoun"
    return "named" if heads.has_name(source) else "unnamed"


def _around(text: str, span: Span) -> str:
    return " ".join(text[max(0, span.start - 60) : span.end + 60].split())


PART = Part("polnear", "sources and cues of statements", SHARED / "bench" / "polnear", measure)
