"""Silence where nothing moved: the claims found in articles that are nearly all about something else.

Each claim was judged by reading it: *true* where its sentence tells of goods, arms, aid or a commodity that moved or
changed hands between parties or places, were about to, or are said not to have; *false* elsewhere (people, money, data,
trips of a plane with its passengers, spacecraft, weapons fired or able to reach, bans and sanctions on trade).
Judgements are kept in silence.csv by the article's id and a hash of the sentence, without its words. A claim that has
none counts as false; such claims are written to a file in the temporary folder, to be judged and added.

The data is a JSONL file of articles, or a folder of them.
"""

from __future__ import annotations

import csv
import hashlib
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import tallyclerk
from parts.part import SHARED, DataError, Measured, Part, ratio, table

JUDGEMENTS = Path(__file__).with_name("silence.csv")
VERDICTS = ("true", "false", "unjudged")


class Row(NamedTuple):
    """A claim to judge."""

    article: str
    quote: str
    verdict: str
    frame: str
    roles: str
    words: str


def measure(data: Path) -> Measured:
    """The share of articles with no claim but true ones, and how many claims there are by verdict."""
    dossier = tallyclerk.claims(data)
    if not dossier.documents:
        raise DataError(f"{data} holds no articles")
    verdicts = judgements(JUDGEMENTS)
    rows = [_row(dossier, claim, verdicts) for claim in dossier.claims]
    claims = {verdict: sum(row.verdict == verdict for row in rows) for verdict in VERDICTS}
    articles = {verdict: len({row.article for row in rows if row.verdict == verdict}) for verdict in VERDICTS}
    speaking = {row.article for row in rows if row.verdict != "true"}
    return Measured(
        scores={"articles without a false transfer": 1 - ratio(len(speaking), len(dossier.documents))},
        beside={
            "articles": len(dossier.documents),
            "articles with a claim": len({row.article for row in rows}),
            **{f"claims, {verdict}": number for verdict, number in claims.items()},
        },
        table=_table(claims, articles, len(dossier.documents), rows),
        misses=[f"{row.verdict}: {row.frame}: {row.roles} | {row.words}" for row in rows if row.verdict != "true"],
    )


def judgements(path: Path) -> dict[tuple[str, str], str]:
    """Verdicts by article and hash of the sentence."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["article"], row["quote"]): row["verdict"] for row in csv.DictReader(file)}


def quote_hash(quote: str) -> str:
    """The hash of a sentence, whatever its spacing."""
    return hashlib.sha256(" ".join(quote.split()).encode()).hexdigest()[:12]


def _row(dossier: tallyclerk.Dossier, claim: tallyclerk.Claim, verdicts: dict[tuple[str, str], str]) -> Row:
    document = dossier.document(claim.document)
    words = claim.quote.of(document.text)
    quote = quote_hash(words)
    return Row(
        article=document.key,
        quote=quote,
        verdict=verdicts.get((document.key, quote), "unjudged"),
        frame=claim.frame,
        roles="; ".join(f"{role} {', '.join(value.text for value in values)}" for role, values in claim.roles.items()),
        words=words,
    )


def _table(claims: dict[str, int], articles: dict[str, int], total: int, rows: Iterable[Row]) -> str:
    lines = [table((f"{total} articles", "claims", "articles"), [(v, claims[v], articles[v]) for v in VERDICTS])]
    open_rows = [row for row in rows if row.verdict == "unjudged"]
    if open_rows:
        path = Path(tempfile.gettempdir()) / "tallyclerk-unjudged.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([Row._fields, *open_rows])
        lines.append(f"{len(open_rows)} claims are not judged and count as false; they are in {path}")
    return "\n".join(lines)


PART = Part(
    "silence",
    "claims in articles about something else, judged by hand",
    SHARED / "bench" / "reprints" / "articles_dev.jsonl",
    measure,
)
