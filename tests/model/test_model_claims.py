"""Claims and the dossier: status, roles, their way through JSON, and look-up by id."""

from __future__ import annotations

from datetime import date
from typing import get_args

import msgspec
import pytest

from tallyclerk.model import (
    ROLES,
    SCHEMA,
    Attribution,
    CargoValue,
    Certainty,
    Claim,
    Document,
    Dossier,
    Draft,
    Evidence,
    Leg,
    Mention,
    PartyValue,
    Span,
    Stage,
    Status,
    status_of,
)

CLAIM = Claim(
    id="c1",
    document="d1",
    status="delivered",
    stage="delivered",
    certainty="asserted",
    roles={
        "giver": (PartyValue(text="Norland", start=0, end=7, name="Norland"),),
        "cargo": (CargoValue(text="coal", start=13, end=17, name="coal"),),
    },
    legs=(Leg(mode="sea", origin="Norport", destination="Odesa", earliest=date(2024, 5, 1)),),
    attribution=(Attribution(text="Reuters", start=20, end=27, name="Reuters", kind="outlet"),),
    evidence=("AIS",),
    evidence_spans=(Evidence("AIS", "transponder", 30, 41),),
    quote=Span(0, 50),
)
DOCUMENT = Document(id="d1", key="a", sha256="", text="Norland sent coal.")


@pytest.mark.parametrize(
    ("stage", "certainty", "status"),
    [
        ("delivered", "asserted", "delivered"),
        ("in_transit", "asserted", "in_transit"),
        ("planned", "asserted", "planned"),
        ("seized", "asserted", "seized"),
        ("lost", "asserted", "in_transit"),
        ("delivered", "assessed", "alleged"),
        ("in_transit", "alleged", "alleged"),
        ("lost", "possible", "alleged"),
        ("planned", "possible", "planned"),
        ("planned", "assessed", "planned"),
        ("seized", "alleged", "seized"),
        ("seized", "denied", "denied"),
        ("planned", "denied", "denied"),
        ("delivered", "denied", "denied"),
    ],
)
def test_a_status_follows_from_stage_and_certainty(stage: Stage, certainty: Certainty, status: Status) -> None:
    assert status_of(stage, certainty) == status


@pytest.mark.parametrize("stage", get_args(Stage))
@pytest.mark.parametrize("certainty", get_args(Certainty))
def test_every_stage_and_certainty_has_a_status_of_the_contract(stage: Stage, certainty: Certainty) -> None:
    assert status_of(stage, certainty) in get_args(Status)


def test_the_roles_are_those_of_the_contract_in_their_order() -> None:
    assert ROLES == (
        "giver", "recipient", "cargo", "quantity", "origin", "destination", "via", "vehicle", "date",
    )  # fmt: skip


def test_a_claim_comes_back_from_json_as_it_was() -> None:
    encoded = msgspec.json.encode(CLAIM)
    assert msgspec.json.decode(encoded, type=Claim) == CLAIM


def test_a_leg_names_its_ends_from_and_to() -> None:
    (leg,) = msgspec.to_builtins(CLAIM)["legs"]
    assert (leg["from"], leg["to"], leg["mode"], leg["earliest"]) == ("Norport", "Odesa", "sea", "2024-05-01")
    assert "origin" not in leg


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "arrived"),
        ("certainty", "sure"),
        ("stage", "somewhere"),
        ("roles", {"owner": []}),
        ("predicate", "visit"),
        ("quote", {"start": 5, "end": 5}),
        ("attribution", [{"text": "x", "start": 0, "end": 1, "name": "x", "kind": "ghost"}]),
    ],
)
def test_a_claim_that_is_not_of_the_contract_is_refused(field: str, value: object) -> None:
    content = msgspec.to_builtins(CLAIM) | {field: value}
    with pytest.raises(msgspec.ValidationError, match=field):
        msgspec.convert(content, Claim)


@pytest.mark.parametrize("field", ["id", "document", "status", "stage", "certainty", "roles", "quote"])
def test_a_claim_without_a_field_that_it_needs_is_refused(field: str) -> None:
    content = msgspec.to_builtins(CLAIM)
    del content[field]
    with pytest.raises(msgspec.ValidationError, match=field):
        msgspec.convert(content, Claim)


def test_a_draft_comes_back_from_json_as_it_was() -> None:
    draft = Draft(
        document="d1",
        frame="send",
        stage="planned",
        certainty="possible",
        roles={"cargo": (Mention(text="coal", start=13, end=17),)},
        quote=Span(0, 18),
    )
    assert msgspec.json.decode(msgspec.json.encode(draft), type=Draft) == draft


def test_a_dossier_finds_documents_and_claims_by_id() -> None:
    dossier = Dossier(documents=(DOCUMENT,), claims=(CLAIM,))
    assert dossier.document("d1") is DOCUMENT
    assert dossier.claim("c1") is CLAIM
    with pytest.raises(KeyError, match="c2"):
        dossier.claim("c2")
    with pytest.raises(KeyError, match="d2"):
        dossier.document("d2")


def test_a_dossier_names_its_schema_and_comes_back_from_json() -> None:
    dossier = Dossier(documents=(DOCUMENT,), claims=(CLAIM,))
    encoded = msgspec.json.encode(dossier)
    assert msgspec.json.decode(encoded)["schema"] == SCHEMA == "tallyclerk/dossier/1"
    assert msgspec.json.decode(encoded, type=Dossier) == dossier


def test_a_dossier_of_another_schema_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="schema"):
        msgspec.json.decode(b'{"schema": "tallyclerk/dossier/2"}', type=Dossier)
