"""A register of 100,000 made-up ships: how long its import takes, and look-ups by misspelt names.

The ships are made by rule from lists of syllables, so that every run has the same. Each misspelt name has one letter
changed, left out, added or swapped with the next. Found means: the ship is the one match, or, where another ship's name
is as near, among the candidates. A look-up is timed by the processor's clock, for the machine does other things too.
There is no data to give; a number of ships may be put into a file.
"""

from __future__ import annotations

import random
import string
import tempfile
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time

from parts.part import Measured, Part, ratio, table
from tallyclerk.register import Register, Sought, import_register, look_up

SHIPS, LOOKUPS = 100_000, 2_000
# Parts of names, split at spaces.
FIRST = "Al An Ber Cal Dor El Far Gal Hal Il Jas Kar Lor Mar Nor Os Pal Quin Ros Sal Tor Ul Vel Wes Xan Yar Zel"
MIDDLE, LAST = "a e i o u an en in on ar er ir or", "cy dra fia go lia mon na ra sta ton va wen zar bel dor"
SECOND = "Star Sky Pearl Trader Spirit Hope Wind Dawn Glory Express Pioneer Bay Harmony Queen Grace Victory"


def measure(data: Path) -> Measured:
    """Seconds of import, milliseconds of a look-up, and the share of misspelt names found."""
    chance = random.Random(7)  # noqa: S311 - ships, not secrets
    with tempfile.TemporaryDirectory() as folder:
        source, register = Path(folder) / "ships.csv", Path(folder) / "register.sqlite"
        names = _ships(chance)
        rows = (f"{name},{_imo(n)},{['RU', 'PA', 'LR', 'MH', 'CN'][n % 5]},x{n}" for n, name in enumerate(names))
        source.write_text("\n".join(("name,imo,flag,id", *rows)), encoding="utf-8")
        start = perf_counter()
        import_register(source, register)
        seconds = perf_counter() - start
        opened = Register(register)
        times, found, matched = [], 0, 0
        for number in chance.sample(range(SHIPS), LOOKUPS):
            start = process_time()
            answer = look_up(opened, Sought(name=_misspelt(names[number], chance)))
            times.append(1000 * (process_time() - start))
            found += f"x{number}" in {candidate.entry.key for candidate in answer.candidates}
            matched += answer.match is not None and answer.match.entry.key == f"x{number}"
        size = register.stat().st_size / 1e6
    slow = quantiles(times, n=100)[98]
    rows_shown: list[tuple[str | float, ...]] = [
        ("import, seconds", seconds),
        ("look-up, median ms", quantiles(times, n=2)[0]),
        ("look-up, 99 of 100 under ms", slow),
        ("misspelt found", ratio(found, LOOKUPS)),
        ("misspelt matched", ratio(matched, LOOKUPS)),
    ]
    return Measured(
        scores={"misspelt names found": ratio(found, LOOKUPS)},
        timed={"imports a minute": 60 / seconds, "look-ups in 20 ms": 20 / slow},
        beside={"import seconds": seconds, "slow look-up ms": slow, "MB": size},
        table=table((f"{SHIPS:,} ships", ""), rows_shown),
    )


def _ships(chance: random.Random) -> list[str]:
    """Names, all different."""
    names: dict[str, None] = {}
    parts = [words.split() for words in (FIRST, MIDDLE, LAST)]
    while len(names) < SHIPS:
        second = chance.choice(SECOND.split()) if chance.random() < 0.6 else str(chance.randrange(1, 99))
        names["".join(chance.choice(words) for words in parts) + f" {second}"] = None
    return list(names)


def _imo(number: int) -> str:
    six = str(900_000 + number % 100_000)
    check = sum(int(digit) * weight for digit, weight in zip(six, range(7, 1, -1), strict=True)) % 10
    return f"{six}{check}"


def _misspelt(name: str, chance: random.Random) -> str:
    """A name with one slip of a letter."""
    at = chance.randrange(1, len(name) - 1)
    letter = chance.choice(string.ascii_lowercase)
    return chance.choice(
        (
            f"{name[:at]}{letter}{name[at + 1 :]}",
            f"{name[:at]}{name[at + 1 :]}",
            f"{name[:at]}{letter}{name[at:]}",
            f"{name[:at]}{name[at + 1]}{name[at]}{name[at + 2 :]}",
        )
    )


PART = Part("register", "importing 100,000 ships and looking misspelt ones up", Path(__file__), measure)
