"""Whatever the text: every span re-reads, the same text gives the same claims, and odd input ends soon."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from extract_drafts import SETTINGS, document
from hypothesis import given, settings
from hypothesis import strategies as st

from tallyclerk.extract import extract
from tallyclerk.model import Attribution, Draft, Evidence, Mention

SENTENCES = [
    "Iran shipped 200 missiles to Russia in May.",
    "“The Halcyon carried 300 containers of ammunition to Astrakhan,” said Maria Lindqvist of the Pentagon.",
    "From there, the containers were sent by rail to Volgograd.",
    "Satellite imagery shows that she left Odesa with  2,000\u00a0tonnes of coal 🚢.",
    "Norway denied that it gave Ukraine 30 howitzers, some 290 km from the border with Russia.",
    "Zoë’s navy seized 4 tonnes of cocaine in Rotterdam, Reuters reported, citing the police.",
    "\u200bNothing moved — at all…",
]
GAPS = [" ", "\n", "\n\n", "; ", ";", "\t", "  ", "\u2028", "\r\n", ""]
PAIRS = st.tuples(st.sampled_from(SENTENCES), st.sampled_from(GAPS))
TEXTS = st.lists(PAIRS, min_size=1, max_size=5).map(lambda pairs: "".join(s + gap for s, gap in pairs))
ODD = ["(", "!?", ";", "\n", "a", "A b ", "1,", "“", "-", "Xx: ", "http://a.b/", "\u0301", "km from "]


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_every_span_of_a_claim_reads_its_wording(text: str) -> None:
    for draft in extract(document(text), SETTINGS):
        for wording, start, end in _spans(draft):
            assert text[start:end] == wording
        quote = draft.quote.of(text)
        assert quote.strip()
        assert draft.quote.end <= len(text)


@settings(max_examples=8, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_claims(text: str) -> None:
    assert extract(document(text), SETTINGS) == extract(document(text), SETTINGS)


@pytest.mark.parametrize("piece", ODD)
def test_long_odd_input_ends_soon(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    begun = time.process_time()
    extract(document(text), SETTINGS)
    assert time.process_time() - begun < 20  # under two seconds on an idle core


def _spans(draft: Draft) -> Iterator[tuple[str, int, int]]:
    legs = [end for leg in draft.legs for end in (leg.vehicle, leg.origin, leg.destination, leg.date) if end]
    mentions = [mention for values in draft.roles.values() for mention in values]
    items: list[Mention | Attribution | Evidence] = [
        *mentions, *legs, *draft.stated, *draft.said_on, *draft.attribution, *draft.evidence
    ]  # fmt: skip
    for item in items:
        yield item.text, item.start, item.end
