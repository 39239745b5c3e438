"""Whether the gains in `resources/line_gains.yaml` are tuned to the pages that we see, by 5-fold cross-validation.

The 181 pages of ../shared/bench/extraction are rendered to plain text with inscriptis, read, and scored by runs of four
words as the benchmark does (means of the pages' precision and recall, and their F1). Shown are: the gains as written;
each gain a third less and half as much more; and the gains chosen anew, each by itself, on four fifths of the pages and
scored on the other fifth. If choosing anew is no better on pages not chosen from, there is nothing left to tune.

    python benchmarks/line_gains.py [--data PATH]
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from statistics import mean
from unittest.mock import patch

import msgspec
from inscriptis import get_text

from tallyclerk.read.normalise import normalised
from tallyclerk.read.plain import read_plain
from tallyclerk.resources.line_gains import LineGains, line_gains

DATA = Path(__file__).resolve().parents[2] / "shared" / "bench" / "extraction"
FOLDS = 5
FACTORS = (0.67, 1.5)
Page = tuple[str, str, Counter[tuple[str, ...]]]
Row = tuple[float, float]


def pages(data: Path) -> list[Page]:
    """Rendered text, address and runs of the article of each page, in the order of their keys."""
    found = []
    for key, gold in sorted(json.loads((data / "ground-truth.json").read_text(encoding="utf-8")).items()):
        with gzip.open(data / "html" / f"{key}.html.gz", "rt", encoding="utf-8", errors="replace") as file:
            found.append((normalised(get_text(file.read())), gold["url"], runs(gold["articleBody"])))
    return found


def runs(text: str, length: int = 4) -> Counter[tuple[str, ...]]:
    """The runs of `length` words of a text."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + length]) for at in range(max(1, len(words) - length + 1)) if words)


def row(page: Page, gains: LineGains) -> Row:
    """Precision and recall of one page read with these gains."""
    text, url, gold = page
    with patch("tallyclerk.read.body.line_gains", lambda: gains):
        found = runs(read_plain(text, url).text)
    right = (found & gold).total()
    return right / max(1, found.total()), right / max(1, gold.total())


def f1(rows: Iterable[Row]) -> float:
    """The F1 of the means of precision and recall."""
    precision, recall = (mean(values) for values in zip(*rows, strict=True))
    return float(2 * precision * recall / (precision + recall))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    every = pages(parser.parse_args().data)
    written = line_gains()
    base = [row(page, written) for page in every]
    print(f"{'as written':24}{f1(base):.4f}")
    names = written.__struct_fields__
    tried: dict[tuple[str, float], list[Row]] = {}
    for name in names:
        for factor in FACTORS:
            gains = msgspec.structs.replace(written, **{name: getattr(written, name) * factor})
            tried[name, factor] = [row(page, gains) for page in every]
            print(f"{name + f' x {factor}':24}{f1(tried[name, factor]):.4f}", flush=True)
    held: list[Row] = []
    for fold in range(FOLDS):
        learnt = [at for at in range(len(every)) if at % FOLDS != fold]
        gains = chosen(written, base, tried, learnt)
        held += [row(page, gains) for page in every[fold::FOLDS]]
    print(f"{'chosen anew, held out':24}{f1(held):.4f}")


def chosen(
    written: LineGains, base: list[Row], tried: dict[tuple[str, float], list[Row]], learnt: list[int]
) -> LineGains:
    """The gains that do best on the pages `learnt`, each changed by itself."""
    best: dict[str, tuple[float, float]] = {}
    least = f1(base[at] for at in learnt)
    for (name, factor), rows in tried.items():
        score = f1(rows[at] for at in learnt)
        if score > best.get(name, (least, 1.0))[0]:
            best[name] = (score, factor)
    return msgspec.structs.replace(
        written, **{name: getattr(written, name) * factor for name, (_, factor) in best.items()}
    )


if __name__ == "__main__":
    main()
