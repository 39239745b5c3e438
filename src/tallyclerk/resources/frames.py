"""Frames: how transfers are worded."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from tallyclerk.errors import ResourceError
from tallyclerk.model import Mode, Stage
from tallyclerk.resources.loading import load_yaml

Filler = Literal[
    "giver", "recipient", "cargo", "vehicle", "via", "origin", "destination", "source", "goal", "mover", "moved",
    "supplied", "holder", "hold", "carrier", "carried_by", "seizer", "site", "arrival", "left", "reached", "observed",
    "beneficiary", "crossed", "between", "promiser", "meant", "mishap", "ignore",
]  # fmt: skip


# Prepositions with which a noun tells of a doing that it does not tell of by itself: "on its way".
PLACING = frozenset(("on", "en", "in", "under"))


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way of wording a transfer; the comment at the top of frames.yaml says what each field means."""

    id: str
    stage: Stage
    slots: dict[str, Filler]
    example: str
    gives: dict[str, str]
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    weak: bool = False
    open: bool = False
    transitive: bool = False
    cities: bool = False
    trade: bool = False
    part: Literal["giver", "recipient"] | None = None
    implies: str | None = None
    mode: Mode | None = None


class FrameIndex(msgspec.Struct, frozen=True):
    """Frames by lemma: verbs, those with an object only, verbs with a second word ("set sail"), nouns ("on way" too).

    Attributes:
        placed: Nouns that evoke a frame behind a preposition.
        narrower: Frames with needs whose words another frame lists before them; they are meant where these are met.
    """

    verbs: dict[str, Frame]
    transitive: dict[str, Frame]
    phrases: dict[tuple[str, str], Frame]
    nouns: dict[str, Frame]
    placed: dict[tuple[str, str], Frame]
    narrower: dict[tuple[str, ...], Frame]


@cache
def frames() -> FrameIndex:
    """All frames, indexed by lemma. A lemma that two frames list belongs to the first, a narrower one aside.

    Raises:
        ResourceError: if frames.yaml does not fit its schema, or an id is used twice.
    """
    entries = load_yaml("frames.yaml", tuple[Frame, ...])
    ids = [frame.id for frame in entries]
    if len(set(ids)) != len(ids):
        raise ResourceError("resources/frames.yaml: an id is used twice")
    verbs: dict[str, Frame] = {}
    transitive: dict[str, Frame] = {}
    phrases: dict[tuple[str, str], Frame] = {}
    nouns: dict[str, Frame] = {}
    placed: dict[tuple[str, str], Frame] = {}
    narrower: dict[tuple[str, ...], Frame] = {}
    for frame in entries:
        for verb in frame.verbs:
            words = verb.split()
            if len(words) == 1:
                first = (transitive if frame.transitive else verbs).setdefault(verb, frame)
                key: tuple[str, ...] = (verb,)
            else:
                first = phrases.setdefault((words[0], words[-1]), frame)
                key = (words[0], words[-1])
            if first is not frame and frame.needs:
                narrower.setdefault(key, frame)
        for noun in frame.nouns:
            preposition, _, name = noun.rpartition(" ")
            if preposition in PLACING:
                placed.setdefault((preposition, name), frame)
            else:
                nouns.setdefault(noun, frame)
    return FrameIndex(verbs, transitive, phrases, nouns, placed, narrower)
