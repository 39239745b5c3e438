"""Who says so: sayings as a text credits them, and the chain of sources over a claim."""

from __future__ import annotations

import time

import pytest
from extract_drafts import SETTINGS, document, drafts, only, voices
from hypothesis import given, settings
from hypothesis import strategies as st

from tallyclerk.extract import Saying, sources_of
from tallyclerk.model import Attribution, Mention
from tallyclerk.resources.speech import Acts, is_outlet, provider_kind, sources

SENT = "Iran shipped 200 missiles to Russia"
REQUESTS = sources().requests


def sayings(text: str) -> tuple[Saying, ...]:
    """The sayings of a text."""
    return sources_of(document(text), SETTINGS)


def heard(text: str) -> list[tuple[list[str], str]]:
    """The wording of each saying's sources, with its cue."""
    return [([mention.text for mention in saying.sources], saying.cue.text) for saying in sayings(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"{SENT}, the Pentagon said.", ["Pentagon"]),
        (f"{SENT}, said Lindqvist, a spokeswoman for the Foreign Ministry.", ["Lindqvist", "Foreign Ministry"]),
        (f"As Yonhap reported, {SENT}.", ["Yonhap"]),
        (f"The Pentagon was quoted by Reuters as saying that {SENT}.", ["Reuters", "Pentagon"]),
        (f"According to experts asked by CNN, {SENT}.", ["CNN", "experts"]),
        (f"{SENT}, two officials told Reuters.", ["Reuters", "officials"]),
        (f"{SENT}, Maria Lindqvist told Reuters.", ["Maria Lindqvist"]),
        (f"A source familiar with the deal said that {SENT}.", ["source"]),
        ("The Pentagon announced the shipment of 200 missiles from Iran to Russia.", ["Pentagon"]),
        (f"{SENT}, according to Kpler.", ["Kpler"]),
        (f"MarineTraffic data showed that {SENT}.", ["MarineTraffic"]),
        (f"{SENT}. The Pentagon confirmed it on Friday.", ["Pentagon"]),
        (f"{SENT}. Maria Lindqvist gave the details on Friday.", ["Maria Lindqvist"]),
        (f"Reuters: {SENT}", ["Reuters"]),
        ("Reuters tracked six ships that carried coal from Odesa to Rotterdam.", ["Reuters"]),
    ],
)
def test_the_sources_of_a_claim_are_those_that_its_words_credit(text: str, names: list[str]) -> None:
    assert voices(drafts(text)[0]) == names


@pytest.mark.parametrize(
    "text",
    [
        f"{SENT}.",
        f"Satellite imagery shows that {SENT}.",
        f"He would say that {SENT}.",
        f"{SENT}. You would not believe it.",
    ],
)
def test_where_nobody_is_credited_there_is_no_source(text: str) -> None:
    assert [draft.attribution for draft in drafts(text)] in ([()], [])


def test_who_is_cited_stands_below_who_cites() -> None:
    first = "Kestrel Watch, a research project, published its report in May."
    names = voices(drafts(f"{first} The report, citing two officials, said {SENT}.")[-1])
    assert names == ["Kestrel Watch", "officials"]


def test_a_denial_is_the_denier_s_and_starts_no_account() -> None:
    text = f"The Pentagon said that {SENT}. Norland denied the report. Iran shipped 30 tanks to Syria in May."
    assert voices(drafts(text)[-1]) == ["Pentagon"]


@pytest.mark.parametrize(
    ("first", "name"),
    [
        ("Kestrel Watch, a research project of a university, said on Friday that the port was busy.", "Kestrel Watch"),
        ("Turkey's defence ministry said on Friday that the port was busy.", "Turkish defence ministry"),
        ("Maria Lindqvist of the council said on Friday that the port was busy.", "Maria Lindqvist"),
    ],
)
@pytest.mark.parametrize("short", ["The project", "The ministry", "Lindqvist", "She"])
def test_short_words_mean_the_source_named_before(first: str, name: str, short: str) -> None:
    words = {"Kestrel Watch": ["The project"], "Turkish defence ministry": ["The ministry"]}
    if short in words.get(name, ["Lindqvist", "She"]):
        assert voices(drafts(f"{first} {short} said that {SENT}.")[-1]) == [name]


def test_a_quotation_goes_on_over_its_sentences() -> None:
    text = (
        "The council met on Friday, Reuters reported.\n"
        "“The port was busy,” said Maria Lindqvist. “Iran shipped 200 missiles to Russia. It was wrong.”"
    )
    assert voices(drafts(text)[0]) == ["Maria Lindqvist"]


def test_a_sentence_without_source_goes_on_with_who_spoke_last_and_says_so() -> None:
    draft = drafts(f"The Pentagon spoke of the port and said that it was busy in May. {SENT}.")[-1]
    assert voices(draft) == ["Pentagon"]
    assert any("names no source" in step for step in draft.steps)


def test_who_takes_goods_is_a_source_where_nobody_reports_it() -> None:
    assert "Dutch customs" in voices(drafts("Dutch customs seized 300 rifles in Rotterdam.")[0])
    told = drafts("Dutch customs seized 300 rifles in Rotterdam, prosecutors said.")[0]
    assert voices(told) == ["prosecutors"]


def test_a_country_s_body_has_one_name_however_its_country_is_worded() -> None:
    assert voices(only(f"Turkey's defence ministry said that {SENT}.")) == ["Turkish defence ministry"]


def test_a_day_before_a_name_is_no_part_of_it() -> None:
    (saying,) = sayings("On Wednesday 29 December Dutch customs said that the port was busy.")
    assert [link.name for link in saying.chain] == ["Dutch customs"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kirby: “The ship left.”", [(["Kirby"], ":")]),
        ("The ship left, the crew said, before noon.", [(["crew"], "said")]),
        ("The ministry's claim that the ship left is old.", [(["ministry"], "claim")]),
        ("She joked that the ship had left.", [(["She"], "joked")]),
        ("Beyond Norland, which watches the port, says the ship left.", [(["Beyond Norland"], "says")]),
        ("Photo: Reuters", []),
        ("I think the ship left.", []),
        ("The ship left. Nobody said why.", []),
    ],
)
def test_sayings_are_heard_with_their_wording(text: str, found: list[tuple[list[str], str]]) -> None:
    assert heard(text) == found


@pytest.mark.parametrize("entry", REQUESTS, ids=lambda entry: entry.verbs[0])
def test_the_example_of_a_verb_that_reports_nothing_is_heard_as_such(entry: Acts) -> None:
    assert [saying.reports for saying in sayings(entry.example)] == [False]


def test_no_verb_both_reports_and_asks() -> None:
    verbs = [verb for entry in REQUESTS for verb in entry.verbs]
    assert sorted(verbs) == sorted(set(verbs))
    assert not [verb for verb in verbs if sources().says(verb)]


@pytest.mark.parametrize("name", ["Spiegel", "Der Spiegel", "the Wall Street Journal", "CBS", "AP"])
def test_an_outlet_is_known_with_and_without_article(name: str) -> None:
    assert is_outlet(name)


@pytest.mark.parametrize(("name", "kind"), [("Kpler data", "register"), ("Maxar", "imagery"), ("Kestrel", None)])
def test_providers_of_data_are_told_by_kind(name: str, kind: str | None) -> None:
    assert provider_kind(name) == kind


PIECES = [
    f"{SENT}, the Pentagon said.",
    "“It left,” said Zoë Lindqvist 🚢.",
    "Reuters: ships  left\u00a0Odesa",
    "He denied it",
    "According to",
    "\u200b",
]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from([" ", "\n", "; ", "\r\n"])), max_size=5))
def test_every_span_of_a_saying_reads_its_wording(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + gap for piece, gap in pieces)
    for saying in sayings(text):
        items: list[Mention | Attribution] = [*saying.sources, saying.cue, *saying.chain]
        for item in items:
            assert text[item.start : item.end] == item.text
        assert 0 <= saying.content.start < saying.content.end <= len(text)


@pytest.mark.parametrize("piece", ["A: ", "“", "said ", ", a b", "according to ", "Of Of "])
def test_long_odd_input_ends_soon(piece: str) -> None:
    begun = time.process_time()
    sayings((piece * 20_000)[:20_000])
    assert time.process_time() - begun < 20


@pytest.mark.parametrize(
    "text", ["Norway: first grain ship leaves", "The ship left for Latakia, Syria", "Oslo: a ship left"]
)
def test_a_place_beside_a_colon_or_comma_is_no_source(text: str) -> None:
    assert sayings(text) == ()


def test_a_common_word_is_no_outlet() -> None:
    assert not is_outlet("the guardian")
    assert is_outlet("dpa")


def test_a_claim_without_a_source_is_carried_over_from_the_only_one_that_the_page_names() -> None:
    (*_, sent) = drafts("The Turkish Defence Ministry said traffic grew.\nNorth Korea sent rifles to Russia.")
    assert [(link.name, link.carried) for link in sent.attribution] == [("Turkish Defence Ministry", True)]


def test_a_source_in_the_claims_own_sentence_is_not_carried_over() -> None:
    (sent, *_) = drafts("North Korea sent rifles to Russia, Beyond Parallel said.")
    assert [link.carried for link in sent.attribution] == [False]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"{SENT}, the New York Times has reported.", ["New York Times"]),
        (
            "According to United Against Fraud, which tracks fraud, Iran shipped 200 missiles to Russia.",
            ["United Against Fraud"],
        ),
        (f"Empire Navigation in Athens said {SENT}.", ["Empire Navigation"]),
        (
            "Iran shipped 200 missiles and 40 tanks to Russia, the Ports Board (PB), Norland Customs and the "
            "Immigration and Checkpoints Authority (ICA) said.",
            ["Ports Board", "Norland Customs", "Immigration and Checkpoints Authority"],
        ),
    ],
)
def test_a_name_is_kept_whole(text: str, names: list[str]) -> None:
    assert voices(drafts(text)[0]) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "A ship from Iran with 200 missiles has docked in Sevastopol, Nile Basin Agency reported on Monday.",
            ["Nile Basin Agency"],
        ),
        (f"{SENT}, analysts who follow the port by satellite conclude.", ["analysts"]),
        (f"The mayor of Lviv, Andriy Orr, said {SENT}.", ["Andriy Orr"]),
        (f"The government envoy for the reconstruction of Ukraine, Jan Orr, tells the radio that {SENT}.", ["Jan Orr"]),
        (f"{SENT}, says the firm's planner Jitka Orr, who rode along.", ["Jitka Orr"]),
        (f"{SENT}, one of the officials said.", ["officials"]),
        (f"{SENT}, AFP pictures show.", ["AFP"]),
        (f"Photographs supplied by Kestrel Watch show that {SENT}.", ["Kestrel Watch"]),
        (f"{SENT}, going by figures of TankerTrackers.com.", ["TankerTrackers.com"]),
        (f"In the ministry's opinion {SENT}.", ["ministry"]),
        (f"The ministry's first answer was that {SENT}.", ["ministry"]),
        (f"A logistician told investors that {SENT}.", ["logistician"]),
        (f"Analysts at Rystad say {SENT}.", ["Analysts", "Rystad"]),
        (f"Sources in Chad told the panel that {SENT}.", ["panel", "Sources"]),
    ],
)
def test_a_speaker_is_heard_where_the_sentence_is_turned_around(text: str, names: list[str]) -> None:
    assert voices(drafts(text)[0]) == names


@pytest.mark.parametrize(
    ("first", "short", "name"),
    [
        ("Orano said on Friday that a convoy had left.", "the state-owned group", "Orano"),
        ("World Central Kitchen said on Friday that the port was busy.", "the charity", "World Central Kitchen"),
        ("The Wall Street Journal reported on Friday that the port was busy.", "the paper", "Wall Street Journal"),
    ],
)
def test_the_paper_or_the_charity_is_the_one_named_before(first: str, short: str, name: str) -> None:
    assert voices(drafts(f"{first} {SENT}, {short} said.")[-1]) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry did not say where the ship went.",
        "The ship carried tracking data.",
        "The numbers do not add up to 40.",
        "The cargo, believed to be oil, went ashore.",
        "The rate is 40 dollars per tonne.",
    ],
)
def test_what_nobody_says_is_no_report(text: str) -> None:
    assert [saying for saying in sayings(text) if saying.reports] == []


@pytest.mark.parametrize(
    ("text", "said", "dated"),
    [
        (f"{SENT}, the navy said in a joint release on Tuesday.", ["Tuesday"], []),
        (f"{SENT}, the navy disclosed on Friday, ending months of silence.", ["Friday"], []),
        (f"In April, {SENT[:4]} was found to have shipped 200 missiles to Russia.", [], ["April"]),
        ("In April, 200 missiles from Iran were found in two trucks bound for Norland.", [], ["April"]),
    ],
)
def test_the_day_of_a_statement_is_not_that_of_the_movement(text: str, said: list[str], dated: list[str]) -> None:
    draft = drafts(text)[-1]
    assert [mention.text for mention in draft.said_on] == said
    assert [mention.text for mention in draft.roles.get("date", ())] == dated


@pytest.mark.parametrize(
    "background",
    [
        "In February 900 tonnes of sugar were shipped from Recife to Durban.",  # it opens with a day of its own
        "Another carrier had shipped 900 tonnes of sugar from Recife to Durban.",  # one sentence alone tells of it
    ],
)
def test_a_speaker_is_not_carried_into_what_the_report_knows_by_itself(background: str) -> None:
    told = "The freighter Halcyon carried 300 tonnes of flour from Batumi to Accra, Maria Lindqvist said.\n\n"
    (found,) = (draft for draft in drafts(told + background) if "Recife" in str(draft.roles))
    assert voices(found) == []


def test_a_speaker_is_carried_to_what_the_text_goes_on_to_tell_of_the_same_movement() -> None:
    told = "The freighter Halcyon carried 300 tonnes of flour from Batumi to Accra, Maria Lindqvist said.\n\n"
    found = drafts(told + "The Halcyon unloaded the flour in two days.")[-1]
    assert [(link.name, link.carried) for link in found.attribution] == [("Maria Lindqvist", True)]


def test_a_state_that_says_something_is_not_carried_over() -> None:
    told = "The freighter Halcyon carried 300 tonnes of flour from Batumi to Accra, Ankara says.\n\n"
    assert voices(drafts(told + "The Halcyon unloaded the flour in two days.")[-1]) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # turned around behind an aside with a noun of its own
        (f"{SENT}, its hose still connected, said Maria Lindqvist, head of the agency.", ["Maria Lindqvist"]),
        (f"By 25 October {SENT}, Slovenia's defence minister later revealed.", ["Slovenian defence minister"]),
        (f"The foreign ministry in Doha said that {SENT}.", ["Qatari foreign ministry"]),
        (f"In Baku, the foreign ministry said that {SENT}.", ["Azerbaijani foreign ministry"]),
        (f"According to Forest Ledger, {SENT}.", ["Forest Ledger"]),
        (f"Presidential aide Jan Orrwell on X: {SENT}.", ["Jan Orrwell"]),
        (f"{SENT}, Norland's port authority said.", ["Norland's port authority"]),
        (f"{SENT}, ministry spokesman Majed al-Ansari said.", ["Majed al-Ansari"]),
        (f"{SENT}, Ursula von der Leyen said.", ["Ursula von der Leyen"]),
        (f"361 tonnes in total, says the government's press service. {SENT}.", ["government's press service"]),
        (f"{SENT}, minister says. Agriculture Minister Jan Orrwell said it had been paid.", ["Jan Orrwell"]),
    ],
)
def test_names_of_speakers_are_read_where_news_puts_them(text: str, names: list[str]) -> None:
    said = sayings(text)[0]
    assert [link.name for link in said.chain][: len(names)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Unconnected, but worth noting: aid vehicles have taken 40 tanks to Southland.",
        f"{SENT}, according to AIS.",
        f"The Automatic Identification System showed that {SENT}.",
    ],
)
def test_what_shows_or_merits_a_note_is_no_source(text: str) -> None:
    assert not [link for saying in sayings(text) for link in saying.chain]


def test_initials_are_those_of_the_name_that_stands_before_in_full() -> None:
    text = f"{SENT}, the Inter-Services Public Relations directorate said. The ship has left, ISPR added."
    assert {link.name for saying in sayings(text) for link in saying.chain} == {
        "Inter-Services Public Relations directorate"
    }


def test_whoever_is_gainsaid_is_no_source_of_the_denial() -> None:
    text = f"Some media have speculated that {SENT}, and that is entirely untrue, said Maria Lindqvist."
    assert voices(only(text)) == ["Maria Lindqvist"]
