"""A hand-built dossier of the founding story, with reports written for these tests."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

import msgspec

from tallyclerk.check import graded
from tallyclerk.model import (
    Attribution,
    CargoValue,
    Check,
    Claim,
    Conflict,
    DateValue,
    Document,
    Dossier,
    Evidence,
    Fact,
    FactValue,
    Leg,
    Link,
    Mention,
    Origin,
    PartyValue,
    PlaceValue,
    Published,
    QuantityValue,
    Reading,
    Refused,
    Removed,
    Role,
    Span,
    Transfer,
    Unread,
    Value,
    VehicleValue,
    status_of,
)
from tallyclerk.model.claim import Certainty, Stage

V = TypeVar("V", bound=Mention)

COURIER = """The White House says that Pyongyang has sent Moscow a large stock of arms.
More than 1,000 containers of military equipment went from North Korea to Russia in September, John Kirby, \
spokesman of the National Security Council, told reporters on Friday.
The containers were carried on the ship Angara from the port of Najin to the town of Danube in Primorsky Krai \
between September 7 and October 1.
From there they were to go by rail to a depot in Tikhoretsk, some 290 km from the border with Ukraine.
Russia's foreign ministry denied that it had received any weapons."""

WIRE = """North Korea has delivered more than 1,000 containers of military equipment and munitions to Russia, \
John Kirby of the White House said Friday.
Satellite imagery shows that a set of containers was shipped from Najin to Dunay on MV Angara, a Russian-flagged \
cargo ship, between Sept. 7 and Oct. 1.
They were then moved by rail to an ammunition depot near Tikhoretsk, roughly 290 kilometers from the Ukrainian border.
About 300 containers stood at Najin for delivery to Russia on Sept. 7-8.
Kirby said Russian ships had unloaded containers in the North, which may be the first deliveries from Russia."""

TEXTS = {"d1": COURIER, "d2": WIRE}


def at(cls: type[V], document: str, wording: str, nth: int = 0, **fields: Any) -> V:
    """A value whose span is the `nth` place where `wording` stands in the document."""
    start = -1
    for _ in range(nth + 1):
        start = TEXTS[document].index(wording, start + 1)
    return cls(text=wording, start=start, end=start + len(wording), **fields)


def sentence(document: str, wording: str) -> Span:
    """The span of the line that holds `wording`."""
    text = TEXTS[document]
    middle = text.index(wording)
    start = text.rfind("\n", 0, middle) + 1
    end = text.find("\n", middle)
    return Span(start, len(text) if end < 0 else end)


def speaker(document: str, wording: str, name: str, kind: Any, of: str | None = None) -> Attribution:
    """One link of an attribution chain."""
    start = TEXTS[document].index(wording)
    return Attribution(text=wording, start=start, end=start + len(wording), name=name, kind=kind, of=of)


NAJIN: dict[str, Any] = {
    "name": "Rajin", "lat": 42.256, "lon": 130.283, "country": "KP", "region": "Rason", "precision": "port",
    "gazetteer_id": "supplement:najin",
}  # fmt: skip
DUNAY: dict[str, Any] = {
    "name": "Dunay", "lat": 42.879, "lon": 132.335, "country": "RU", "region": "Primorsky Krai",
    "precision": "settlement", "gazetteer_id": "geonames:2121948",
}  # fmt: skip
TIKHORETSK: dict[str, Any] = {
    "name": "Tikhoretsk", "lat": 45.853, "lon": 40.119, "country": "RU", "region": "Krasnodar Krai",
    "precision": "settlement", "gazetteer_id": "geonames:483661",
}  # fmt: skip
KP: dict[str, Any] = {"name": "North Korea", "id": "iso:KP", "kind": "country", "country": "KP"}
RU: dict[str, Any] = {"name": "Russia", "id": "iso:RU", "kind": "country", "country": "RU"}
EQUIPMENT: dict[str, Any] = {"name": "military equipment", "kinds": ("military",)}
THOUSAND: dict[str, Any] = {"value": 1000, "unit": "containers", "bound": "at_least"}
VOYAGE: dict[str, Any] = {"earliest": date(2023, 9, 7), "latest": date(2023, 10, 1), "edtf": "2023-09-07/2023-10-01"}
SEA = Leg(
    mode="sea",
    vehicle="Angara",
    origin="Rajin",
    destination="Dunay",
    earliest=date(2023, 9, 7),
    latest=date(2023, 10, 1),
)
RAIL = Leg(mode="rail", origin="Dunay", destination="Tikhoretsk", earliest=date(2023, 9, 7))
KIRBY_1 = speaker("d1", "John Kirby", "John Kirby", "person", "White House")
KIRBY_2 = speaker("d2", "John Kirby", "John Kirby", "person", "White House")


def claim(id: str, document: str, quote: str, roles: dict[Role, tuple[Value, ...]], **fields: Any) -> Claim:
    """A claim with a status that follows from its stage and certainty."""
    stage: Stage = fields.pop("stage", "delivered")
    certainty: Certainty = fields.pop("certainty", "asserted")
    return Claim(
        id=id,
        document=document,
        stage=stage,
        certainty=certainty,
        status=status_of(stage, certainty),
        roles=roles,
        quote=sentence(document, quote),
        **fields,
    )


def claims() -> tuple[Claim, ...]:
    """The claims of both reports."""
    steps = ("frame send.v: “went” with a giver, a recipient and a cargo", "“said” makes John Kirby the speaker")
    return (
        claim(
            "c1",
            "d1",
            "More than 1,000",
            {
                "giver": (at(PartyValue, "d1", "North Korea", **KP),),
                "recipient": (at(PartyValue, "d1", "Russia", **RU),),
                "cargo": (at(CargoValue, "d1", "military equipment", **EQUIPMENT),),
                "quantity": (at(QuantityValue, "d1", "More than 1,000 containers", **THOUSAND),),
                "date": (
                    at(
                        DateValue,
                        "d1",
                        "September",
                        earliest=date(2023, 9, 1),
                        latest=date(2023, 9, 30),
                        edtf="2023-09",
                    ),
                    at(
                        DateValue,
                        "d1",
                        "Friday",
                        earliest=date(2023, 10, 7),
                        latest=date(2023, 10, 13),
                        kind="report",
                        edtf="[2023-10-07..2023-10-13]",
                    ),
                ),
            },
            attribution=(KIRBY_1,),
            frame="send.v",
            steps=steps,
        ),
        claim(
            "c2",
            "d1",
            "on the ship Angara",
            {
                "origin": (at(PlaceValue, "d1", "Najin", **NAJIN),),
                "destination": (
                    at(
                        PlaceValue,
                        "d1",
                        "Danube",
                        **DUNAY,
                        mistranslation="Dunaj",
                        readings=(Reading(name="Danube", country="DE", why="a river, and not in Primorsky Krai"),),
                        note="“Danube” is Dunaj in Polish, which is also a name of Dunay in Primorsky Krai",
                    ),
                ),
                "vehicle": (at(VehicleValue, "d1", "ship Angara", name="Angara", id="name:angara", mode="sea"),),
                "date": (at(DateValue, "d1", "between September 7 and October 1", **VOYAGE),),
            },
            legs=(SEA,),
            attribution=(KIRBY_1,),
            frame="carry.v",
        ),
        claim(
            "c3",
            "d1",
            "by rail to a depot",
            {
                "origin": (at(PlaceValue, "d1", "Danube", **DUNAY),),
                "destination": (at(PlaceValue, "d1", "Tikhoretsk", **TIKHORETSK),),
            },
            legs=(RAIL,),
            stage="planned",
            certainty="alleged",
            frame="go.v",
            stated=(at(Mention, "d1", "some 290 km from the border with Ukraine"),),
        ),
        claim(
            "c4",
            "d1",
            "denied",
            {
                "recipient": (at(PartyValue, "d1", "Russia's", 0, **RU),),
                "cargo": (at(CargoValue, "d1", "weapons", name="weapons"),),
            },
            certainty="denied",
            attribution=(speaker("d1", "Russia's foreign ministry", "Russian foreign ministry", "body"),),
            frame="deny.v",
        ),
        claim(
            "c5",
            "d2",
            "has delivered more than",
            {
                "giver": (at(PartyValue, "d2", "North Korea", **KP),),
                "recipient": (at(PartyValue, "d2", "Russia", **RU),),
                "cargo": (
                    at(CargoValue, "d2", "military equipment", **EQUIPMENT),
                    at(CargoValue, "d2", "munitions", name="munitions", kinds=("munitions",)),
                ),
                "quantity": (at(QuantityValue, "d2", "more than 1,000 containers", **THOUSAND),),
            },
            attribution=(KIRBY_2,),
            frame="deliver.v",
        ),
        claim(
            "c6",
            "d2",
            "Satellite imagery",
            {
                "origin": (at(PlaceValue, "d2", "Najin", **NAJIN),),
                "destination": (at(PlaceValue, "d2", "Dunay", **DUNAY),),
                "vehicle": (
                    at(VehicleValue, "d2", "MV Angara", name="Angara", id="name:angara", mode="sea", flag="RU"),
                ),
                "date": (at(DateValue, "d2", "between Sept. 7 and Oct. 1", **VOYAGE),),
            },
            legs=(SEA,),
            evidence=("satellite imagery",),
            evidence_spans=(
                Evidence(
                    "satellite imagery", "Satellite imagery", WIRE.index("Satellite"), WIRE.index("Satellite") + 17
                ),
            ),
            frame="ship.v",
        ),
        claim(
            "c7",
            "d2",
            "moved by rail",
            {
                "origin": (at(PlaceValue, "d2", "Dunay", **DUNAY),),
                "destination": (at(PlaceValue, "d2", "Tikhoretsk", **TIKHORETSK),),
            },
            legs=(RAIL,),
            frame="move.v",
            stated=(at(Mention, "d2", "roughly 290 kilometers from the Ukrainian border"),),
        ),
        claim(
            "c8",
            "d2",
            "About 300",
            {
                "origin": (at(PlaceValue, "d2", "Najin", 1, **NAJIN),),
                "recipient": (at(PartyValue, "d2", "Russia", 2, **RU),),
                "quantity": (
                    at(QuantityValue, "d2", "About 300 containers", value=300, unit="containers", bound="about"),
                ),
                "date": (
                    at(
                        DateValue,
                        "d2",
                        "Sept. 7-8",
                        earliest=date(2023, 9, 7),
                        latest=date(2023, 9, 8),
                        edtf="2023-09-07/08",
                    ),
                ),
            },
            frame="stand.v",
        ),
        claim(
            "c9",
            "d2",
            "Russian ships",
            {
                "giver": (at(PartyValue, "d2", "Russia", 3, **RU),),
                "recipient": (at(PartyValue, "d2", "the North", **KP),),
                "cargo": (at(CargoValue, "d2", "containers", 3, name="containers"),),
            },
            certainty="possible",
            attribution=(speaker("d2", "Kirby said", "John Kirby", "person", "White House"),),
            frame="unload.v",
        ),
    )


def value_of(found: Sequence[Claim], id: str, role: Role, index: int = 0) -> Value:
    """One value of a claim."""
    return next(c for c in found if c.id == id).roles[role][index]


def facts(found: Sequence[Claim]) -> dict[Role, Fact]:
    """The facts of the main transfer."""
    both, rests = ("d1", "d2"), ("o1",)
    shared = "1 origin, 2 documents"

    def one(role: Role, verdict: Any, why: str, *values: FactValue, conflicts: tuple[Conflict, ...] = ()) -> Fact:
        return Fact(id=f"t1.{role}", verdict=verdict, explanation=why, values=values, conflicts=conflicts)

    def reported(
        claims: tuple[str, ...], role: Role, index: int = 0, documents: tuple[str, ...] = both, told: str = shared
    ) -> FactValue:
        value = value_of(found, claims[0], role, index)
        return FactValue(
            value=value,
            label=value.label,
            claims=claims,
            documents=documents,
            origins=rests,
            independence=told,
            witnesses=rests,
        )

    repeated = "two documents say so, and both rest on the White House"
    alone = "1 origin, 1 document"
    return {
        "giver": one("giver", "repeated", repeated, reported(("c1", "c5"), "giver")),
        "recipient": one("recipient", "repeated", repeated, reported(("c1", "c5", "c8"), "recipient")),
        "cargo": one(
            "cargo",
            "refined",
            "munitions are military equipment",
            reported(("c1", "c5"), "cargo"),
            reported(("c5",), "cargo", 1, ("d2",), alone),
        ),
        "quantity": one("quantity", "repeated", repeated, reported(("c1", "c5"), "quantity")),
        "origin": one("origin", "repeated", repeated, reported(("c2", "c6", "c8"), "origin")),
        "destination": one(
            "destination",
            "conflicting",
            "Dunay is where the sea leg ends and Tikhoretsk where the rail leg ends; one report calls Dunay “Danube”",
            reported(("c7", "c3"), "destination"),
            reported(("c6", "c2"), "destination"),
            conflicts=(
                Conflict(
                    kind="mistranslation",
                    between=("Danube", "Dunay"),
                    reason="Danube and Dunay share the name Dunaj; only Dunay lies in Primorsky Krai",
                ),
                Conflict(
                    kind="other leg", between=("Dunay", "Tikhoretsk"), reason="one ends the sea leg, one the rail leg"
                ),
            ),
        ),
        "vehicle": one("vehicle", "repeated", repeated, reported(("c6", "c2"), "vehicle")),
        "date": one(
            "date",
            "refined",
            "September and 7 September to 1 October overlap",
            reported(("c2", "c6"), "date"),
            reported(("c1",), "date", 0, ("d1",), alone),
        ),
    }


def transfers(found: Sequence[Claim]) -> tuple[Transfer, ...]:
    """The main transfer, a part of it, and a possible return."""
    part = FactValue(
        value=value_of(found, "c8", "quantity"),
        label="about 300 containers",
        claims=("c8",),
        documents=("d2",),
        origins=("o1",),
        independence="1 origin, 1 document",
        witnesses=("o1",),
    )
    back = FactValue(
        value=value_of(found, "c9", "giver"),
        label="Russia",
        claims=("c9",),
        documents=("d2",),
        origins=("o1",),
        independence="1 origin, 1 document",
        witnesses=("o1",),
    )
    return (
        Transfer(
            id="t1",
            title="North Korea to Russia: military equipment and munitions",
            summary=(
                "North Korea delivered at least 1,000 containers of military equipment and munitions to Russia, by sea "
                "from Rajin to Dunay on the Angara and by rail to Tikhoretsk, between 7 September and 1 October 2023, "
                "according to the White House, the one origin of both reports."
            ),
            status="delivered",
            certainty="asserted",
            claims=("c1", "c2", "c3", "c4", "c5", "c6", "c7"),
            documents=("d1", "d2"),
            origins=("o1",),
            legs=(SEA, RAIL),
            facts=facts(found),
            steps=("c1 and c5 name the same giver, recipient and quantity", "c2 and c6 name the same ship and days"),
        ),
        Transfer(
            id="t2",
            title="Rajin to Russia: about 300 containers",
            summary="About 300 containers stood at Rajin for delivery to Russia on 7 or 8 September 2023.",
            status="delivered",
            certainty="asserted",
            claims=("c8",),
            documents=("d2",),
            origins=("o1",),
            facts={"quantity": Fact(id="t2.quantity", verdict="single", explanation="one claim", values=(part,))},
            links=(Link("part_of", "t1", "same port, giver and ship, inside its days, and fewer containers"),),
        ),
        Transfer(
            id="t3",
            title="Russia to North Korea: containers",
            summary="Russia may have made first deliveries to North Korea, by containers seen unloaded there.",
            status="alleged",
            certainty="possible",
            claims=("c9",),
            documents=("d2",),
            origins=("o1",),
            facts={"giver": Fact(id="t3.giver", verdict="single", explanation="one claim", values=(back,))},
            links=(Link("returns", "t1", "giver and recipient change places"),),
        ),
    )


def documents() -> tuple[Document, ...]:
    """The two reports as read."""
    return (
        Document(
            id="d1",
            key="courier.txt",
            outlet="Harbour Courier",
            title="White House: a thousand containers went to Russia",
            sha256=hashlib.sha256(COURIER.encode()).hexdigest(),
            published=Published(
                date(2023, 10, 13), date(2023, 12, 4), "after the briefing, and before the page's clock"
            ),
            text=COURIER,
            removed=(
                Removed("7.3 C\nMonday, December 4, 2023", "weather and date line"),
                Removed("- Advertisement -", "advertisement"),
            ),
            refused_dates=(
                Refused("Monday, December 4, 2023", "a page clock beside the weather, the day of the copy"),
            ),
        ),
        Document(
            id="d2",
            key="wire.html",
            url="https://example.org/wire/1013",
            outlet="Eastern Wire",
            title="N. Korea sent more than 1,000 containers, White House says",
            sha256=hashlib.sha256(WIRE.encode()).hexdigest(),
            published=Published(date(2023, 10, 13), date(2023, 10, 15), "date line of the article"),
            text=WIRE,
            notes=("the year is inferred from the Sept. 13 summit",),
        ),
    )


def dossier() -> Dossier:
    """The whole story."""
    found = claims()
    story = Dossier(
        documents=documents(),
        claims=found,
        transfers=transfers(found),
        origins=(
            Origin(
                id="o1",
                name="White House",
                kind="body",
                documents=("d1", "d2"),
                independent=True,
                reason="both reports give what John Kirby said at one briefing",
            ),
            Origin(
                id="o2",
                name="Harbour Courier",
                kind="outlet",
                documents=("d1",),
                rests_on=("o1",),
                independent=False,
                reason="it reports what the White House said",
            ),
        ),
        checks=(
            Check(
                id="k1",
                transfer="t1",
                kind="border",
                verdict="implausible",
                arithmetic="Tikhoretsk to the nearest border of Ukraine: 201 km; stated 290 km; 89 km more, 44 %",
                explanation=(
                    "The statement does not fit the nearest border of Ukraine. It fits Kerch in Crimea, 290 km away. "
                    "It says nothing about the shipment."
                ),
                inputs={"place": "Tikhoretsk", "stated_km": 290, "computed_km": 201.4, "other": None},
                claims=("c3", "c7"),
            ),
            Check(
                id="k2",
                transfer="t1",
                kind="speed",
                verdict="possible",
                arithmetic="Rajin to Dunay: 182 km or more; at most 25 days; 0.3 km/h needed, 55 km/h allowed",
                explanation="A ship makes this in half a day.",
                inputs={"from": "Rajin", "to": "Dunay", "km": 182.3, "days": 25},
                claims=("c2", "c6"),
            ),
        ),
        unread=(Unread("broken.html", "not text: the first 512 bytes hold zero bytes"),),
        version="0.1.0",
    )
    return msgspec.structs.replace(
        story, transfers=graded(story.transfers, story.checks, story.claims, story.documents)
    )


def with_text(story: Dossier, id: str, **fields: Any) -> Dossier:
    """The same dossier with fields of one document replaced."""
    changed = tuple(msgspec.structs.replace(d, **fields) if d.id == id else d for d in story.documents)
    return msgspec.structs.replace(story, documents=changed)
