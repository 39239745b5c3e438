"""What holds of every set of claims, whatever they say."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, permutations
from typing import Any

import msgspec
import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import ARMS, Report, amount, cargo, country, place, says, ship, when, written
from tallyclerk.model import Claim, Document, Origin, Transfer
from tallyclerk.reconcile import reconcile
from tallyclerk.reconcile.bounds import Bounds
from tallyclerk.reconcile.candidates import keys_of
from tallyclerk.reconcile.case import cases_of
from tallyclerk.reconcile.cluster import bundles_of, ranked
from tallyclerk.reconcile.likeness import likeness
from tallyclerk.reconcile.links import follows
from tallyclerk.reconcile.parts import part_of
from tallyclerk.reconcile.sides import Sides
from tallyclerk.reconcile.tables import tables

PARTIES = [country("North Korea", "KP"), country("Russia", "RU"), country("Iran", "IR")]
GOODS = [ARMS, cargo("coal"), cargo("containers"), cargo("tanks")]
AMOUNTS = [
    amount("1,000 crates", 1000, "crates", "at_least"),
    amount("a thousand", 1000, None),
    amount("1,040 crates", 1040, "crates"),
    amount("300 crates", 300, "crates", "about"),
    amount("8 tonnes", 8, "tonnes"),
    amount("17,600 pounds", 17600, "pounds"),
]
PLACES = [place("Najin", "KP"), place("Dunay", "RU"), place("Anzali", "IR", gazetteer_id=None)]
DAYS = [
    when("5 May", "2023-05-05"),
    when("in May", "2023-05-01", "2023-05-31"),
    when("in 2021", "2021-01-01", "2021-12-31"),
]
SHIPS = [ship("Angara"), ship("Pallas")]
VOICES = [
    says("White House"),
    says("US Navy"),
    says("Iran", "country"),
    says("a source", "anonymous"),
    says("Newswire", "agency"),
    says("SkyPix", "imagery"),
]
WORDS = [
    "It is told.",
    "One load was to hold it.",
    "In return it came.",
    "The second batch came.",
    "The first batch came.",
]

claim_plans = st.fixed_dictionaries(
    {
        "words": st.sampled_from(WORDS),
        "stage": st.sampled_from(["delivered", "in_transit", "planned", "seized"]),
        "certainty": st.sampled_from(["asserted", "assessed", "alleged", "possible", "denied"]),
        "by": st.lists(st.sampled_from(VOICES), max_size=2),
    },
    optional={
        "giver": st.sampled_from(PARTIES),
        "recipient": st.sampled_from(PARTIES),
        "cargo": st.sampled_from(GOODS),
        "quantity": st.sampled_from(AMOUNTS),
        "origin": st.sampled_from(PLACES),
        "destination": st.sampled_from(PLACES),
        "vehicle": st.lists(st.sampled_from(SHIPS), min_size=1, max_size=2),
        "date": st.sampled_from(DAYS),
    },
)
plans = st.lists(st.lists(claim_plans, max_size=4), min_size=1, max_size=4)
Plan = list[list[dict[str, Any]]]
quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def reports(plan: Plan) -> tuple[tuple[Document, ...], tuple[Claim, ...]]:
    """Documents and claims that tell a plan."""
    told = []
    for n, claims in enumerate(plan, start=1):
        report = Report(f"d{n}", outlet=("The Post", "The Herald", None)[n % 3])
        for roles in claims:
            report.tell(**roles)
        told.append(report)
    return written(*told)


def without_ids(found: tuple[tuple[Transfer, ...], tuple[Origin, ...]], claims: Sequence[Claim]) -> bytes:
    """A result in bytes, with each claim's id replaced by what it says."""
    text = msgspec.json.encode(found).decode()
    for claim in sorted(claims, key=lambda c: -len(c.id)):
        text = text.replace(f'"{claim.id}"', f'"{claim.document}:{claim.quote.start}"')
        text = text.replace(f"{claim.id} ", f"{claim.document}:{claim.quote.start} ").replace(
            f"{claim.id}:", f"{claim.document}:{claim.quote.start}:"
        )
    return text.encode()


@quick
@given(plans, st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_matter(plan: Plan, random: Any) -> None:
    documents, claims = reports(plan)
    shuffled, turned = list(claims), list(documents)
    random.shuffle(shuffled)
    random.shuffle(turned)
    assert reconcile(turned, (), shuffled) == reconcile(documents, (), claims)


@quick
@given(plans)
def test_the_numbering_of_claims_does_not_matter(plan: Plan) -> None:
    documents, claims = reports(plan)
    count = len(claims)
    renumbered = [msgspec.structs.replace(c, id=f"x{count - n}") for n, c in enumerate(claims)]
    one, other = reconcile(documents, (), claims), reconcile(documents, (), renumbered)
    assert without_ids(one, claims) == without_ids(other, renumbered)


@quick
@given(plans)
def test_every_claim_is_in_exactly_one_transfer(plan: Plan) -> None:
    documents, claims = reports(plan)
    transfers, _ = reconcile(documents, (), claims)
    assert sorted(id for transfer in transfers for id in transfer.claims) == sorted(claim.id for claim in claims)


@quick
@given(plans)
def test_no_value_is_lost(plan: Plan) -> None:
    documents, claims = reports(plan)
    transfers, _ = reconcile(documents, (), claims)
    home = {id: transfer for transfer in transfers for id in transfer.claims}
    for claim in claims:
        if claim.certainty == "denied":
            continue
        for role in claim.roles:
            assert any(claim.id in value.claims for value in home[claim.id].facts[role].values)


@quick
@given(plans)
def test_denials_support_nothing_beside_assertions(plan: Plan) -> None:
    documents, claims = reports(plan)
    certainty = {claim.id: claim.certainty for claim in claims}
    for transfer in reconcile(documents, (), claims)[0]:
        if any(certainty[id] != "denied" for id in transfer.claims):
            supporters = {id for fact in transfer.facts.values() for value in fact.values for id in value.claims}
            assert all(certainty[id] != "denied" for id in supporters)


@quick
@given(plans)
def test_the_witnesses_of_a_value_are_those_that_its_independence_counts(plan: Plan) -> None:
    documents, claims = reports(plan)
    transfers, origins = reconcile(documents, (), claims)
    known = {origin.id for origin in origins}
    for value in (v for transfer in transfers for fact in transfer.facts.values() for v in fact.values):
        assert set(value.witnesses) <= known
        assert len(value.witnesses) <= len(value.documents)
        if len(value.witnesses) > 1:
            assert value.independence == f"{len(value.witnesses)} independent origins"
        else:
            assert value.independence.startswith("1 " if value.witnesses else "independence not established: ")


@quick
@given(plans)
def test_agreed_needs_two_independent_origins_and_conflicting_a_reason(plan: Plan) -> None:
    documents, claims = reports(plan)
    transfers, origins = reconcile(documents, (), claims)
    independent = {origin.id for origin in origins if origin.independent}
    for fact in (fact for transfer in transfers for fact in transfer.facts.values()):
        behind = {id for value in fact.values for id in value.origins}
        at_odds = any(conflict.kind in ("genuine", "cannot tell") for conflict in fact.conflicts)
        assert (fact.verdict == "conflicting") == at_odds
        assert fact.verdict != "agreed" or len(behind) > 1
        assert fact.verdict != "agreed" or len(independent) > 1
        assert fact.verdict != "single" or len({d for value in fact.values for d in value.documents}) == 1


@quick
@given(plans)
def test_links_and_origins_name_what_is_there(plan: Plan) -> None:
    documents, claims = reports(plan)
    transfers, origins = reconcile(documents, (), claims)
    ids = {transfer.id for transfer in transfers}
    known = {origin.id for origin in origins}
    assert all(link.transfer in ids - {transfer.id} for transfer in transfers for link in transfer.links)
    assert all(set(transfer.origins) <= known for transfer in transfers)
    assert all(set(origin.rests_on) <= known - {origin.id} for origin in origins)
    assert all(origin.reason for origin in origins)


@quick
@given(plans)
def test_every_transfer_reads_as_a_sentence(plan: Plan) -> None:
    documents, claims = reports(plan)
    for transfer in reconcile(documents, (), claims)[0]:
        assert transfer.summary.endswith(".")
        assert "  " not in transfer.summary
        assert transfer.title.count(": ") == 1


@given(plans)
@quick
def test_no_two_claims_are_more_alike_than_their_bound_says_and_none_that_are_alike_are_missed(plan: Plan) -> None:
    cases = cases_of(*reports([*plan, *plan]))  # each report twice: a copy
    bounds, alike = Bounds(cases), []
    for i, j in combinations(range(len(cases)), 2):
        score = likeness(cases[i], cases[j]).score
        assert bounds.of(i, np.array([j]))[0] >= score - 1e-6
        if score >= tables().threshold and not set(keys_of(cases[i])).isdisjoint(keys_of(cases[j])):
            alike.append((i, j))
    assert sorted(ranked(cases)) == alike


@given(plans)
@quick
def test_no_tie_is_missed_among_the_bundles_that_are_left_uncompared(plan: Plan) -> None:
    bundles = bundles_of(cases_of(*reports(plan)))
    for (i, a), (j, b) in permutations(enumerate(bundles), 2):
        if not Sides.of(a).may_follow(Sides.of(b)):
            assert follows(i, a, j, b) is None
        if not Sides.of(a).may_belong(Sides.of(b)):
            assert part_of(a, b) is None
