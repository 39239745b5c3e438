from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest
from publish_hostile import hostile
from publish_story import dossier, with_text

from tallyclerk.model import Conflict, Dossier, FactValue, Leg, Link, Origin, Unread
from tallyclerk.publish import to_json
from tallyclerk.publish.compare import Change, Comparison, compare, told
from tallyclerk.publish.words import BIDI_CONTROLS, UNSHOWABLE

OLD = dossier()


def main_with(story: Dossier = OLD, **fields: Any) -> Dossier:
    """The story with fields of its main transfer replaced."""
    main = msgspec.structs.replace(story.transfers[0], **fields)
    return msgspec.structs.replace(story, transfers=(main, *story.transfers[1:]))


def fact_with(role: Any, story: Dossier = OLD, **fields: Any) -> Dossier:
    facts = story.transfers[0].facts
    return main_with(story, facts={**facts, role: msgspec.structs.replace(facts[role], **fields)})


def value_with(role: Any, index: int = 0, **fields: Any) -> Dossier:
    values = list(OLD.transfers[0].facts[role].values)
    values[index] = msgspec.structs.replace(values[index], **fields)
    return fact_with(role, values=tuple(values))


def changes(new: Dossier) -> list[Change]:
    """What changed in the main transfer, and nothing else."""
    found = compare(OLD, new)
    assert (found.documents, found.origins) == ((), ())
    (transfer,) = found.transfers
    assert (transfer.kind, transfer.old, transfer.new) == ("changed", "t1", "t1")
    return list(transfer.changes)


def only(new: Dossier) -> Change:
    (change,) = changes(new)
    return change


def lines(found: Comparison) -> list[str]:
    return list(told(found))


def renumbered(story: Dossier) -> Dossier:
    """The same dossier with all documents, claims, transfers, origins, checks and families numbered otherwise."""
    shifted = re.sub(rb"\b([dctokf])(\d{1,3})\b", rb"\g<1>9\g<2>9", to_json(story))
    return msgspec.json.decode(shifted, type=Dossier)


def test_a_dossier_is_the_same_as_itself(najin_dossier: Dossier) -> None:
    for story in (OLD, najin_dossier, hostile()):
        assert compare(story, story).same
    assert lines(compare(OLD, OLD)) == ["Nothing changed."]


def test_other_numbers_are_no_change(najin_dossier: Dossier) -> None:
    for story in (OLD, najin_dossier):
        assert renumbered(story).documents[0].id == "d919"
        assert lines(compare(story, renumbered(story))) == ["Nothing changed."]


def test_a_verdict_that_changed() -> None:
    assert only(fact_with("quantity", verdict="agreed")) == Change(
        kind="changed", what="verdict", role="quantity", before="repeated", after="agreed"
    )


def test_a_value_that_came_and_one_that_went() -> None:
    values = OLD.transfers[0].facts["cargo"].values
    found = only(fact_with("cargo", values=values[:1]))
    assert (found.kind, found.what, found.role, found.name) == ("removed", "value", "cargo", "munitions")
    back = compare(fact_with("cargo", values=values[:1]), OLD).transfers[0].changes[0]
    assert (back.kind, back.what, back.name, back.after) == ("added", "value", "munitions", "1 origin, 1 document")


def test_a_fact_that_came_and_one_that_went() -> None:
    facts = OLD.transfers[0].facts
    found = only(main_with(facts={role: fact for role, fact in facts.items() if role != "vehicle"}))
    assert (found.kind, found.what, found.role, found.before) == ("removed", "fact", "vehicle", "Angara (repeated)")


def test_what_stands_behind_a_value_is_told_on_one_line() -> None:
    more = value_with("giver", origins=("o1", "o2"), independence="2 origins")
    assert [(c.what, c.before, c.after) for c in changes(more)] == [
        ("independence", "1 origin, 2 documents", "2 origins"),
        ("origins", "", "Harbour Courier"),
    ]
    assert "  ~ giver: North Korea: 1 origin, 2 documents → 2 origins; origin added: Harbour Courier" in lines(
        compare(OLD, more)
    )
    fewer = only(value_with("giver", documents=("d1",)))
    assert (fewer.what, fewer.before, fewer.after) == ("documents", "wire.html", "")


def test_documents_that_came_went_and_changed() -> None:
    one = msgspec.structs.replace(OLD, documents=OLD.documents[:1], claims=(), transfers=(), origins=(), checks=())
    two = msgspec.structs.replace(one, documents=OLD.documents)
    assert [(c.kind, c.name) for c in compare(one, two).documents] == [("added", "wire.html")]
    assert [(c.kind, c.name) for c in compare(two, one).documents] == [("removed", "wire.html")]
    later = with_text(two, "d2", published=None)
    (change,) = compare(two, later).documents
    assert change.before == "Eastern Wire, published 13–15 October 2023, 597 characters"
    assert "day of publication not known" in change.after
    read = msgspec.structs.replace(OLD, unread=(Unread("other.pdf", "encrypted"),))
    assert [(c.kind, c.what, c.name) for c in compare(OLD, read).documents] == [
        ("added", "unread", "other.pdf"),
        ("removed", "unread", "broken.html"),
    ]


def test_origins_that_came_went_and_count_otherwise() -> None:
    seoul = Origin(id="o3", name="Seoul", kind="country", documents=(), independent=True, reason="its own satellites")
    courier = msgspec.structs.replace(OLD.origins[1], independent=True, reason="its reporter was there")
    found = compare(OLD, msgspec.structs.replace(OLD, origins=(OLD.origins[0], courier, seoul))).origins
    assert [(c.kind, c.name) for c in found] == [("changed", "Harbour Courier"), ("added", "Seoul")]
    assert found[0].after == "counts as a witness of its own: its reporter was there"


def test_conflicts_links_legs_and_checks() -> None:
    drift = Conflict(kind="bound drift", between=("1,000", "at least 1,000"), reason="one left out “more than”")
    assert (only(fact_with("quantity", conflicts=(drift,))).kind, "conflict") == ("added", "conflict")
    assert only(main_with(conflicts=(drift,))).role is None
    link = only(main_with(links=(Link("part_of", "t3", "inside its days"),)))
    assert (link.kind, link.name, link.after) == ("added", "part of t3", "inside its days")
    sea, rail = OLD.transfers[0].legs
    known = msgspec.structs.replace(rail, latest=sea.latest)
    days = only(main_with(legs=(sea, known)))
    assert (days.what, days.before, days.after) == (
        *("days", "7 September 2023 or later", "7 September – 1 October 2023"),
    )
    air = only(main_with(legs=(sea, rail, Leg(mode="air", origin="Tikhoretsk", destination="Rostov"))))
    assert (air.kind, air.what, air.name) == ("added", "leg", "Tikhoretsk to Rostov, by air")
    border, speed = OLD.checks
    nearer = msgspec.structs.replace(border, verdict="possible")
    check = only(msgspec.structs.replace(OLD, checks=(nearer, speed)))
    assert (check.what, check.kind) == ("check", "changed")
    assert check.before.startswith("implausible: ")
    assert check.after.startswith("possible: ")


def test_status_and_certainty() -> None:
    found = changes(main_with(status="seized", certainty="assessed"))
    assert [(c.what, c.before, c.after) for c in found] == [
        ("status", "delivered", "seized"),
        ("certainty", "asserted", "assessed"),
    ]


def test_a_denial_that_was_added() -> None:
    silent = main_with(claims=tuple(id for id in OLD.transfers[0].claims if id != "c4"))
    (transfer,) = compare(silent, OLD).transfers
    (change,) = transfer.changes
    assert (change.what, change.name) == ("denial", "Russian foreign ministry")
    assert change.after == "Russia's foreign ministry denied that it had received any weapons."


def test_a_transfer_that_split_says_where_its_claims_went() -> None:
    main, *others = OLD.transfers
    half = msgspec.structs.replace(main, id="t1", claims=main.claims[:4])
    rest = msgspec.structs.replace(main, id="t4", claims=main.claims[4:], facts={}, legs=(), title="The rest")
    split = msgspec.structs.replace(OLD, transfers=(half, *others, rest))
    added = next(t for t in compare(OLD, split).transfers if t.kind == "added")
    assert (added.new, added.note) == ("t4", "told by claims that were of t1 before")
    removed = next(t for t in compare(split, OLD).transfers if t.kind == "removed")
    assert (removed.old, removed.note) == ("t4", "its claims are of t1 now")
    assert "+ Transfer t4: The rest" in lines(compare(OLD, split))


def test_a_transfer_told_by_other_reports_alone_is_known_by_what_it_holds() -> None:
    """Both dossiers read other documents; parties, places and ship say that it is one transfer."""
    other = with_text(with_text(OLD, "d1", key="x.txt", sha256="0" * 64), "d2", key="y.txt", sha256="1" * 64)
    found = compare(OLD, other)
    assert {c.kind for c in found.documents} == {"added", "removed"}
    assert {(t.kind, t.old, t.new) for t in found.transfers if "t1" in (t.old, t.new)} == {("changed", "t1", "t1")}


def test_more_reports_of_the_example_change_its_support(najin_dossier: Dossier) -> None:
    """The example without one report, made by hand: each value that it stated has one document less."""
    left_out = next(d.id for d in najin_dossier.documents if d.key == "06-northlight-gazette")
    gone = {c.id for c in najin_dossier.claims if c.document == left_out}

    def without(value: FactValue) -> FactValue | None:
        claims = tuple(id for id in value.claims if id not in gone)
        documents = tuple(id for id in value.documents if id != left_out)
        return msgspec.structs.replace(value, claims=claims, documents=documents) if claims else None

    def named(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(id for id in ids if id not in gone | {left_out})

    transfers = []
    for t in najin_dossier.transfers:
        kept = {r: tuple(w for v in f.values if (w := without(v))) for r, f in t.facts.items()}
        facts = {r: msgspec.structs.replace(t.facts[r], values=values) for r, values in kept.items() if values}
        transfers.append(msgspec.structs.replace(t, facts=facts, claims=named(t.claims), documents=named(t.documents)))
    old = msgspec.structs.replace(
        najin_dossier,
        documents=tuple(d for d in najin_dossier.documents if d.id != left_out),
        claims=tuple(c for c in najin_dossier.claims if c.id not in gone),
        transfers=tuple(transfers),
        origins=tuple(msgspec.structs.replace(o, documents=named(o.documents)) for o in najin_dossier.origins),
        checks=tuple(msgspec.structs.replace(k, claims=named(k.claims)) for k in najin_dossier.checks),
    )
    found = compare(old, najin_dossier)
    assert [(c.kind, c.name) for c in found.documents] == [("added", "06-northlight-gazette")]
    assert {t.kind for t in found.transfers} == {"changed"}
    assert {c.what for t in found.transfers for c in t.changes} <= {"documents", "value", "fact", "denial"}


@pytest.mark.parametrize("turned", [False, True])
def test_hostile_text_stays_on_its_line_and_steers_nothing(turned: bool) -> None:
    old, new = (hostile(), OLD) if turned else (OLD, hostile())
    shown = lines(compare(old, new))
    assert len(shown) > 20
    for line in shown:
        assert len(line.splitlines()) == 1
        assert len(line) < 500
        assert not UNSHOWABLE.search(line)
        assert not BIDI_CONTROLS.search(line)
