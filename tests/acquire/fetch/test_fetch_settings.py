"""Bounds cannot be set so that nothing bounds."""

from __future__ import annotations

import pytest

from tallyclerk.config import load
from tallyclerk.errors import SettingsError

pytest_plugins = ("fetch_fixtures",)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("delay", "-1"),
        ("delay", "nan"),
        ("total_seconds", "inf"),
        ("read_seconds", "0"),
        ("attempts", "0"),
        ("attempts", "1000"),
        ("max_bytes", "0"),
        ("contact", "desk@example.org\r\nX-Injected: 1"),
        ("contact", "desk@example.org\n"),
    ],
)
def test_a_bound_out_of_range_is_refused(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load(environment={f"TALLYCLERK_FETCH_{name.upper()}": value})


def test_a_bound_in_range_is_taken() -> None:
    assert load(environment={"TALLYCLERK_FETCH_DELAY": "0.5"}).fetch.delay == 0.5
