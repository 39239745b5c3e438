from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from tallyclerk.reconcile.matching import matched

KEYS, THINGS = "abcde", "12345"
WANTS = st.dictionaries(st.sampled_from(KEYS), st.lists(st.sampled_from(THINGS), unique=True), max_size=len(KEYS))


def most(wants: dict[str, list[str]]) -> int:
    """By trying all: how many keys can have a thing of their own at once."""
    keys = list(wants)
    given_out = (zip(keys, things, strict=False) for things in permutations([*THINGS, *"-" * len(keys)], len(keys)))
    return max(sum(thing in wants[key] for key, thing in pairs) for pairs in given_out)


def test_a_key_gives_way_where_it_can_have_another_thing() -> None:
    assert matched({"a": ["1", "2"], "b": ["1"]}) == ("a", "b")


def test_two_keys_that_want_one_thing_are_one() -> None:
    assert matched({"a": ["1"], "b": ["1"]}) == ("a",)


@given(WANTS.filter(lambda wants: len(wants) <= 3))
def test_as_many_have_a_thing_of_their_own_as_can(wants: dict[str, list[str]]) -> None:
    assert len(matched(wants)) == most(wants)
