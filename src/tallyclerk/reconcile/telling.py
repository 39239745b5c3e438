"""Naming values and those who state them, in reasons."""

from __future__ import annotations

from collections.abc import Iterable

from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.meanings import Meaning
from tallyclerk.reconcile.names import in_order, listed


def quoted(meaning: Meaning) -> str:
    """The wording of a value in quotation marks."""
    return f"“{' '.join(meaning.value.text.split())}”"


def by_whom(meaning: Meaning) -> str:
    """The documents that state a value, with their outlets: "d1 The Post and d3"."""
    return documents_of(meaning.cases)


def documents_of(cases: Iterable[Case]) -> str:
    """The documents of some claims, with their outlets."""
    outlets = {case.document.id: case.document.outlet for case in cases}
    return listed(f"{id} {outlets[id]}" if outlets[id] else id for id in in_order(outlets))


def same_text(ones: Iterable[str], others: Iterable[str], family_of: dict[str, str]) -> bool:
    """Whether all these documents are copies of one text."""
    families = {family_of.get(document, "") for document in (*ones, *others)}
    return len(families) == 1 and "" not in families
