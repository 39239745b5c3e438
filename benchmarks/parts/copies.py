"""Copies and rewrites among real articles: pairs judged by hand, beside MinHash as it is usually set.

Each pair was judged by reading both: *yes* where one was made from the other or both from one text (a wire report as
printed, cut, edited or updated), *no* where they only tell of one event or share a quote. Judgements are kept in
copies.csv by the articles' ids. A pair that has none counts as wrong and is written to a file in the temporary folder.

The data is a JSONL file of articles with the event that each tells of.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

import msgspec

import tallyclerk
from parts.part import SHARED, Measured, Part, ratio, rows_of, table

JUDGEMENTS = Path(__file__).with_name("copies.csv")
SHINGLE, PERMUTATIONS = 5, 128
THRESHOLDS = (0.5, 0.8)
Pair = tuple[str, str]


class Article(msgspec.Struct, frozen=True):
    """An article, where it stood, and the event that it tells of."""

    id: str
    event: str
    outlet: str
    text: str


def measure(data: Path) -> Measured:
    """How many pairs of articles are found to be one text, and how many of them rightly, beside MinHash."""
    articles = {article.id: article for article in rows_of(data, Article)}
    found = ours(data)
    judged = judgements(JUDGEMENTS)
    right = {pair for pair in found if judged.get(pair) is True}
    events = {article.id: article.event for article in articles.values()}
    mixed = [pair for pair in found if events[pair[0]] != events[pair[1]]]
    rows = [("tallyclerk", *_counts(found, right, articles))]
    for threshold in THRESHOLDS:
        pairs = minhash(list(articles.values()), threshold)
        rows.append((f"MinHash {threshold}", *_counts(pairs, {p for p in pairs if judged.get(p)}, articles)))
    missing = [pair for pair in found if pair not in judged]
    note = [_unjudged(missing)] if missing else []
    return Measured(
        scores={
            "precision": ratio(len(right), len(found)),
            "cross-outlet pairs": float(len(_across(right, articles))),
            "families of one event": 1 - ratio(len(mixed), len(found)),
        },
        beside={"pairs": len(found), "unjudged": len(missing)},
        table="\n".join((table((f"{len(articles)} articles", "pairs", "right", "across outlets"), rows), *note)),
        misses=[f"wrong: {a} {b}" for a, b in sorted(found - right)],
    )


def ours(data: Path) -> set[Pair]:
    """Pairs of articles that stand in one family."""
    from tallyclerk.config import GroupSettings  # noqa: PLC0415 - only this part groups without building
    from tallyclerk.group import group  # noqa: PLC0415

    documents, families = group(tallyclerk.articles(data).documents, GroupSettings())
    key = {document.id: document.key for document in documents}
    return {(a, b) for family in families for a, b in combinations(sorted(key[id] for id in family.documents), 2)}


def minhash(articles: Sequence[Article], threshold: float) -> set[Pair]:
    """Pairs whose MinHash signatures of 5-word shingles agree in so large a share, as copies are usually looked for."""
    from rensa import RMinHash  # noqa: PLC0415

    signatures = {}
    for article in articles:
        words = article.text.lower().split()
        runs = {" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}
        signatures[article.id] = RMinHash(num_perm=PERMUTATIONS, seed=42)
        signatures[article.id].update(sorted(runs))
    return {(a, b) for a, b in combinations(sorted(signatures), 2) if signatures[a].jaccard(signatures[b]) >= threshold}


def judgements(path: Path) -> dict[Pair, bool]:
    """Pairs judged by hand: whether they are one text."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["a"], row["b"]): row["one_text"] == "yes" for row in csv.DictReader(file)}


def _counts(pairs: set[Pair], right: set[Pair], articles: dict[str, Article]) -> tuple[int, int, int]:
    return len(pairs), len(right), len(_across(right, articles))


def _across(pairs: Iterable[Pair], articles: dict[str, Article]) -> list[Pair]:
    return [(a, b) for a, b in pairs if articles[a].outlet != articles[b].outlet]


def _unjudged(pairs: Sequence[Pair]) -> str:
    path = Path(tempfile.gettempdir()) / "tallyclerk-unjudged-copies.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("a", "b", "one_text"), *sorted(pairs)])
    return f"{len(pairs)} pairs are not judged and count as wrong; they are in {path}"


PART = Part(
    "copies",
    "copies and rewrites among real articles, judged by hand, beside MinHash",
    SHARED / "bench" / "reprints" / "articles_dev.jsonl",
    measure,
)
