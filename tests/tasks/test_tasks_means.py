"""What is known is not worked out again, and what comes out is the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from working import Noting

from tallyclerk.cache import Cache
from tallyclerk.execute import Lost
from tallyclerk.tasks.means import Means, Memory


class Square(msgspec.Struct, frozen=True):
    """What the job of these tests gives."""

    value: int


def squares(items: Sequence[int]) -> list[Square]:
    return [Square(item * item) for item in items]


def key(item: int) -> bytes:
    return b"square of %d" % item


MEMORY: Memory[int, Square] = Memory(Square, key)


def done(means: Means, items: list[int]) -> list[Square | Lost]:
    results = means.each(squares, items, lambda item: 1, MEMORY)
    return list(results)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 9), max_size=12), st.lists(st.integers(0, 9), max_size=12))
def test_the_outcome_is_in_order_whatever_is_known_of_it(before: list[int], items: list[int]) -> None:
    with TemporaryDirectory() as folder, Cache(Path(folder), 10_000) as cache:
        done(Means(Noting(), cache), before)
        engine = Noting()
        assert done(Means(engine, cache), items) == squares(items)
        assert not set(engine.items) & set(before)


def test_without_a_cache_everything_is_worked_out() -> None:
    engine = Noting()
    assert done(Means(engine), [3, 3]) == squares([3, 3])
    assert engine.items == [3, 3]


def test_what_was_lost_is_not_kept_and_tried_again(tmp_path: Path) -> None:
    with Cache(tmp_path, 10_000) as cache:
        assert isinstance(done(Means(Noting(lambda item: item == 2), cache), [1, 2, 3])[1], Lost)
        engine = Noting()
        assert done(Means(engine, cache), [1, 2, 3]) == squares([1, 2, 3])
        assert engine.items == [2]


def test_an_entry_of_another_shape_is_worked_out_anew(tmp_path: Path) -> None:
    with Cache(tmp_path, 10_000) as cache:
        for body in (b"", b"\xc1", msgspec.msgpack.encode("other"), msgspec.msgpack.encode({"value": "x"})):
            cache.put(key(2), body)
            assert done(Means(Noting(), cache), [2]) == [Square(4)]
