"""The setting that takes whatever changes hands for goods."""

from __future__ import annotations

from extract_drafts import document, drafts, told

from tallyclerk.config import ExtractSettings
from tallyclerk.extract import extract

WIDE = ExtractSettings(anything=True)


def wide(text: str) -> list[dict[str, list[str]]]:
    """What the claims of a text have in each role, with whatever changes hands as goods."""
    return [dict(told(draft)) for draft in extract(document(text), WIDE)]  # type: ignore[arg-type]


def test_money_people_and_evidence_are_goods_only_where_asked_for() -> None:
    text = "Norway provided the agency with evidence of the sale."
    assert not any("evidence" in told(draft).get("cargo", []) for draft in drafts(text))
    (claim, *_) = wide(text)
    assert claim["giver"] == ["Norway"]
    assert claim["recipient"] == ["agency"]
    assert claim["cargo"] == ["evidence"]


def test_who_gives_may_be_a_pronoun_then() -> None:
    (claim, *_) = wide("They have sent a letter to Ghana.")
    assert claim["giver"] == ["They"]
    assert claim["cargo"] == ["letter"]
    assert claim["recipient"] == ["Ghana"]
