"""Quantities of a claim."""

from __future__ import annotations

import pytest

from tallyclerk.ground.quantity import ground_quantity
from tallyclerk.model import Mention, QuantityValue


def mention(text: str, start: int = 10) -> Mention:
    return Mention(text=text, start=start, end=start + len(text))


@pytest.mark.parametrize(
    ("text", "value", "bound", "unit"),
    [
        ("more than 1,000 containers of munitions", 1000, "at_least", "container"),
        ("2,116 AK-47 assault rifles", 2116, "exact", "assault rifles"),
        ("All 18 Leopard 2 tanks", 18, "exact", "tanks"),
        ("about 40 Marder fighting vehicles", 40, "about", "Marder fighting vehicles"),
        ("nearly 2,000 AK-47s", 2000, "at_most", "AK-47s"),
        ("8,064 one-kilo packages of cocaine", 8064, "exact", "one-kilo packages"),
        ("totaling up to 73", 73, "at_most", None),
        ("hundreds of heavy machine guns", 100, "at_least", "heavy machine guns"),
    ],
)
def test_number_bound_and_what_is_counted(text: str, value: int, bound: str, unit: str | None) -> None:
    found = ground_quantity(mention(text))
    assert isinstance(found, QuantityValue)
    assert (found.value, found.bound, found.unit) == (value, bound, unit)
    assert (found.text, found.start, found.end) == (text, 10, 10 + len(text))


def test_a_range_keeps_both_ends() -> None:
    found = ground_quantity(mention("between 20 and 30 wagons"))
    assert isinstance(found, QuantityValue)
    assert (found.value, found.high, found.unit) == (20, 30, "railcar")


def test_what_states_no_number_stays_a_mention() -> None:
    unread = mention("an unknown amount of ammunition")
    assert ground_quantity(unread) is unread
