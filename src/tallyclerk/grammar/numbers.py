"""Numbers in digits and words: "1,000", "17 061", "two million", "half a dozen", "hundreds of thousands"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from tallyclerk.grammar.phrases import Phrases
from tallyclerk.grammar.tokens import HYPHENS, Token
from tallyclerk.model import Bound
from tallyclerk.resources.quantity import Magnitude, Vague, quantity_words

_MOST_DIGITS = 15  # beyond this a run of digits is an identifier, and a float would not hold it
_MOST_TOKENS = 14  # the longest number phrase that is read
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d{1,2}(?:,\d{2})+,\d{3}")
_HALVES = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_CEILING = 10**18


class Number(NamedTuple):
    """A number and the tokens `[first, after)` that state it; `bound` where the wording itself is vague."""

    value: Decimal
    first: int
    after: int
    bound: Bound = "exact"
    digits: bool = False


def plain(value: Decimal) -> int | float:
    """The value as int where it is whole, else as float."""
    return int(value) if value == value.to_integral_value() else float(value)


def digits_value(text: str) -> Decimal | None:
    """The value of one digit token, or None where its separators fit no way of writing numbers.

    A comma groups thousands (also lakhs: "6,00,000"); a comma before one or two digits is a decimal comma.
    """
    if sum(map(str.isdecimal, text)) > _MOST_DIGITS:
        return None
    if _GROUPED.fullmatch(text):
        grouping = "," if "," in text else "."
        return Decimal(text.replace(grouping, ""))
    if text.count(",") + text.count(".") > 1 or re.search(r",\d{3,}$", text):
        return None
    return Decimal(text.replace(",", "."))


def read_number(tokens: Sequence[Token], index: int, money: bool = False) -> Number | None:
    """The longest number phrase that begins at token `index`; `money` lets "£30m" be thirty million."""
    if not tokens[index].is_digits and tokens[index].low not in number_firsts():
        return None
    for read in (_vague, _collective, _half):
        if found := read(tokens, index):
            return found
    if tokens[index].is_digits:
        return _in_digits(tokens, index, money)
    return _in_words(tokens, index)


@cache
def number_firsts() -> frozenset[str]:
    """The words that a number can begin with, beside digits."""
    return frozenset(("a", "an", "half", *quantity_words().numerals, *_collectives())) | _vague_words().firsts


def _in_digits(tokens: Sequence[Token], index: int, money: bool) -> Number | None:
    value = digits_value(tokens[index].text)
    if value is None:
        return None
    after = index + 1
    while _continues(tokens, index, after):
        value, after = value * 1000 + Decimal(tokens[after].text), after + 1
    if after < len(tokens) and tokens[after].glued and tokens[after].text in _HALVES:
        value, after = value + _HALVES[tokens[after].text], after + 1
    return _scaled(tokens, Number(value, index, after, digits=True), money)


def _continues(tokens: Sequence[Token], first: int, index: int) -> bool:
    """Whether token `index` is the next group of thousands in "17 061"."""
    if index >= len(tokens) or not re.fullmatch(r"\d{1,3}", tokens[first].text) or tokens[first].text[0] == "0":
        return False
    token, before = tokens[index], tokens[index - 1]
    return bool(re.fullmatch(r"\d{3}", token.text)) and token.start - before.end == 1 and index - first < 5


def _scaled(tokens: Sequence[Token], number: Number, money: bool) -> Number:
    """The number times the magnitude words behind it ("2.7 million", "£18million", "25k")."""
    value, after = number.value, number.after
    while after < len(tokens) and after - number.first < _MOST_TOKENS:
        entry = _magnitude(tokens[after].low)
        joined = tokens[after].glued
        sure = money or tokens[after].text.isupper()  # "30m" is a length, "30M" thirty million
        if entry is None or (entry.glued and not joined) or (entry.after_money and not sure):
            break
        if value * entry.value > _CEILING:
            break
        value, after = value * entry.value, after + 1
    return number._replace(value=value, after=after)


def _in_words(tokens: Sequence[Token], index: int) -> Number | None:
    """Number words, as "two hundred and five thousand" or "a thousand"; hyphens join them."""
    total = current = Decimal(0)
    at, after = index, index
    if tokens[index].low in ("a", "an") and index + 1 < len(tokens) and _word_magnitude(tokens[index + 1]):
        current, at = Decimal(1), index + 1
    while at < len(tokens) and at - index < _MOST_TOKENS:
        numeral = quantity_words().numerals.get(tokens[at].low)
        entry = _word_magnitude(tokens[at])
        if numeral is not None and _fits(current, numeral, at > index):
            current += numeral
        elif entry is not None and (current or total) and current * entry.value < _CEILING:
            total, current = _multiply(total, current, entry.value)
        elif at > after or at == index or not _joins(tokens, at):
            break
        else:
            at += 1
            continue
        at += 1
        after = at
    if after == index:
        return None
    return _with_half(tokens, Number(total + current, index, after))


def _fits(current: Decimal, numeral: int, follows: bool) -> bool:
    """Whether a numeral may be added to what was read: "twenty one", "hundred five", but not "six seven"."""
    if not follows or not current:
        return True
    return (20 <= current % 100 <= 90 and current % 10 == 0 and 0 < numeral < 10) or (
        current >= 100 and current % 100 == 0
    )


def _multiply(total: Decimal, current: Decimal, factor: int) -> tuple[Decimal, Decimal]:
    if factor <= 100:
        return total, current * factor
    if current:
        return total + current * factor, Decimal(0)
    return total * factor, Decimal(0)


def _joins(tokens: Sequence[Token], index: int) -> bool:
    """Whether token `index` only joins number words: a hyphen inside them, or "and" behind a hundred or thousand."""
    if index + 1 >= len(tokens):
        return False
    token, following = tokens[index], tokens[index + 1]
    known = following.low in quantity_words().numerals or _word_magnitude(following) is not None
    if token.text in HYPHENS:
        return known and token.glued and following.glued
    return (
        token.low == "and" and following.low in quantity_words().numerals and bool(_word_magnitude(tokens[index - 1]))
    )


def _with_half(tokens: Sequence[Token], number: Number) -> Number:
    """ "two and a half million": half is added before the magnitude behind it."""
    rest = [token.low for token in tokens[number.after : number.after + 3]]
    if rest != ["and", "a", "half"]:
        return number
    halved = Number(number.value + Decimal("0.5"), number.first, number.after + 3)
    last = _word_magnitude(tokens[number.after - 1])
    if last is not None:  # "a million and a half"
        return halved._replace(value=number.value + Decimal("0.5") * last.value)
    return _scaled(tokens, halved, False)


def _half(tokens: Sequence[Token], index: int) -> Number | None:
    """ "half a million", "half-dozen"."""
    if tokens[index].low != "half" or index + 2 >= len(tokens):
        return None
    middle = tokens[index + 1]
    entry = _word_magnitude(tokens[index + 2])
    if entry is None or not (middle.low in ("a", "an") or middle.text in HYPHENS):
        return None
    return Number(Decimal(entry.value) / 2, index, index + 3)


def read_fraction(tokens: Sequence[Token], index: int) -> Number | None:
    """ "Half of", "a third of", "two-thirds of": a share of something, as a number below one."""
    parts = quantity_words().fractions
    count, at = 1, index
    counted = tokens[at].low in quantity_words().numerals or tokens[at].low in ("a", "an")
    if counted:
        count = quantity_words().numerals.get(tokens[at].low, 1)
        at += 1 + (at + 1 < len(tokens) and tokens[at + 1].text in HYPHENS)
    elif tokens[at].low != "half":
        return None  # "the third of May"
    if at + 1 >= len(tokens) or tokens[at].low not in parts:
        return None
    behind = tokens[at + 1].low
    whole = behind == "of" or (tokens[at].low == "half" and behind in ("the", "its", "their", "his", "her", "our"))
    share = Decimal(count) / parts[tokens[at].low]
    return Number(share, index, at + 1) if whole and share < 1 else None


def _collective(tokens: Sequence[Token], index: int) -> Number | None:
    """ "hundreds", "tens of thousands": at least one of each."""
    collectives = _collectives()
    factor = collectives.get(tokens[index].low)
    if factor is None:
        return None
    value, after = Decimal(factor), index + 1
    while after + 1 < len(tokens) and tokens[after].low == "of" and tokens[after + 1].low in collectives:
        value, after = value * collectives[tokens[after + 1].low], after + 2
        if value > _CEILING or after - index > _MOST_TOKENS:
            return None
    if tokens[index].low == "tens" and after == index + 1:
        return None
    return Number(value, index, after, "at_least")


def _vague(tokens: Sequence[Token], index: int) -> Number | None:
    """ "several hundred", "a couple of thousand"."""
    found = _vague_words().at(tokens, index)
    if found is None:
        return None
    after, entry = found
    if after >= len(tokens) or _word_magnitude(tokens[after]) is None:
        return None
    scaled = _scaled(tokens, Number(Decimal(entry.value), index, after), False)
    return scaled._replace(bound=entry.bound)


@cache
def _vague_words() -> Phrases[Vague]:
    return Phrases((entry.words, entry) for entry in quantity_words().vague)


@cache
def _collectives() -> dict[str, int]:
    return {entry.word: entry.value for entry in quantity_words().collectives}


@cache
def _magnitude_table() -> dict[str, Magnitude]:
    return {entry.word: entry for entry in quantity_words().magnitudes}


def _magnitude(low: str) -> Magnitude | None:
    return _magnitude_table().get(low)


def _word_magnitude(token: Token) -> Magnitude | None:
    """The magnitude that a whole word states; "k" and "m" are none."""
    entry = _magnitude(token.low)
    return None if entry is None or entry.glued else entry
