"""Wording and rules of assessments, from `assessment.yaml`."""

from __future__ import annotations

from typing import Literal

import msgspec

from tallyclerk.model import Certainty, Stage
from tallyclerk.resources.loading import load_yaml

Term = Literal["very unlikely", "unlikely", "roughly even chance", "likely", "very likely"]


class LikelihoodRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The term for a certainty, with several independent origins or without."""

    certainty: Certainty
    several: bool
    term: Term


class AssessmentWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"no_origin": "none"}):
    """All of `assessment.yaml`."""

    scale: tuple[Term, ...]
    sentences: dict[Term, str]
    likelihood: tuple[LikelihoodRule, ...]
    what: dict[Stage, str]
    no_origin: str
    denied: str
    evidence: frozenset[str]
    confidence: str


def assessment_words() -> AssessmentWords:
    """The rules and words of `assessment.yaml`."""
    found: AssessmentWords = load_yaml("assessment.yaml", AssessmentWords)
    return found
