"""Where a number is not a quantity: model names, ordinals, pages, clock times, years, ages, scores."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallyclerk.grammar.numbers import Number
from tallyclerk.grammar.tokens import HYPHENS, Token
from tallyclerk.resources.quantity import quantity_words

_YEAR = re.compile(r"19\d\d|20\d\d")


def glued_to_name(tokens: Sequence[Token], first: int, after: int) -> bool:
    """Whether tokens `[first, after)` are part of a longer word or code: "S-400", "2A6", "5th", ".50", "10:28"."""
    return _glued_before(tokens, first) or _glued_behind(tokens, after)


def names_something(tokens: Sequence[Token], number: Number) -> bool:
    """Whether the digits are a label or code of their own: "page 12", "Leopard 2", "0700"."""
    if not number.digits:
        return _spelt_name(tokens, number)
    token = tokens[number.first]
    return _designated(tokens, number) or bool(re.match(r"0\d", token.text)) or _numbers_a_line(tokens, number)


def tells_time_or_age(tokens: Sequence[Token], number: Number) -> bool:
    """Whether the number is a year, a time of day ("1800 GMT") or an age (", 44,", "aged 60")."""
    if not number.digits or number.after - number.first > 1:
        return False
    token = tokens[number.first]
    following = _low(tokens, number.after)
    if following in quantity_words().clock and (following not in ("a", "p") or _low(tokens, number.after + 1) == "."):
        return True
    before = [_low(tokens, number.first - back) for back in (1, 2, 3)]
    if "aged" in before or before[0] in ("age", "ages"):
        return True  # "aged 18 to 34"
    return bool(_YEAR.fullmatch(token.text)) or _apposed_age(tokens, number)


def lone_one(tokens: Sequence[Token], number: Number) -> bool:
    """Whether the number is a "one" that counts nothing: "one of the largest", "no one"."""
    if number.after - number.first > 1 or tokens[number.first].low != "one":
        return False
    words = quantity_words()
    behind = tokens[number.after] if number.after < len(tokens) else None
    before = _low(tokens, number.first - 1)
    return behind is None or not behind.is_word or behind.low in words.one_not_before or before in words.one_not_after


def _glued_before(tokens: Sequence[Token], first: int) -> bool:
    token = tokens[first]
    if first == 0 or not token.glued:
        return False
    before = tokens[first - 1]
    if before.text in HYPHENS:
        return before.glued and _low(tokens, first - 2) != "sub"  # "sub-500 tonne loads"
    return before.is_word or before.is_digits or before.text in "./:#№_@&'’*\\^="


def _glued_behind(tokens: Sequence[Token], after: int) -> bool:
    if after >= len(tokens) or not tokens[after].glued:
        return False
    token = tokens[after]
    following = tokens[after + 1] if after + 1 < len(tokens) else None
    if token.text in HYPHENS or token.text in ":/_.'’":
        return following is not None and following.glued
    return token.is_word or token.is_digits or token.text == "°"


def _designated(tokens: Sequence[Token], number: Number) -> bool:
    """Whether the word before makes the digits a label: "page 12", "flight 370", "the Leopard 2", "18 Leopard 2"."""
    if number.after - number.first > 1 or number.first == 0:
        return False
    before = tokens[number.first - 1]
    if before.text == "." and before.glued and number.first > 1:
        return tokens[number.first - 2].low in ("no", "nos", "fig", "art", "vol", "para", "sec", "mk")
    if not before.is_word:
        return False
    words = quantity_words()
    index = len(before.text) == 1 and number.first > 1 and tokens[number.first - 2].text == "&"  # "the S&P 500"
    if before.low in words.types or index:
        return any(letter.isupper() for letter in before.text)
    if before.low in words.designators:
        return not tokens[number.first].glued
    return _model_name(tokens, number.first)


def _spelt_name(tokens: Sequence[Token], number: Number) -> bool:
    """Whether a number word is part of a name ("Air Force One") or of a fraction ("two-thirds", "one fourth")."""
    at = number.after + (number.after < len(tokens) and tokens[number.after].text in HYPHENS)
    if _low(tokens, at) in quantity_words().fractions:
        return True
    token = tokens[number.first]
    if number.after - number.first > 1 or token.first or token.low not in quantity_words().numerals:
        return False
    before = tokens[number.first - 1]
    return token.text.istitle() and before.is_word and before.text[0].isupper()


def _numbers_a_line(tokens: Sequence[Token], number: Number) -> bool:
    """Whether the number counts the line that it begins: "1. Containers"."""
    behind = tokens[number.after] if number.after < len(tokens) else None
    return tokens[number.first].first and behind is not None and behind.glued and behind.text in ".)"


def _model_name(tokens: Sequence[Token], first: int) -> bool:
    """A capitalised word between a number or article and a short number: "the Challenger 2", "40 Marder 1"."""
    before, token = tokens[first - 1], tokens[first]
    if first < 2 or not before.text[0].isupper() or not token.text.isdecimal() or len(token.text) > 3:
        return False
    lead = tokens[first - 2]
    return lead.is_digits or lead.low in ("the", "a", "an", "its", "their") or lead.low in quantity_words().numerals


def _apposed_age(tokens: Sequence[Token], number: Number) -> bool:
    """ ", 44," behind a name."""
    if number.value > 110 or number.first < 2 or number.after >= len(tokens):
        return False
    name, comma, behind = tokens[number.first - 2], tokens[number.first - 1], tokens[number.after]
    return comma.text == "," and behind.text in ",." and name.is_word and name.text[0].isupper()


def _low(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].low if 0 <= index < len(tokens) else ""
