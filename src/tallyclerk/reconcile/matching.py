"""Giving each of some things one of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def matched(wants: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """As many keys as can each have one of the things that they want for themselves, in the order of `wants`.

    Source: augmenting paths, Kuhn 1955. A key that has its thing keeps one, so earlier keys win over later ones.
    """
    holder: dict[str, str] = {}
    for key in wants:
        _place(key, wants, holder, set())
    placed = set(holder.values())
    return tuple(key for key in wants if key in placed)


def _place(key: str, wants: Mapping[str, Sequence[str]], holder: dict[str, str], seen: set[str]) -> bool:
    for thing in wants[key]:
        if thing in seen:
            continue
        seen.add(thing)
        if thing not in holder or _place(holder[thing], wants, holder, seen):
            holder[thing] = key
            return True
    return False
