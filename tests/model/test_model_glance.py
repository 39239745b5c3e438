"""How a dossier shows itself in a notebook."""

from __future__ import annotations

import subprocess
import sys

from lxml import html

from tallyclerk.model import Dossier, Fact, FactValue, PartyValue, Transfer

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"' {{ 7*7 }} \u202eevil\u202c \x00\x1b &lt;"


def transfer(id: str, said: str) -> Transfer:
    value = FactValue(
        value=PartyValue(text="x", start=0, end=1, name=said),
        label=said,
        claims=(),
        documents=(),
        origins=(),
        independence=said,
    )
    fact = Fact(id=f"{id}.giver", verdict="single", explanation=said, values=(value, value))
    return Transfer(
        id=id,
        title=said,
        summary=said,
        status="in_transit",
        certainty="asserted",
        claims=(),
        documents=(),
        origins=(),
        facts={"giver": fact},
    )


def shown(*transfers: Transfer) -> str:
    return Dossier(documents=(), claims=(), transfers=transfers)._repr_html_()


def text_of(page: str) -> str:
    return " ".join(html.fragment_fromstring(page).text_content().split())


def test_each_transfer_is_shown_with_its_finding_and_facts() -> None:
    page = shown(transfer("t1", "Ruritania"), transfer("t2", "Freedonia"))
    assert "2 transfers, 0 documents" in text_of(page)
    assert "t1 Ruritania (in transit, asserted)" in text_of(page)
    tree = html.fragment_fromstring(page)
    assert [node.get("open") is not None for node in tree.iter("details")] == [True, False]
    (first, *_) = tree.iter("tbody")
    cells = [[cell.text_content() for cell in row] for row in first]
    assert cells == [["giver", "Ruritania", "single", "Ruritania"], ["", "Ruritania", "", "Ruritania"]]


def test_no_transfer_and_many_are_said() -> None:
    assert "No transfer was found." in text_of(shown())
    assert "and 8 more" in text_of(shown(*(transfer(f"t{n}", "x") for n in range(20))))


def test_hostile_text_is_shown_as_text() -> None:
    page = shown(transfer("t1", HOSTILE))
    assert "<script" not in page
    assert "<img" not in page
    assert not any(sign in page for sign in "\u202e\u202c\x00\x1b")
    assert "{{ 7*7 }}" in text_of(page)
    assert "<script>alert(1)</script>" in text_of(page)
    assert len(shown(transfer("t1", "x" * 100_000))) < 10_000


def test_templates_are_loaded_only_where_somebody_looks() -> None:
    code = "import sys, tallyclerk.model; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
