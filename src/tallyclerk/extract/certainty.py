"""How sure the text is, and how far the movement has come: the verbs, auxiliaries and adverbs around a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallyclerk.extract.hedges import hedges
from tallyclerk.extract.plans import foiled, plans, under_way
from tallyclerk.model import Certainty, Stage

if TYPE_CHECKING:
    from spacy.tokens import Token

WEAKEST_FIRST: tuple[Certainty, ...] = ("denied", "possible", "alleged", "assessed", "asserted")


def certainty_of(trigger: Token) -> tuple[Certainty, str]:
    """The certainty of what a frame states, and the word that shows it ("" where it is plainly asserted)."""
    found = list(hedges(trigger))
    if not found:
        return "asserted", ""
    return min(found, key=lambda pair: WEAKEST_FIRST.index(pair[0]))


def stage_of(trigger: Token, default: Stage) -> tuple[Stage, str]:
    """The stage that a frame's wording comes to, and the word that shows it ("" for the frame's own stage)."""
    if (cue := foiled(trigger)) is not None:
        return "seized", cue
    if default != "seized" and (cue := next(plans(trigger), None)):
        return "planned", cue
    if default == "delivered" and under_way(trigger):
        return "in_transit", trigger.text
    return default, ""
