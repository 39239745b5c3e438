"""The maps of whole dossiers (demo, founding texts, four stories of the corpus): no label covers another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

import tallyclerk
from browsing import Open
from tallyclerk.publish.maps import LEAD, Map, draw, route
from tallyclerk.publish.maps.outlines import NATURAL_EARTH
from tallyclerk.publish.records import Records

SHARED = Path(__file__).resolve().parents[3] / "shared"
STORIES = ("razoni_grain_2022", "wise_honest", "rhosus", "cocaine_rotterdam")
# What overlaps in a board as the browser has drawn it: its labels by their true boxes, more than a hair's breadth.
OVERLAPS = """() => {
    const found = [];
    for (const board of document.querySelectorAll('.map .board')) {
        if (!board.getClientRects().length) { continue; }
        const names = [...board.querySelectorAll('text')].map(node => [node.textContent, node.getBBox()]);
        const view = board.viewBox.baseVal;
        names.forEach(([one, a], n) => {
            const out = a.x < -1 || a.y < -1 || a.x + a.width > view.width + 1 || a.y + a.height > view.height + 1;
            if (out) { found.push(`${one} sticks out`); }
            for (const [other, b] of names.slice(n + 1)) {
                const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
                const high = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
                if (wide > 1 && high > 3) { found.push(`${one} / ${other}`); }
            }
        });
    }
    return found;
}"""


def maps(dossier: tallyclerk.Dossier) -> Iterator[Map]:
    records = Records(dossier)
    drawn = (draw(route(records, transfer), NATURAL_EARTH, LEAD) for transfer in dossier.transfers)
    yield from (item for item in drawn if item)


def overlaps(drawn: Map) -> list[tuple[str, str]]:
    """Pairs of labels that share ground, on any board."""
    return [
        (one.lines[0], other.lines[0])
        for board in drawn.drawings
        for one, other in combinations((*board.labels, *board.countries), 2)
        if one.box.overlaps(other.box)
    ]


def sticking_out(drawn: Map) -> list[str]:
    return [
        label.lines[0]
        for board in drawn.drawings
        for label in (*board.labels, *board.countries)
        if not label.box.inside(board.width, board.height, 0)
    ]


def assert_legible(dossier: tallyclerk.Dossier) -> None:
    found = list(maps(dossier))
    assert found
    for drawn in found:
        assert overlaps(drawn) == []
        assert sticking_out(drawn) == []


def corpus(story: str, folder: Path) -> tallyclerk.Dossier:
    pages = SHARED / "corpus" / "pages.jsonl"
    if not pages.is_file():
        pytest.skip("the corpus is not beside the project")
    rows = [row for row in pages.read_text(encoding="utf-8").splitlines() if json.loads(row).get("story") == story]
    assert rows, f"no page of {story}"
    source = folder / "pages.jsonl"
    source.write_text("\n".join(rows), encoding="utf-8")
    return tallyclerk.build(source)


def test_labels_of_the_demo_do_not_overlap(najin_dossier: tallyclerk.Dossier) -> None:
    assert_legible(najin_dossier)


def test_labels_of_the_founding_texts_do_not_overlap() -> None:
    if not (SHARED / "seeds").is_dir():
        pytest.skip("the founding texts are not beside the project")
    assert_legible(tallyclerk.build(SHARED / "seeds"))


@pytest.mark.parametrize("story", STORIES)
def test_labels_of_stories_do_not_overlap(story: str, tmp_path: Path) -> None:
    assert_legible(corpus(story, tmp_path))


@pytest.mark.parametrize("width", [390, 800, 1280, 1920])
def test_no_label_covers_another_in_a_browser(open_page: Open, najin_out: Path, width: int) -> None:
    assert open_page(najin_out / "dossier.html", width=width).evaluate(OVERLAPS) == []


def test_the_demo_names_its_places_the_reading_it_refused_and_a_disputed_border(
    najin_dossier: tallyclerk.Dossier,
) -> None:
    first = next(maps(najin_dossier))
    for board in first.sheet.drawings:
        named = {line for label in board.labels for line in label.lines}
        assert {"Tikhoretsk", "Najin – Dunay", "Danube", "not taken for Dunay", "Crimea", "disputed"} <= named
