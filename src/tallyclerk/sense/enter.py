"""Entering findings of sensors into a dossier: as origins, checks, and support of the values that they show.

A function of the dossier and the findings alone, so that `verify` can build a dossier anew and enter them again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from tallyclerk.errors import DossierError
from tallyclerk.model import (
    Bearing,
    Check,
    CheckVerdict,
    Dossier,
    Fact,
    FactValue,
    Origin,
    Role,
    Sensed,
    Stance,
    Track,
    Transfer,
)

_VERDICT: dict[Stance, CheckVerdict] = {
    "supports": "possible",
    "contradicts": "implausible",
    "cannot tell": "cannot judge",
}


def enter(dossier: Dossier, sensed: Sensed) -> Dossier:
    """The dossier with what sensors show.

    Each track is an origin of its own. A value that it supports names it among its origins; it counts as a witness
    beside those of the reports unless a report has the value from AIS itself. A fact becomes *agreed* where that makes
    two; no verdict is lowered, and what speaks against a value stands in a check and beside the fact's verdict.

    Raises:
        DossierError: if the dossier already holds findings of sensors.
    """
    if dossier.sensed is not None:
        raise DossierError(
            "the dossier already holds observations; observe the one that `tallyclerk build` wrote, with every --ais "
            "file at once"
        )
    ids = {track.id: f"o{len(dossier.origins) + n}" for n, track in enumerate(sensed.tracks, start=1)}
    origins = tuple(_origin(ids[track.id], track, sensed) for track in sensed.tracks)
    return msgspec.structs.replace(
        dossier,
        transfers=tuple(_transfer(t, sensed, ids) for t in dossier.transfers),
        origins=(*dossier.origins, *origins),
        checks=(*dossier.checks, *_checks(dossier, sensed)),
        sensed=sensed,
    )


def _origin(id: str, track: Track, sensed: Sensed) -> Origin:
    files = ", ".join(f"{file.name} (sha256 {file.sha256[:12]})" for file in sensed.files)
    return Origin(
        id=id,
        name=f"AIS of {track.ship}",
        kind="ais",
        documents=(),
        independent=True,
        reason=f"the ship's own position reports (MMSI {', '.join(track.mmsi)}; {track.matched}), from {files}; they "
        "show where it was and not what it carried, and count for no value that a report has from AIS itself",
    )


def _checks(dossier: Dossier, sensed: Sensed) -> tuple[Check, ...]:
    first = len(dossier.checks) + 1
    return tuple(
        Check(
            id=f"k{number}",
            transfer=bearing.transfer,
            kind="ais",
            verdict=_VERDICT[bearing.stance],
            arithmetic=bearing.arithmetic,
            explanation=bearing.explanation,
            inputs={"role": bearing.role, "value": bearing.value, "track": bearing.track, **bearing.inputs},
            claims=bearing.claims,
        )
        for number, bearing in enumerate(sensed.bearings, start=first)
    )


def _transfer(transfer: Transfer, sensed: Sensed, ids: Mapping[str, str]) -> Transfer:
    said: dict[Role, list[Bearing]] = {}
    for bearing in sensed.bearings:
        if bearing.transfer == transfer.id:
            said.setdefault(bearing.role, []).append(bearing)
    facts = {r: _fact(fact, said[r], ids) if r in said else fact for r, fact in transfer.facts.items()}
    return msgspec.structs.replace(transfer, facts=facts)


def _fact(fact: Fact, said: Sequence[Bearing], ids: Mapping[str, str]) -> Fact:
    values: list[FactValue] = []
    fitting: list[str] = []
    agreed: list[str] = []
    words: list[str] = []
    for value in fact.values:
        own = [bearing for bearing in said if bearing.value == value.label]
        against = [bearing for bearing in own if bearing.stance == "contradicts"]
        for_it = [bearing for bearing in own if bearing.stance == "supports"]
        if against:
            words.append(f"the ship's own AIS speaks against {value.label}")
        if not for_it or against:
            values.append(value)
            continue
        tracks = tuple(dict.fromkeys(ids[b.track] for b in for_it))
        counted = any(bearing.counted for bearing in for_it)
        values.append(_supported(value, tracks, counted=counted))
        fitting.append(value.label)
        if counted and value.witnesses:
            agreed.append(value.label)
    if fitting:
        words.insert(0, f"the ship's own AIS fits {', '.join(fitting)}")
    # Neither a lesser value nor a conflict between reports is settled by where a ship was.
    settled = fact.values[0].label in agreed and fact.verdict != "conflicting"
    return msgspec.structs.replace(
        fact,
        values=tuple(values),
        verdict="agreed" if settled else fact.verdict,
        explanation="; ".join([fact.explanation, *words]),
    )


def _supported(value: FactValue, tracks: tuple[str, ...], *, counted: bool) -> FactValue:
    """A value with the tracks that fit it. However many ships fit, AIS is one witness, for it is one system."""
    if not counted:
        words = f"{value.independence}; the ship's own AIS fits, and is not counted, for a report has it from AIS"
    elif value.witnesses:
        words = f"{len(value.witnesses) + 1} independent origins, one of them the ship's own AIS"
    else:
        words = f"1 origin, the ship's own AIS; of the reports: {value.independence}"
    seen = (*value.witnesses, *tracks[:1]) if counted else value.witnesses
    return msgspec.structs.replace(value, origins=(*value.origins, *tracks), witnesses=seen, independence=words)
