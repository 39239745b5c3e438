"""How well quantities are read: NewsQuant (CQE evaluation), news sentences with value, unit and change.

Counted, over all sentences:
- value: precision, recall and F1 of values. A gold range "20-30" is right if both ends are; "12-120" for "dozens"
  (and other words that stand for a number) if its lower end is. A prediction serves one gold value.
- value+unit: the same, and the unit is right too: the known unit's name, or the words behind the number, share a word
  with the gold unit or its normalised form ("-" is no unit).
- bound: of the right values, the share whose bound is that of the gold: = exact, > at_least, < at_most, ~ about;
  "up" and "down" say what a value did, not its bound, and are left out.
Gold also counts the "one" of "one of the best", fractions ("a third") and durations inside times ("the last 200 days"),
which the grammar leaves to others on purpose; they count as missed.

    python benchmarks/stage_newsquant.py [--misses]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from tallyclerk.grammar.quantity import QuantityExpression, find_quantities
from tallyclerk.grammar.tokens import tokenise
from tallyclerk.ground.quantity import ground_quantity
from tallyclerk.model import Mention, QuantityValue

DATA = Path(__file__).resolve().parents[2] / "shared" / "bench" / "newsquant" / "dev.json"
BOUNDS = {"=": "exact", ">": "at_least", "<": "at_most", "~": "about"}
SYNONYMS = {"$": "dollar", "us$": "dollar", "£": "pound", "€": "euro", "%": "percent", "percentage": "percent"}


def main() -> dict[str, float]:
    """Measure and print; an empty result where the data is missing."""
    if not DATA.exists():
        print(f"stage_newsquant: skipped, {DATA.parent.name} is not beside the repository")
        return {}
    misses = "--misses" in sys.argv
    right = unit_right = bound_right = bounded = predicted = gold = 0
    for row in json.loads(DATA.read_text(encoding="utf-8")):
        found, wanted = list(find_quantities(row["text"])), row["quantities"]
        predicted, gold = predicted + len(found), gold + len(wanted)
        for want in wanted:
            match = _best(found, want, row["text"])
            if match is None:
                if misses:
                    print("missed", want["change"], want["value"], want["unit"], "|", row["text"])
                continue
            found.remove(match)
            right += 1
            unit_right += _same_unit(match, want, row["text"])
            if want["change"] in BOUNDS:
                bounded += 1
                bound_right += match.bound == BOUNDS[want["change"]]
                if misses and match.bound != BOUNDS[want["change"]]:
                    print("bound", want["change"], want["value"], match.text, match.bound, "|", row["text"])
        if misses:
            for extra in found:
                print("extra", extra.text, extra.value, extra.unit, "|", row["text"])
    result = {
        "value precision": right / predicted,
        "value recall": right / gold,
        "value F1": 2 * right / (predicted + gold),
        "value+unit F1": 2 * unit_right / (predicted + gold),
        "bound accuracy": bound_right / bounded,
    }
    for name, number in result.items():
        print(f"newsquant {name:16} {number:.3f}")
    return result


def _best(found: list[QuantityExpression], want: dict[str, Any], text: str) -> QuantityExpression | None:
    """The prediction with the wanted value; one with the wanted unit first."""
    same = [q for q in found if _same_value(q, want["value"])]
    return next((q for q in same if _same_unit(q, want, text)), same[0] if same else None)


def _same_value(found: QuantityExpression, want: str) -> bool:
    if want.startswith("-"):
        return False
    ends = (
        [float(end) for end in want.replace("E+", "E").split("-") if end.strip()] if "E-" not in want else [float(want)]
    )
    if len(ends) == 2 and found.high is not None:
        return _near(found.value, ends[0]) and _near(found.high, ends[1])
    return _near(found.value, ends[0]) and (len(ends) == 1 or found.bound == "at_least")


def _near(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-6 * max(abs(a), abs(b), 1.0)


def _same_unit(found: QuantityExpression, want: dict[str, Any], text: str) -> bool:
    wanted = _words(want["unit"]) | _words(want["normalized_unit"])
    if found.unit is not None:
        got = _words(found.unit)
    else:
        wording = text[found.start : found.end + 40]
        value = ground_quantity(Mention(text=wording, start=0, end=len(wording)))
        got = _words(value.unit or "-") if isinstance(value, QuantityValue) else set()
        got = got if wanted else set()
    return bool(got & wanted) or (not got and not wanted)


def _words(unit: str) -> set[str]:
    low = (SYNONYMS.get(token.low, token.low) for token in tokenise(unit))
    return {word.removesuffix("s") for word in low if word[0].isalpha()}


if __name__ == "__main__":
    main()
