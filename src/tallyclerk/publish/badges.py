"""One word, one shape and one plain sentence for each certainty and verdict: never colour alone."""

from __future__ import annotations

import msgspec

from tallyclerk.model import Certainty, CheckVerdict, Verdict


class Badge(msgspec.Struct, frozen=True):
    """A word with its shape (the id of a symbol on the page) and what it means."""

    word: str
    shape: str
    meaning: str


CERTAINTY: dict[Certainty, Badge] = {
    "asserted": Badge("asserted", "full", "A named source states it as a fact"),
    "assessed": Badge("assessed", "most", "A source gives it as its judgement"),
    "alleged": Badge("alleged", "half", "Presented as accusation, plan or unverified report"),
    "possible": Badge("possible", "empty", "Presented as a possibility only"),
    "denied": Badge("denied", "struck", "Somebody denies it"),
}

VERDICT: dict[Verdict, Badge] = {
    "agreed": Badge("agreed", "two", "Two or more independent origins give it"),
    "repeated": Badge("repeated", "stack", "Several documents give it, all from one origin"),
    "refined": Badge("refined", "nested", "One value contains the other"),
    "conflicting": Badge("conflicting", "cross", "The reports give values that differ"),
    "single": Badge("single", "one", "One claim gives it"),
}

CHECK: dict[CheckVerdict, Badge] = {
    "possible": Badge("possible", "tick", "Nothing in the arithmetic speaks against it"),
    "implausible": Badge("implausible", "cross", "The arithmetic speaks against what is stated"),
    "cannot judge": Badge("cannot judge", "query", "What is known does not suffice"),
}
