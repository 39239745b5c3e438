"""Make crawls: news of the length, the variety and the copies of real crawls, of which some tells of transfers.

    python benchmarks/crawl.py 20000 crawl.warc.gz --transfers 0.01
    python benchmarks/crawl.py 1000 case.jsonl

What it makes hangs on its arguments alone. The sentences of `crawl_words.yaml` are put together at random and mean
nothing. Of 100 documents 60 are copies: half of them to the letter, others cut at their end or edited, each under the
name and with the lines of its own outlet. Families are of Zipf's sizes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import yaml

WORDS = 610
"""Words of a document on average, as in a public set of news."""
COPIES = 0.6
TRANSFERS = 0.05
PAPERS = ("Post", "Herald", "Times", "Echo", "Mail", "Star", "Globe", "Courier", "Journal", "Argus", "Gazette", "News")
MOVING, TELLING, GOODS = 0.13, 0.05, 0.09
"""How often a verb may move something, how often that is one that other texts seldom have, how often a noun is goods.

Then a quarter of the text is worth parsing, of public news on conflicts a third; a sweep keeps more of these pages,
7 in 10 against 5."""
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Report:
    """A document before it is written: its text, and whether it tells of a transfer."""

    id: str
    outlet: str
    title: str
    published: str
    text: str
    tells: bool

    @property
    def row(self) -> dict[str, str]:
        """As a row of JSON lines."""
        url = f"https://{self.outlet.lower().replace(' ', '')}.example/{self.id}"
        named = {"id": self.id, "url": url, "outlet": self.outlet, "title": self.title}
        return {**named, "published": self.published, "text": self.text}


@cache
def lexicon() -> dict[str, list[str]]:
    """The words, by kind."""
    words: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("crawl_words.yaml").read_text("utf-8"))
    return words


class Writer:
    """Writes one story."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311
        people = [f"{self._one('first')} {self._one('people')}" for _ in range(6)]
        self.cast: dict[str, Sequence[str]] = {"person": people, "town": self.chance.sample(lexicon()["towns"], 4)}

    def _one(self, kind: str) -> str:
        return self.chance.choice(lexicon()[kind])

    def sentence(self) -> str:
        """A sentence of no transfer."""
        return self._filled(self._one("openers"))

    def transfer(self) -> list[str]:
        """The sentences of a story about one transfer."""
        kinds = {"giver": "givers", "recipient": "recipients", "port": "ports", "goal": "ports", "cargo": "cargoes"}
        values = {name: self._one(kind) for name, kind in kinds.items()}
        values |= {
            name: self._one(kind) for name, kind in {"ship": "ships", "source": "sources", "month": "months"}.items()
        }
        values["count"] = f"{self.chance.randint(2, 900):,}"
        told = self.chance.sample(lexicon()["transfers"], self.chance.randint(2, 4))
        return [_capital(_SLOT.sub(lambda slot: values[slot[1]], sentence)) for sentence in told]

    def text(self, *, tells: bool) -> str:
        """A report; what it tells of a transfer stands in its first paragraphs."""
        wanted = max(120, int(self.chance.lognormvariate(0, 0.45) * WORDS * 0.92))
        sentences = self.transfer() if tells else []
        words = sum(len(sentence.split()) for sentence in sentences)
        while words < wanted:
            sentences.append(self.sentence())
            words += len(sentences[-1].split())
        parts, at = [], 0
        while at < len(sentences):
            size = self.chance.randint(1, 4)
            parts.append(" ".join(sentences[at : at + size]))
            at += size
        return "\n".join(parts)

    def _filled(self, pattern: str) -> str:
        return _SLOT.sub(lambda slot: self._slot(slot[1]), pattern)

    def _slot(self, name: str) -> str:
        if name in self.cast:
            return self.chance.choice(self.cast[name])
        if name.lower() == "clause":
            clause = self._filled(self._one("clauses"))
            return _capital(clause) if name == "Clause" else clause
        if name == "number":
            return f"{self.chance.randint(3, 4000):,}"
        if name == "verb" and self.chance.random() < MOVING:
            return self._one("telling" if self.chance.random() < TELLING else "moving")
        if name == "noun" and self.chance.random() < GOODS:
            return self._one("goods").rstrip("s")
        kinds = {"body": "bodies", "thing": "nouns", "say": "sayings"}
        return self._one(kinds.get(name, f"{name}s"))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def reports(count: int, transfers: float = TRANSFERS, seed: int = 1) -> Iterator[Report]:
    """So many reports, in no order of their stories."""
    chance = random.Random(seed)  # noqa: S311
    stories = max(1, round(count * (1 - COPIES)))
    # Of Zipf's law: the n-th story has a share of copies of 1/n, and none more than 200.
    weights = [1 / (rank + 3) for rank in range(stories)]
    copied = chance.choices(range(stories), weights, k=count - stories)
    spread, limit = [], max(2, min(200, count // 10))
    sizes: dict[int, int] = {}
    for story in copied:
        sizes[story] = sizes.get(story, 0) + 1
        spread.append(story if sizes[story] < limit else chance.randrange(stories))
    places = [(story, 0) for story in range(stories)] + [(story, copy) for copy, story in enumerate(spread, start=1)]
    chance.shuffle(places)
    for number, (story, copy) in enumerate(places):
        yield _report(number, story, copy, transfers, seed)


def _report(number: int, story: int, copy: int, transfers: float, seed: int) -> Report:
    writer = Writer(seed * 10_000_019 + story)
    tells = writer.chance.random() < transfers
    text, day = writer.text(tells=tells), writer.chance.randint(1, 28)
    month = writer.chance.randint(1, 12)
    chance = random.Random(seed * 7_000_003 + number)  # noqa: S311
    outlet = f"{chance.choice(lexicon()['towns'])} {chance.choice(PAPERS)}"
    if copy:
        text = _copied(text, chance, keep=4 if tells else 1)
    title = " ".join(text.split()[:9]).rstrip(",.")
    return Report(f"r{number:06}", outlet, title, f"2023-{month:02}-{day:02}", text, tells)


def _copied(text: str, chance: random.Random, keep: int) -> str:
    """A copy as another outlet prints it: to the letter, cut at its end, or with some paragraphs changed."""
    lines = text.split("\n")
    kind = chance.random()
    if kind < 0.5 or len(lines) <= keep + 2:
        return text
    if kind < 0.75:
        return "\n".join(lines[: max(keep + 1, int(len(lines) * chance.uniform(0.4, 0.9)))])
    writer = Writer(chance.randrange(10**9))
    return "\n".join(
        writer.sentence() if at >= keep and chance.random() < 0.12 else line for at, line in enumerate(lines)
    )


def page(report: Report) -> bytes:
    """A report as a page, with what stands around it on one: some 40 KB."""
    chance = random.Random(report.id)  # noqa: S311
    teasers = "".join(
        f'<li><a href="/s{n}">{escape(Writer(chance.randrange(400)).sentence())}</a></li>' for n in range(15)
    )
    menu = "".join(f'<li><a href="/m{n}">{_capital(noun)}</a></li>' for n, noun in enumerate(lexicon()["nouns"][:50]))
    script = "".join(f"var v{n}={{a:{n},b:'{n * 7919 % 10007}',c:function(x){{return x*{n};}}}};" for n in range(450))
    style = "".join(
        f".c{n}{{margin:{n % 17}px;padding:{n % 13}px;color:#{n * 4099 % 0xFFFFFF:06x}}}" for n in range(150)
    )
    body = "".join(f"<p>{escape(line)}</p>" for line in report.text.split("\n"))
    title = f"{escape(report.title)} - {report.outlet}"
    return (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{title}</title>"
        f'<meta property="article:published_time" content="{report.published}"><style>{style}</style>'
        f"<script>{script}</script></head><body><nav><ul>{menu}</ul></nav><main><article><h1>{escape(report.title)}</h1>"
        f"{body}</article></main><aside><h2>More</h2><ul>{teasers}</ul></aside>"
        f"<footer><p>© 2023 {report.outlet}</p></footer></body></html>"
    ).encode()


def record(report: Report) -> bytes:
    """A report as a record of a WARC."""
    content = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(report)
    head = {
        "WARC-Type": "response",
        "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{int(report.id[1:]):012x}>",
        "WARC-Date": f"{report.published}T12:00:00Z",
        "WARC-Target-URI": report.row["url"],
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(content)),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + content + b"\r\n\r\n"


def write(found: Iterator[Report], path: Path) -> None:
    """Write reports to a file: WARC with gzip, or JSON lines, by its name."""
    with path.open("wb") as file:
        for report in found:
            if path.name.endswith(".warc.gz"):
                file.write(gzip.compress(record(report), 1, mtime=0))
            else:
                file.write(json.dumps(report.row).encode() + b"\n")


def main(arguments: Any = None) -> None:
    """Write a crawl."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("path", type=Path, help="ends in .warc.gz or .jsonl")
    parser.add_argument("--transfers", type=float, default=TRANSFERS, help="share of stories that tell of one")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    write(reports(options.count, options.transfers, options.seed), options.path)


if __name__ == "__main__":
    main()
