"""What can be seen of a line on a page without markup: its shape, its neighbours, its place, its words."""

from __future__ import annotations

import re
from collections import Counter
from math import log

from tallyclerk.read.lines import Line
from tallyclerk.read.marks import Page
from tallyclerk.read.stamps import has_date

_CLAUSES = re.compile(r"[.!?。！？…][\"”’»)]?\s+\S|[,;:،、]")
_LINK = re.compile(r"https?://|www\.|\S@\S|(?:^|\s)[@#]\w|\w\.(?:com|org|net)\b")
_CUT = re.compile(r"(?:\.\.\.?|…|»|›|>|→)$")
_CELLS = re.compile(r"\S {2,}\S|[|•·/]")

Sight = dict[str, float]


def seen(page: Page, core: range, topic: frozenset[str]) -> list[Sight]:
    """For each line of a page what is seen of it."""
    around = _Around(page, core, topic)
    return [around.look(index, line) for index, line in enumerate(page.lines)]


def _bucket(length: int) -> str:
    for bound, name in ((1, "1"), (3, "2-3"), (6, "4-6"), (11, "7-11"), (21, "12-21"), (45, "22-45")):
        if length <= bound:
            return name
    return "46+"


class _Around:
    def __init__(self, page: Page, core: range, topic: frozenset[str]) -> None:
        self.page, self.core, self.topic = page, core, topic
        self.open = [index for index, _ in page.open_lines()]
        self.at: list[int] = []
        at = 0
        for reason in page.reasons:
            self.at.append(at)
            at += reason is None
        lines = page.lines
        self.prose = _sums([float(lines[i].is_running) for i in self.open])
        self.weak = _sums([float(lines[i].is_sentence) for i in self.open])
        self.lengths = _sums([float(lines[i].length) for i in self.open])
        self.marked = _sums([float(reason is not None) for reason in page.reasons])
        self.dated = _sums([float(has_date(line.text)) for line in lines])
        self.openers = _sums([float(i in page.openers) for i in range(len(lines))])
        words = sum(line.length for line in lines) or 1
        self.purity = sum(lines[i].length for i in self.open if lines[i].is_running) / words
        self.blocks = _blocks(page)

    def look(self, index: int, line: Line) -> Sight:
        sight: Sight = {"any": 1.0}
        reason = self.page.reasons[index]
        if reason is None:
            sight["length " + _bucket(line.length)] = 1.0
            self._shape(sight, line)
        else:
            sight["furniture"] = 1.0
            sight["opener"] = float(index in self.page.openers)
            sight["end"] = float(index in self.page.ends)
            if reason in ("date line", "separator", "repeats an earlier line", "picture credit or caption", "byline"):
                sight[reason] = 1.0
        self._neighbours(sight, index)
        self._place(sight, index, line)
        return sight

    def _shape(self, sight: Sight, line: Line) -> None:
        long = line.length >= 8
        sight["ends a sentence, long" if long else "ends a sentence, short"] = float(line.ends_sentence)
        sight["lower case"] = line.lower_share
        sight["lower case, long"] = line.lower_share * long
        sight["bullet"] = float(line.is_bulleted)
        sight["bullet, sentence"] = float(line.is_bulleted and line.ends_sentence)
        sight["name"] = float(line.is_name_like)
        text = line.text[:2000]
        sight["clauses"] = min(3.0, log(1 + len(_CLAUSES.findall(text))))
        sight["link"] = float(_LINK.search(text) is not None)
        sight["cut off"] = float(_CUT.search(text) is not None)
        sight["colon"] = float(text.endswith(":"))
        sight["question"] = float(text.endswith("?"))
        sight["quote"] = float(any(mark in text for mark in '"“”«»'))
        sight["cells"] = float(_CELLS.search(text) is not None)
        sight["digits"] = sum(word[0].isdigit() for word in line.words) / max(1, len(line.words))
        sight["capitals"] = float(line.text.isupper())
        sight["date"] = float(has_date(line.text))

    def _neighbours(self, sight: Sight, index: int) -> None:
        n, lines = self.at[index], self.page.lines
        for name, near in (("before", n - 1), ("after", n + (self.page.reasons[index] is None))):
            other = lines[self.open[near]] if 0 <= near < len(self.open) else None
            if other is None:
                sight["nothing " + name] = 1.0
                continue
            sight["running " + name] = float(other.is_running)
            sight["sentence " + name] = float(other.is_sentence)
            sight["length " + name] = log(1 + other.length)
        for reach in (2, 5, 12):
            low, high = max(0, n - reach), min(len(self.open), n + reach + 1)
            sight[f"running within {reach}"] = _mean(self.prose, low, high)
            sight[f"sentences within {reach}"] = _mean(self.weak, low, high)
        sight["length within 3"] = log(1 + _mean(self.lengths, max(0, n - 3), min(len(self.open), n + 4)))
        size = len(lines)
        sight["furniture within 3"] = _mean(self.marked, max(0, index - 3), min(size, index + 4))
        sight["furniture within 8"] = _mean(self.marked, max(0, index - 8), min(size, index + 9))
        sight["dates within 6"] = _mean(self.dated, max(0, index - 6), min(size, index + 7)) * 4
        block = self.blocks[index]
        sight["alone in its block"] = float(len(block) == 1)
        sight["lines in its block"] = log(len(block))
        sight["sentences in its block"] = sum(lines[i].is_sentence for i in block) / len(block)

    def _place(self, sight: Sight, index: int, line: Line) -> None:
        core = self.core
        share = line.share_in(self.topic)
        sight["topic"] = share
        sight["topic, long"] = share * (line.length >= 8)
        sight["address"] = line.share_in(self.page.slug.topic)
        sight["clean page"] = self.purity
        if index in core:
            sight["in core"] = 1.0
            sight["furniture since core"] = 0.0
            return
        above = index < core.start
        name = "above" if above else "below"
        between = range(index, core.start) if above else range(core.stop, index)
        sight[name] = 1.0
        sight["distance " + name] = min(4.0, log(1 + len(between)))
        sight["openers to core, " + name] = min(3.0, self.openers[between.stop] - self.openers[between.start])
        sight["furniture to core, " + name] = min(4.0, log(1 + self.marked[between.stop] - self.marked[between.start]))
        sight["topic, " + name] = share
        sight["clean page, " + name] = self.purity


def _blocks(page: Page) -> list[range]:
    """For each line, the lines between two blank lines that it is of."""
    found: list[range] = []
    start = 0
    for index in range(1, len(page.lines) + 1):
        if index == len(page.lines) or page.gaps[index]:
            found.extend([range(start, index)] * (index - start))
            start = index
    return found


def _sums(values: list[float]) -> list[float]:
    total, sums = 0.0, [0.0]
    for value in values:
        total += value
        sums.append(total)
    return sums


def _mean(sums: list[float], low: int, high: int) -> float:
    return (sums[high] - sums[low]) / max(1, high - low)


def core_of(page: Page) -> range:
    """The run of lines that holds most running text for what stands between: the surest part of the article.

    A maximum subsequence over the lines (Pasternack and Roth, 2009): a running line gains its words, any other costs.
    """
    best, low, total, span = 0.0, 0, 0.0, range(0)
    for index, line in enumerate(page.lines):
        if page.reasons[index] is not None:
            gain = -12.0 if index in page.openers else -6.0
        elif line.is_running:
            gain = float(min(line.length, 60))
        else:
            gain = -6.0 if not line.is_sentence else 3.0
        if total <= 0:
            total, low = 0.0, index
        total += gain
        if total > best:
            best, span = total, range(low, index + 1)
    return span


def topic_of(page: Page, core: range) -> frozenset[str]:
    """The stems of the running text's words in the core, those that stand in two lines if there are many."""
    counts: Counter[str] = Counter()
    for index in core:
        line = page.lines[index]
        if page.reasons[index] is None and line.is_sentence:
            counts.update(line.topic)
    return frozenset(counts)
