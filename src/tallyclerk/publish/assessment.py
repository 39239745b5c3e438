"""How likely a transfer is and with what confidence, in the words of ICD 203, by stated rules (`assessment.yaml`)."""

from __future__ import annotations

from collections import Counter

from tallyclerk.model import Check, Role, Stage, Transfer
from tallyclerk.publish.records import Records
from tallyclerk.publish.words import counted, listed
from tallyclerk.resources.assessment import Term, assessment_words

_CORE: tuple[Role, ...] = ("giver", "recipient", "cargo", "quantity", "origin", "destination", "vehicle")
_AGAINST = frozenset({"speed", "capacity", "presence", "water", "weight", "ais"})


def assessment(records: Records, transfer: Transfer) -> tuple[str, ...]:
    """Two sentences on a transfer: how likely it is, and with what confidence; one where neither can be said."""
    words = assessment_words()
    if transfer.certainty == "denied":
        return (words.denied,)
    witnesses = _witnesses(transfer)
    if not witnesses:
        return (words.no_origin,)
    against = [check for check in records.dossier.checks if _is_against(check, transfer)]
    term = _term(transfer, several=witnesses > 1, steps=bool(against))
    level, why = _confidence(records, transfer, witnesses, against)
    likely = words.sentences[term].format(what=words.what[_stage(records, transfer)])
    return likely, words.confidence.format(level=level, why=why)


def _witnesses(transfer: Transfer) -> int:
    """The most independent origins that stand behind one of its main values."""
    return max(
        (len(v.witnesses) for role in _CORE if role in transfer.facts for v in transfer.facts[role].values), default=0
    )


def _term(transfer: Transfer, *, several: bool, steps: bool) -> Term:
    words = assessment_words()
    rule = next(r for r in words.likelihood if r.certainty == transfer.certainty and r.several == several)
    return words.scale[max(0, words.scale.index(rule.term) - steps)]


def _stage(records: Records, transfer: Transfer) -> Stage:
    """How far along it is told: most claims decide, and what happens comes before what is planned."""
    claims = [records.claims[id] for id in transfer.claims]
    told = Counter(claim.stage for claim in claims if claim.certainty != "denied") or Counter(c.stage for c in claims)
    return min(told, key=lambda stage: (stage == "planned", -told[stage], stage), default="delivered")


def _confidence(records: Records, transfer: Transfer, witnesses: int, against: list[Check]) -> tuple[str, str]:
    at_odds = [role for role in _CORE if role in transfer.facts and transfer.facts[role].verdict == "conflicting"]
    origins = counted(witnesses, "independent origin")
    if against:
        return "low", f"{origins}, and {counted(len(against), 'check')} speaks against it"
    if at_odds:
        return ("moderate" if witnesses > 1 else "low"), f"{origins}, and the reports differ on the {listed(at_odds)}"
    if witnesses > 1:
        return "high", f"{origins} stand behind it, and nothing speaks against them"
    evidence = sorted(
        {kind for id in transfer.claims for kind in records.claims[id].evidence if kind in assessment_words().evidence}
    )
    if evidence:
        return "moderate", f"it rests on {origins}, with {listed(evidence)}"
    return "low", f"it rests on {origins}"


def _is_against(check: Check, transfer: Transfer) -> bool:
    return check.transfer == transfer.id and check.verdict == "implausible" and check.kind in _AGAINST
