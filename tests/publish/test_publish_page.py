import base64
import hashlib
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from lxml import html
from publish_story import COURIER, dossier, with_text

from tallyclerk.model import Conflict, Dossier, Fact, Removed, Unread
from tallyclerk.publish import to_html
from tallyclerk.publish.maps.outlines import World
from tallyclerk.publish.view import in_order

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&lt; \u202eevil\u202c \x00\x1b ]]> {{ 7*7 }} "
    "javascript:alert(3)"
)


@pytest.fixture(autouse=True, scope="module")
def _without_coasts() -> Iterator[None]:
    """Pages without outlines of countries, which take longer to draw than all else."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tallyclerk.publish.page.NATURAL_EARTH", World(lambda detail: (), lambda detail: ()))
        yield


@pytest.fixture(scope="module")
def page() -> str:
    return to_html(dossier())


@pytest.fixture(scope="module")
def tree(page: str) -> Any:
    return html.document_fromstring(page)


def text_of(node: Any) -> str:
    return " ".join(node.text_content().split())


def test_the_page_begins_with_the_finding(tree: Any) -> None:
    (title,) = tree.xpath("//h1")
    assert text_of(title) == "North Korea to Russia: military equipment and munitions"
    finding = text_of(tree.xpath("//section[@class='finding']")[0])
    assert "according to the White House" in finding
    assert "asserted" in finding
    assert "1 origin · 2 documents" in finding


def test_parts_are_listed_under_their_whole(tree: Any) -> None:
    items = tree.xpath("//section[contains(@class, 'overview')]//li")
    assert [(item.get("class"), item.xpath(".//a/@href")[0]) for item in items] == [
        ("depth-0", "#t1"),
        ("depth-1", "#t2"),
        ("depth-0", "#t3"),
    ]


def test_parts_of_each_other_are_all_listed_once() -> None:
    one, two, three = dossier().transfers
    circle = msgspec.structs.replace(one, links=(msgspec.structs.replace(two.links[0], transfer="t2"),))
    assert sorted(t.id for t, _ in in_order((circle, two, three))) == ["t1", "t2", "t3"]


def test_nothing_is_loaded_from_elsewhere(tree: Any) -> None:
    assert tree.xpath("//@src") == []
    assert tree.xpath("//link | //iframe | //object | //embed | //base | //form") == []
    outside = [link for link in tree.xpath("//a") if not link.get("href").startswith("#")]
    assert [link.get("href") for link in outside] == ["https://example.org/wire/1013"]
    assert "noopener" in outside[0].get("rel")
    assert "@import" not in text_of(tree.xpath("//style")[0])
    assert not re.findall(r"url\((?!\"#)", tree.xpath("//style")[0].text)


def test_the_policy_allows_the_two_inline_assets_and_nothing_else(tree: Any) -> None:
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for asset in ("style", "script"):
        (node,) = tree.xpath(f"//{asset}")
        digest = base64.b64encode(hashlib.sha256(node.text.encode()).digest()).decode()
        assert f"{asset}-src 'sha256-{digest}'" in policy


def test_no_inline_handlers_or_styles(tree: Any) -> None:
    assert [name for node in tree.iter() for name in node.attrib if name.startswith("on") or name == "style"] == []


def test_ids_are_unique_and_every_link_arrives(tree: Any) -> None:
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = [link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")]
    assert sorted(set(targets) - set(ids)) == []


def test_each_value_opens_its_words(tree: Any) -> None:
    (value,) = tree.xpath("//details[@id='t1.quantity.1']")
    assert text_of(value.xpath("./summary")[0]).startswith("at least 1,000 containers 1 origin, 2 documents")
    assert [mark.text for mark in value.xpath(".//mark")] == [
        "More than 1,000 containers",
        "more than 1,000 containers",
    ]
    assert "John Kirby (White House), in Harbour Courier" in text_of(value)
    assert all(tree.get_element_by_id(a[1:]) is not None for a in value.xpath(".//a/@href"))


def test_values_are_marked_in_the_article(tree: Any) -> None:
    found = tree.get_element_by_id("d1-337-343")
    assert (found.tag, found.text, found.get("title")) == ("mark", "Danube", "destination, origin")
    article = tree.xpath("//article[@id='d1']//div[@class='article']")[0]
    assert [p.text_content() for p in article.xpath("./p")] == COURIER.split("\n")


def test_verdicts_have_words_and_shapes(tree: Any) -> None:
    badges = tree.xpath("//tr[@id='t1.destination']//span[contains(@class, 'badge')]")
    assert [text_of(b) for b in badges] == ["conflicting"]
    assert badges[0].xpath(".//use/@href") == ["#i-cross"]
    assert {use[1:] for use in tree.xpath("//*[contains(@class, 'icon')]/use/@href")} <= set(tree.xpath("//symbol/@id"))


def test_conflicts_stand_side_by_side_with_their_reason(tree: Any) -> None:
    conflict = tree.xpath("//div[@class='conflict']")[0]
    assert [text_of(side) for side in conflict.xpath(".//p[@class='side-value']")] == ["Danube", "Dunay"]
    assert "share the name Dunaj" in text_of(conflict)
    assert "Harbour Courier (d1)" in text_of(conflict)


def test_a_side_that_is_worded_within_more_words_names_its_source() -> None:
    story = dossier()
    fact = story.transfers[0].facts["cargo"]
    worded = story.documents[0].text
    conflict = Conflict(kind="genuine", between=("munitions", "equipment"), reason="they differ")
    facts = {**story.transfers[0].facts, "cargo": msgspec.structs.replace(fact, conflicts=(conflict,))}
    changed = msgspec.structs.replace(story.transfers[0], facts=facts)
    whole = msgspec.structs.replace(story, transfers=(changed, *story.transfers[1:]))
    shown = html.document_fromstring(to_html(whole)).xpath(
        "//div[@class='conflict'][h4/span='Cargo']//div[@class='side']"
    )
    assert "equipment" in worded
    assert all(side.xpath(".//p[@class='side-sources']") for side in shown)
    assert len(shown) == 2


def test_denials_checks_refusals_furniture_and_unread_sources_are_shown(tree: Any) -> None:
    whole = text_of(tree)
    for words in (
        "Russia's foreign ministry denied that it had received any weapons.",
        "201 km; stated 290 km",
        "a page clock beside the weather",
        "- Advertisement -",
        "broken.html: not text",
        "not final until a person accepts it",
        "both reports give what John Kirby said",
    ):
        assert words in whole


def test_what_is_not_asserted_says_so(tree: Any) -> None:
    assert "possible" in text_of(tree.xpath("//section[@id='t3']//p[@class='standing']")[0])
    assert tree.xpath("//section[@id='t3']//span[@class='hedge']/text()") == ["possible"]


def test_drawings_have_titles_and_words(tree: Any) -> None:
    for drawing in tree.xpath("//svg[@role='img']"):
        for id in drawing.get("aria-labelledby").split():
            assert text_of(tree.get_element_by_id(id))
    legs = [text_of(leg) for leg in tree.xpath("//div[contains(@class, 'opening')]//ol[@class='legs']/li")]
    assert legs == [
        "by sea: Rajin to Dunay, on Angara, 7 September – 1 October 2023",
        "by rail: Dunay to Tikhoretsk, 7 September 2023 or later",
    ]


def test_headings_go_down_one_level_at_a_time(tree: Any) -> None:
    levels = [int(node.tag[1]) for node in tree.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_page_is_the_same_each_time(page: str) -> None:
    assert to_html(dossier()) == page


def hostile() -> Dossier:
    """The story with hostile text in every free text that a source can fill."""
    story = with_text(
        dossier(),
        "d2",
        title=HOSTILE,
        outlet=HOSTILE,
        url="javascript:alert(1)",
        key=HOSTILE,
        language='en" onload="x',
        text=dossier().documents[1].text + "\n" + HOSTILE + "\n" + "W" * 10_000,
        removed=(Removed(HOSTILE, HOSTILE),),
        notes=(HOSTILE,),
    )
    whole = story.transfers[0]
    fact = whole.facts["cargo"]
    wild: Fact = msgspec.structs.replace(
        fact,
        explanation=HOSTILE,
        values=tuple(msgspec.structs.replace(v, label=HOSTILE, independence=HOSTILE) for v in fact.values),
        conflicts=(Conflict(kind="genuine", between=(HOSTILE, "x"), reason=HOSTILE),),
    )
    changed = msgspec.structs.replace(whole, title=HOSTILE, summary=HOSTILE, facts={**whole.facts, "cargo": wild})
    origin = msgspec.structs.replace(story.origins[0], name=HOSTILE, reason=HOSTILE)
    return msgspec.structs.replace(
        story,
        transfers=(changed, *story.transfers[1:]),
        origins=(origin, *story.origins[1:]),
        unread=(Unread(HOSTILE, HOSTILE),),
        version=HOSTILE,
    )


def test_hostile_text_shows_as_text() -> None:
    tree = html.document_fromstring(to_html(hostile()).encode())
    assert len(tree.xpath("//script")) == 1
    assert tree.xpath("//img") == []
    assert [name for node in tree.iter() for name in node.attrib if name.startswith("on")] == []
    assert [a for a in tree.xpath("//a/@href") if not a.startswith("#")] == []
    assert "<script>alert(1)</script>" in text_of(tree.xpath("//h1")[0])
    assert "{{ 7*7 }}" in text_of(tree)
    assert "\x00" not in to_html(hostile())


def test_direction_overrides_stay_in_their_own_text() -> None:
    tree = html.document_fromstring(to_html(hostile()))
    for text in tree.xpath("//text()[contains(., '\u202e')]"):
        around = text.getparent().getparent() if text.is_tail else text.getparent()
        isolated = around.xpath("ancestor-or-self::bdi | ancestor-or-self::*[@dir='auto']")
        assert isolated, html.tostring(around)[:300]


def test_a_dossier_without_transfers_says_so() -> None:
    story = dossier()
    tree = html.document_fromstring(
        to_html(msgspec.structs.replace(story, transfers=(), origins=(), checks=(), claims=()))
    )
    assert "No transfer was found" in text_of(tree.xpath("//h1")[0])
    assert len(tree.xpath("//article")) == 2


def test_of_many_transfers_those_told_once_fold_away_and_wholes_stay_with_their_parts() -> None:
    story = dossier()
    one, part, other = story.transfers
    more = tuple(msgspec.structs.replace(other, id=f"t{n}", links=()) for n in range(4, 20))
    whole = msgspec.structs.replace(more[3], claims=("c9",))
    small = msgspec.structs.replace(part, links=(msgspec.structs.replace(part.links[0], transfer=whole.id),))
    tree = html.document_fromstring(to_html(msgspec.structs.replace(story, transfers=(one, small, other, *more))))
    openly = tree.xpath("//section[@class='overview']/ul/li/a[@class='overview-name']/@href")
    assert openly == ["#t1", f"#{whole.id}", "#t2"]
    assert len(tree.xpath("//details[@class='lesser']//li")) == 16
