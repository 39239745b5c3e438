"""Each entry of the lexicons of extraction does what its example sentence says."""

from __future__ import annotations

import pytest
from extract_drafts import drafts, page, told

from tallyclerk.extract.certainty import certainty_of
from tallyclerk.extract.evidence import evidence_in
from tallyclerk.extract.match import fillings
from tallyclerk.model import Certainty, Draft, Span
from tallyclerk.resources.frames import Frame
from tallyclerk.resources.loading import load_yaml
from tallyclerk.resources.speech import EvidenceEntry, Hedge, Speech, doubt, sources

FRAMES = load_yaml("frames.yaml", tuple[Frame, ...])
EVIDENCE = load_yaml("evidence.yaml", tuple[EvidenceEntry, ...])
STRONG = [frame for frame in FRAMES if frame.gives and not frame.weak]
WEAK = [frame for frame in FRAMES if not frame.gives or frame.weak]
HEDGES = doubt().hedges
SPEECH = sources().speech


@pytest.mark.parametrize("frame", STRONG, ids=lambda frame: frame.id)
def test_the_example_of_a_frame_gives_a_claim_with_its_roles(frame: Frame) -> None:
    found = [told(draft) for draft in drafts(frame.example) if draft.frame == frame.id]
    assert found, f"no claim by {frame.id}"
    for role, wording in frame.gives.items():
        values = [text for roles in found for text in roles.get(role, ())]  # type: ignore[call-overload]
        assert any(wording in text for text in values), f"{role}: {values}"


@pytest.mark.parametrize("frame", WEAK, ids=lambda frame: frame.id)
def test_the_example_of_a_weak_frame_evokes_it(frame: Frame) -> None:
    assert frame.id in [filling.frame.id for _, filling in fillings(page(frame.example))]


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.id)
def test_the_example_of_a_frame_uses_one_of_its_words(frame: Frame) -> None:
    lemmas = {token.lemma_.lower() for paragraph in page(frame.example).paragraphs for token in paragraph.doc}
    words = [word.split() for word in (*frame.verbs, *frame.nouns)]
    assert any(set(parts) <= lemmas for parts in words)


@pytest.mark.parametrize("entry", SPEECH, ids=lambda entry: entry.verbs[0])
def test_the_subject_of_a_verb_of_saying_is_the_source_of_the_claim(entry: Speech) -> None:
    draft = _first(entry.example)
    speaker = entry.example.split()[:4]
    assert draft.attribution
    assert set(draft.attribution[0].text.split()) & set(speaker)


@pytest.mark.parametrize("entry", SPEECH, ids=lambda entry: entry.verbs[0])
def test_a_verb_of_saying_gives_the_claim_its_certainty(entry: Speech) -> None:
    assert _first(entry.example).certainty == (entry.certainty or "asserted")


@pytest.mark.parametrize("hedge", HEDGES, ids=lambda hedge: f"{hedge.certainty}-{hedge.scope}")
def test_a_hedge_gives_the_claim_its_certainty(hedge: Hedge) -> None:
    assert _first(hedge.example).certainty == hedge.certainty


@pytest.mark.parametrize("hedge", HEDGES, ids=lambda hedge: f"{hedge.certainty}-{hedge.scope}")
def test_the_example_of_a_hedge_uses_one_of_its_words(hedge: Hedge) -> None:
    found = [certainty_of(filling.trigger) for _, filling in fillings(page(hedge.example))]
    assert any(word for _, word in found)
    assert {token for token in _lemmas(hedge.example) if token in hedge.words}


@pytest.mark.parametrize("entry", EVIDENCE, ids=lambda entry: entry.kind)
def test_the_example_of_a_kind_of_evidence_shows_it(entry: EvidenceEntry) -> None:
    found = {item.kind: item for item in evidence_in(entry.example, Span(0, len(entry.example)))}
    assert entry.kind in found
    item = found[entry.kind]
    assert entry.example[item.start : item.end] == item.text


@pytest.mark.parametrize(
    ("word", "certainty"), [("may", "possible"), ("likely", "assessed"), ("allegedly", "alleged"), ("not", "denied")]
)
def test_no_hedge_stands_in_two_certainties_of_one_scope(word: str, certainty: Certainty) -> None:
    assert [hedge.certainty for hedge in HEDGES if word in hedge.words and hedge.scope == "self"] == [certainty]


def test_no_verb_of_saying_has_two_certainties() -> None:
    verbs = [verb for entry in SPEECH for verb in entry.verbs]
    assert sorted(verbs) == sorted(set(verbs))


def _first(text: str) -> Draft:
    found = drafts(text)
    assert found, "the example holds no claim"
    return found[0]


def _lemmas(text: str) -> set[str]:
    tokens = [token for paragraph in page(text).paragraphs for token in paragraph.doc]
    return {token.lemma_.lower() for token in tokens} | {token.lower_ for token in tokens}
