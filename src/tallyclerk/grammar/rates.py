"""What a quantity is counted for, where it is a rate: "100,000 barrels a day", "each trip took 300 containers"."""

from __future__ import annotations

import re
from functools import cache

from tallyclerk.grammar.phrases import Phrases
from tallyclerk.grammar.tokens import Token, tokenise
from tallyclerk.resources.quantity import quantity_words

_REACH = 80  # characters around a quantity in which its rate is looked for
_NAMES = 4  # words of goods that may stand between: "barrels of Iranian crude oil a day"
_VERB = 2  # words that may stand between a rate and the quantity behind it: "each trip had taken 300"
_END = re.compile(r"[.;:!?\n](?:\s|$)|,\s")


def rate_of(text: str, start: int, end: int) -> str | None:
    """What the quantity at `[start, end)` is counted for, or None where it is a total."""
    behind = tokenise(_END.split(text[end : end + _REACH])[0])
    before = tokenise(_END.split(text[max(0, start - _REACH) : start])[-1])
    return _last(tokenise(text[start:end])) or _behind(behind) or _before(before)


def _last(tokens: tuple[Token, ...]) -> str | None:
    """The rate that the wording itself ends with."""
    found = _rates().before(tokens, len(tokens))
    return found[1] if found else None


def _behind(tokens: tuple[Token, ...]) -> str | None:
    """A rate right behind, or behind "of" and the names of the goods."""
    most = _NAMES + 1 if tokens and tokens[0].low == "of" else 1
    for index in range(min(most, len(tokens))):
        if found := _rates().at(tokens, index):
            after = tokens[found[0]].low if found[0] < len(tokens) else ""
            return None if after in quantity_words().rate_not_before else found[1]
    return None


def _before(tokens: tuple[Token, ...]) -> str | None:
    """A rate as the subject: "each trip took"; such words with an article are none."""
    for end in range(len(tokens), max(0, len(tokens) - _VERB - 1), -1):
        found = _rates().before(tokens, end)
        if found and tokens[end - 2 if end > 1 else 0].low in ("each", "every"):
            return found[1]
    return None


@cache
def _rates() -> Phrases[str]:
    return Phrases((words, rate.per) for rate in quantity_words().rates for words in rate.words)
