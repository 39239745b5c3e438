"""Every entry of the tables does what its example says."""

from __future__ import annotations

import re
import time

import pytest

from tallyclerk.reconcile import likeness
from tallyclerk.reconcile.speakers import government_of
from tallyclerk.reconcile.tables import (
    Pattern,
    SpeaksFor,
    part_words,
    return_words,
    series_words,
    tables,
    wording,
)


@pytest.mark.parametrize(
    "entry", [*tables().part_words, *tables().return_words, *tables().onward_words], ids=lambda e: e.example
)
def test_a_pattern_finds_its_example(entry: Pattern) -> None:
    assert re.search(entry.pattern, entry.example, re.I)


@pytest.mark.parametrize("entry", tables().speaks_for, ids=lambda e: e.body)
def test_a_body_speaks_for_another(entry: SpeaksFor) -> None:
    assert entry.body in entry.example
    assert government_of(entry.body) == (entry.country, entry.principal)


def test_each_weight_is_of_a_feature() -> None:
    source = open(likeness.__file__, encoding="utf-8").read()  # noqa: PTH123, SIM115
    assert all(name in source for name in tables().weights if not name.endswith("_place"))


def test_every_stage_and_certainty_has_wording() -> None:
    certainties = {"asserted", "assessed", "alleged", "possible", "denied"}
    assert set(wording().passive) == {"delivered", "in_transit", "planned", "seized", "lost"}
    assert all(set(forms) == certainties for forms in (*wording().active.values(), *wording().passive.values()))


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("the eighth aircraft landed", ("eighth", "aircraft")),
        ("a 14th cargo plane came", ("14th", "plane")),
        ("delivery of the second S-400 battery", ("second", "battery")),
        ("the second time that a battery came", None),
    ],
)
def test_a_numbered_member_of_a_series(quote: str, found: tuple[str, str] | None) -> None:
    match = series_words().search(quote)
    assert (match and (match["ordinal"], match["noun"])) == found


def test_long_odd_quotes_take_no_time() -> None:
    quotes = ["one " * 20_000, "first " * 20_000, "1" * 50_000 + " of", "second a-" + "a" * 50_000]
    start = time.process_time()
    for quote in quotes:
        for pattern in (part_words(), return_words(), series_words()):
            pattern.search(quote)
    assert time.process_time() - start < 2
