"""The brief in Markdown, as a CommonMark parser with footnotes reads it."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from publish_hostile import hostile
from publish_story import dossier, with_text

from tallyclerk.model import Dossier
from tallyclerk.publish.export.brief import escaped, to_markdown
from tallyclerk.publish.words import BIDI_CONTROLS, UNSHOWABLE, in_line

MARKUP = st.text("\\`*_[]<>|~^#$&!-+.1 :/whtps\t", max_size=20)
OURS = {"h1", "h2", "h3", "p", "ul", "li", "strong", "code", "sup", "section", "ol", "hr", "a", "div"}


def page(story: Dossier) -> Any:
    """The brief as HTML that is read back; HTML in it is let through, which is what hostile text would want."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin)
    return html.fragment_fromstring(reader.render(to_markdown(story).decode()), create_parent="div")


def text_of(node: Any) -> str:
    return " ".join(node.text_content().split())


def test_each_transfer_has_its_finding_status_and_facts() -> None:
    found = page(dossier())
    titles = [text_of(h) for h in found.iter("h2")]
    assert titles == [
        "North Korea to Russia: military equipment and munitions",
        "Rajin to Russia: about 300 containers",
        "Russia to North Korea: containers",
        "Reports",
    ]
    assert [text_of(h) for h in found.iter("h3")][:6] == [
        *("Facts", "Journey", "Where the reports differ", "Who denies it", "Checks", "Origins")
    ]
    told = text_of(found)
    assert "Status: delivered; certainty: asserted." in told
    assert "Quantity (repeated): two documents say so, and both rest on the White House" in told
    assert "1 origin, 2 documents; credibility 3, possibly true" in told
    assert "(EDTF 2023-09-07/2023-10-01)" in told
    assert "Dunay to Tikhoretsk, by rail: 7 September 2023 or later (EDTF 2023-09-07/..)" in told


def test_every_value_calls_footnotes_with_the_words_that_state_it() -> None:
    found = page(dossier())
    notes = {item.get("id"): text_of(item) for item in found.xpath("//li[contains(@class, 'footnote-item')]")}
    value = next(li for li in found.iter("li") if text_of(li).startswith("Dunay["))
    called = [notes[a.get("href")[1:]] for a in value.xpath(".//sup//a")]
    assert len(called) == 2
    assert "“The containers were carried on the ship Angara from the port of Najin to the town of Danube" in called[0]
    assert "John Kirby (White House), in Harbour Courier, published 13 October – 4 December 2023" in called[0]
    texts = [in_line(d.text) for d in dossier().documents]
    for note in notes.values():
        quote = re.match(r"“(.+?)” — ", note)
        assert quote
        assert any(quote[1] in text for text in texts)


def test_footnotes_that_are_called_are_there_and_no_others() -> None:
    written = to_markdown(dossier()).decode()
    assert "[^1]" in written
    defined = re.findall(r"^\[\^(\d+)\]: ", written, re.MULTILINE)
    assert set(re.findall(r"\[\^(\d+)\](?!:)", written)) == set(defined)
    assert len(defined) == len(set(defined))


def test_conflicts_denials_checks_and_what_was_not_read_are_told() -> None:
    told = text_of(page(dossier()))
    assert "Destination, mistranslation, between “Danube” and “Dunay”: Danube and Dunay share the name Dunaj" in told
    assert "border: implausible. Tikhoretsk to the nearest border of Ukraine: 201 km" in told
    assert "Russian foreign ministry" in told
    assert "Not read: broken.html" in told
    assert "White House: counts as a witness of its own; both reports give what John Kirby said" in told


def test_a_report_has_its_address_and_hash() -> None:
    found = page(dossier())
    links = {a.get("href") for a in found.iter("a")}
    assert "https://example.org/wire/1013" in links
    assert dossier().document("d2").sha256 in text_of(found)
    assert "published 13–15 October 2023" in text_of(found)
    assert "(EDTF [2023-10-13..2023-10-15])" in text_of(found)


def test_many_reports_of_one_value_are_counted_not_all_quoted(najin_dossier: Dossier) -> None:
    main = dossier()
    many = tuple(msgspec.structs.replace(main.documents[0], id=f"x{n}", key=f"x{n}.txt") for n in range(9))
    claims = tuple(msgspec.structs.replace(main.claim("c1"), id=f"y{n}", document=f"x{n}") for n in range(9))
    transfer = main.transfers[0]
    fact = transfer.facts["quantity"]
    value = msgspec.structs.replace(
        fact.values[0], claims=tuple(c.id for c in claims), documents=tuple(d.id for d in many)
    )
    facts = {"quantity": msgspec.structs.replace(fact, values=(value,))}
    story = msgspec.structs.replace(
        main, documents=many, claims=claims,
        transfers=(msgspec.structs.replace(transfer, claims=(), documents=(), legs=(), facts=facts),), checks=(),
    )  # fmt: skip
    assert "and 4 more reports" in text_of(page(story))
    assert text_of(page(najin_dossier))


def test_no_transfer_is_said() -> None:
    assert "No transfer was found." in text_of(page(Dossier(documents=(), claims=(), transfers=())))


@pytest.mark.parametrize("story", ["whole", "heading"])
def test_hostile_text_is_data(story: str) -> None:
    found = page(hostile() if story == "whole" else hostile("# x\n\n<h1>y</h1>\n\n    code\n\n***\n1. one\n\n"))
    assert {element.tag for element in found.iter() if isinstance(element.tag, str)} <= OURS
    assert not [element for element in found.iter() if not isinstance(element.tag, str)]  # comments, instructions
    assert {a.get("href")[0] for a in found.iter("a")} == {"#"}  # footnotes alone
    written = to_markdown(hostile()).decode()
    assert not UNSHOWABLE.search(written)
    assert not BIDI_CONTROLS.search(written)


@settings(deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
    | st.text("\\`*_[]<>|~^#$&!-+.1 :/whtps\t", max_size=20)
)
def test_any_title_is_shown_as_it_is(title: str) -> None:
    found = page(with_text(dossier(), "d1", title=title, outlet=None))
    shown = next(li for li in found.iter("li") if text_of(li).startswith("d1: "))
    assert text_of(shown).startswith(f"d1: {in_line(in_line(title) or 'courier.txt')}. ")


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), max_size=40))
def test_escaped_text_reads_back(written: str) -> None:
    line = in_line(written)
    shown = html.fragment_fromstring(MarkdownIt("commonmark").render(f"- x {escaped(line)} x"), create_parent="div")
    assert text_of(shown) == in_line(f"x {line} x")
    assert [e.tag for e in shown.iterdescendants()] == ["ul", "li"]
