"""How sure a text is of a transfer, and how far along that is, by the words around its verb or noun."""

from __future__ import annotations

import pytest
from extract_drafts import drafts, page

from tallyclerk.extract.certainty import certainty_of, stage_of
from tallyclerk.extract.match import fillings
from tallyclerk.model import Certainty, Stage

PLAIN = (
    "Iran sends 40 drones to Russia",
    "Prosecutors said that customs had seized 200 rifles in Norport.",
    "Not all of the 40 tanks were sent to Ukraine.",
    "Germany managed to deliver 40 tanks to Ukraine.",
    "Germany helped deliver 40 tanks to Ukraine.",
    "Germany was the first country to send tanks to Ukraine.",
    "Ghana became the first country to receive vaccines from COVAX.",
    "Iran is known to have shipped missiles to Russia.",
    "Iran used the Caspian Sea to ship missiles to Russia.",
    "Iran, which denies any guilt, shipped missiles to Russia.",
    "Iran shipped missiles to Russia after failing to agree with Europe.",
    "After the delivery of 40 tanks to Ukraine, Germany plans to rest.",
    "Germany signed a contract with Ukraine and delivered 40 tanks to Ukraine.",
    "The minister confirmed that 40 tanks had been delivered to Ukraine.",
    "The ship sailed to Norport and loaded 2,000 tonnes of coal.",
    # Negations that deny nothing.
    "Germany not only delivered 40 tanks to Ukraine but paid for them.",
    "Germany did not deny delivering 40 tanks to Ukraine.",
    "Germany has not ceased delivering tanks to Ukraine.",
    "Germany could not prevent the delivery of 40 tanks to Russia.",
)
HEDGED: tuple[tuple[Certainty, str], ...] = (
    ("possible", "Iran could ship missiles to Russia."),
    ("possible", "If Iran ships missiles to Russia, sanctions follow."),
    ("possible", "It is not clear whether Iran shipped missiles to Russia."),
    ("possible", "It is possible that Iran shipped missiles to Russia."),
    ("possible", "There are fears that Iran shipped missiles to Russia."),
    ("possible", "The freighter would have carried 200 rifles to Yemen."),
    ("possible", "Has Iran delivered the missiles to Russia?"),
    ("assessed", "The freighter must have carried 200 rifles to Yemen."),
    ("assessed", "Iran is believed to have shipped missiles to Russia."),
    ("assessed", "Iran is likely to have shipped missiles to Russia."),
    ("assessed", "It is likely that Iran shipped missiles to Russia."),
    ("assessed", "Satellite images suggest that the ship unloaded 2,000 tonnes of coal in Norport."),
    ("alleged", "The freighter is supposed to have carried 200 rifles to Yemen."),
    ("alleged", "Iran is said to have shipped missiles to Russia."),
    ("alleged", "The freighter is reported to have delivered 200 rifles to Yemen."),
    ("alleged", "It was reported that the freighter delivered 200 rifles to Yemen."),
    ("alleged", "Iran is suspected of shipping missiles to Russia."),
    ("alleged", "The captain was charged with smuggling 200 rifles to Yemen."),
    ("alleged", "The alleged delivery of missiles to Russia took place in May."),
    ("alleged", "According to unconfirmed reports, Iran shipped missiles to Russia."),
    ("alleged", "In 2014, prosecutors alleged, a plane carried 200 rifles to Yemen."),
    ("assessed", "The freighter, analysts believe, carried 200 rifles to Yemen."),
    ("alleged", "Prosecutors said that the freighter carried 200 rifles to Yemen."),
    ("alleged", "The indictment says the ship carried 200 rifles to Yemen."),
)
DENIED = (
    "Iran has never delivered missiles to Russia.",
    "Iran denies having shipped missiles to Russia.",
    "Iran denied reports that it had shipped missiles to Russia.",
    "Iran dismissed as false the reports that it supplied drones to Russia.",
    "Claims that Iran shipped missiles to Russia are false.",
    "Officials denied any delivery of missiles to Russia.",
    "There is no evidence that Iran shipped missiles to Russia.",
    "Inspectors did not find evidence that Iran shipped missiles to Russia.",
    "No missiles were shipped to Russia.",
    "A spokesman said that the claims that Iran had flown missiles to Russia were baseless and unfounded.",
    "Not one missile was shipped to Russia.",
    "Not a single missile was shipped to Russia.",
    "It is not true that Iran shipped missiles to Russia.",
    "Reports that missiles were flown from Iran to Russia are nonsense.",
    "The ministry called claims that Iran shipped missiles to Russia false.",
    "Some have speculated that the aircraft carried missiles to Russia, and that is entirely untrue.",
    "None of the missiles were delivered to Russia.",
    "Neither Iran nor Syria supplied missiles to Russia.",
    "Nobody delivered missiles to Russia.",
    "Germany did not load or deliver the tanks.",
    "Iran failed to deliver the missiles to Russia.",
    "Germany refused to supply tanks to Ukraine.",
    "Germany is unable to deliver tanks to Ukraine.",
    "Germany cannot deliver tanks to Ukraine.",
    "Germany ruled out supplying tanks to Saudi Arabia.",
    "Germany said it had no plans to send tanks to Ukraine.",
    "Germany has no intention of sending tanks to Ukraine.",
    "Serbia would not supply ammunition to Ukraine.",
    "The ship left without delivering the coal to Norport.",
    "Instead of delivering tanks to Ukraine, Germany sent helmets.",
    "Rather than deliver tanks to Ukraine, Germany sent helmets.",
    "Iran stopped supplying missiles to Russia.",
    "Germany halted deliveries of tanks to Saudi Arabia.",
    "Deliveries of tanks to Saudi Arabia were suspended.",
    "Germany blocked the export of tanks to Saudi Arabia.",
    "Congress prevented the government from delivering tanks to Saudi Arabia.",
    "The sale of 40 jets to Turkey fell through.",
    "The sale of 40 jets to Turkey was called off.",
    "The aborted delivery of 40 tanks to Ukraine cost millions.",
    "The 40 tanks have yet to be delivered to Ukraine.",
    "The 40 tanks have not yet arrived in Ukraine.",
    "Deliveries of tanks to Ukraine have not begun.",
)
STAGES: tuple[tuple[Stage, str], ...] = (
    ("planned", "Germany to send 40 tanks to Ukraine"),
    ("planned", "Germany will honour a pledge to send 40 tanks to Ukraine."),
    ("planned", "Germany has not fulfilled its pledge to send 40 tanks to Ukraine."),
    ("planned", "The crew took steps to ship 2,000 tonnes of coal to Norport."),
    ("planned", "It will take two days to ship 2,000 tonnes of coal to Norport."),
    ("delivered", "Germany has fulfilled a pledge to send 40 tanks to Ukraine."),
    ("delivered", "Germany made good on its promise to send 40 tanks to Ukraine."),
    ("delivered", "It took the crew two days to ship 2,000 tonnes of coal to Norport."),
    ("delivered", "The agency needed three shifts to ship 2,000 tonnes of coal to Norport."),
    ("delivered", "The deal had allowed the agency to send 2,000 tonnes of coal to Norport."),
    ("planned", "Germany has a plan to deliver 40 tanks to Ukraine."),
    ("planned", "Germany signed an agreement to supply 40 tanks to Ukraine."),
    ("planned", "Germany signed a contract for the delivery of 40 tanks to Ukraine."),
    ("planned", "Germany agreed on the delivery of 40 tanks to Ukraine."),
    ("planned", "Germany is considering sending 40 tanks to Ukraine."),
    ("planned", "Germany is ready to send 40 tanks to Ukraine."),
    ("planned", "Germany has promised Ukraine that it will send 40 tanks."),
    ("planned", "Germany must send 40 tanks to Ukraine, the opposition said."),
    ("planned", "Germany postponed the delivery of 40 tanks to Ukraine."),
    ("planned", "Ukraine asked Germany to send 40 tanks."),
    ("planned", "Ukraine is waiting for the delivery of 40 tanks."),
    ("planned", "The tanks are to be delivered to Ukraine in May."),
    ("planned", "The ship was to have delivered 2,000 tonnes of coal to Norport."),
    ("planned", "The tanks are due to arrive in Ukraine by the end of June."),
    ("planned", "Deliveries of tanks to Ukraine will begin in May."),
    ("planned", "Planned deliveries of tanks to Ukraine were discussed."),
    ("planned", "Talks on the sale of 40 jets to Turkey continue."),
    ("planned", "The deal is aimed at delivering 40 tanks to Ukraine."),
    ("planned", "The ship sailed to Norport to load 2,000 tonnes of coal."),
    ("planned", "Once the ship unloads 2,000 tonnes of coal in Norport, it returns."),
    ("planned", "Ukraine will load and ship 26,000 tons of corn to Egypt."),
    ("planned", "The ship was supposed to unload 2,000 tonnes of coal in Norport."),
    ("planned", "The 200 rifles were seized before they reached Yemen."),
    ("seized", "Customs foiled an attempt to smuggle 200 rifles to Yemen."),
    ("in_transit", "Germany is delivering 40 tanks to Ukraine."),
    ("in_transit", "The tanks are being delivered to Ukraine."),
    ("in_transit", "Germany has begun delivering tanks to Ukraine."),
    ("in_transit", "Deliveries of tanks to Ukraine have begun."),
)


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_told_as_done_is_asserted(text: str) -> None:
    read = _readings(text)
    assert all((certainty, stage != "planned") == ("asserted", True) for certainty, stage in read), read


@pytest.mark.parametrize(("certainty", "text"), HEDGED)
def test_a_hedge_is_kept(certainty: Certainty, text: str) -> None:
    assert certainty in [read for read, _ in _readings(text)]


@pytest.mark.parametrize("text", DENIED)
def test_what_is_said_not_to_be_is_denied(text: str) -> None:
    assert "denied" in [read for read, _ in _readings(text)]


@pytest.mark.parametrize(("stage", "text"), STAGES)
def test_how_far_along_a_movement_is(stage: Stage, text: str) -> None:
    read = _readings(text)
    assert (stage, "denied") not in [(s, c) for c, s in read]
    assert stage in [s for _, s in read]


def test_one_of_two_conjoined_verbs_may_be_denied_alone() -> None:
    (left, _), (delivered, _) = _readings("The ship left the port but did not deliver the coal.")
    assert (left, delivered) == ("asserted", "denied")


def _readings(text: str) -> list[tuple[Certainty, Stage]]:
    """The certainty and stage of each frame in a text."""
    found = [filling for _, filling in fillings(page(text))]
    return [(certainty_of(f.trigger)[0], stage_of(f.trigger, f.frame.stage)[0]) for f in found]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Iran shipped 200 missiles to Russia, people familiar with the matter said.", "alleged"),
        ("Sources told the panel that Iran shipped 200 missiles to Russia.", "asserted"),
        ("Iran shipped 200 missiles to Russia, two sources told Reuters.", "asserted"),
        ("Iran shipped 200 missiles to Russia, officials said.", "asserted"),
    ],
)
def test_what_only_people_without_name_or_office_say_is_unverified(text: str, certainty: str) -> None:
    assert drafts(text)[0].certainty == certainty


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("According to Forest Ledger, the 400 logs were felled illegally and shipped to Vietnam.", "alleged"),
        ("Forest Ledger said that 400 logs were shipped to Vietnam in breach of a ban.", "alleged"),
        ("The 400 logs were felled illegally and shipped to Vietnam.", "asserted"),
        ("According to Forest Ledger, 400 logs were shipped to Vietnam.", "asserted"),
        ("The ministry said that customs had seized 400 illegally felled logs in Norport.", "asserted"),
    ],
)
def test_who_lays_a_wrong_to_somebody_accuses(text: str, certainty: str) -> None:
    assert drafts(text)[-1].certainty == certainty
