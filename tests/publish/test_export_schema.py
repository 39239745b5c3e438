"""The JSON Schema of `dossier.json`, as the jsonschema library takes it."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from publish_hostile import hostile
from publish_story import dossier

from tallyclerk.model import SCHEMA, Dossier
from tallyclerk.publish import to_json
from tallyclerk.publish.export.schema import to_schema

SCHEME = json.loads(to_schema())


def faults(content: Any) -> list[str]:
    """Where a file does not fit the schema."""
    validator = Draft202012Validator(SCHEME, format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(content)]


def content() -> Any:
    return json.loads(to_json(dossier()))


def test_it_is_a_schema_of_2020_12() -> None:
    Draft202012Validator.check_schema(SCHEME)
    assert SCHEME["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA in SCHEME["title"]


def test_every_dossier_fits(najin_dossier: Dossier) -> None:
    payload = "<script>=1+1\u202e\x00\r\n"
    for story in (dossier(), najin_dossier, hostile(payload), Dossier(documents=(), claims=(), transfers=())):
        assert faults(json.loads(to_json(story))) == []


def _paths(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(node, dict):
        for key, item in node.items():
            yield from _paths(item, (*path, key))
    elif isinstance(node, list):
        for n, item in enumerate(node):
            yield from _paths(item, (*path, n))
    else:
        yield path


def test_a_wrong_type_anywhere_is_found() -> None:
    """Each kind of field of a whole dossier, set to what no field may be."""
    whole, validator, missed = content(), Draft202012Validator(SCHEME), []
    assert validator.is_valid(whole)
    alike: set[tuple[Any, ...]] = set()
    for *way, last in _paths(whole):
        shape = tuple("*" if isinstance(step, int) else step for step in (*way, last))
        if shape in alike or "inputs" in way:
            continue  # one of each is enough, and what went into a check is free
        alike.add(shape)
        node = whole
        for key in way:
            node = node[key]
        kept, node[last] = node[last], [[7]]
        missed += [(*way, last)] if validator.is_valid(whole) else []
        node[last] = kept
    assert len(alike) > 100
    assert missed == []


@pytest.mark.parametrize(
    "path",
    [
        ("documents",),
        ("documents", 0, "sha256"),
        ("documents", 0, "text"),
        ("claims", 0, "quote"),
        ("claims", 0, "roles"),
        ("claims", 0, "roles", "quantity", 0, "bound"),
        ("claims", 0, "roles", "date", 0, "edtf"),
        ("transfers", 0, "facts", "origin", "values", 0, "value", "lat"),
        ("transfers", 0, "facts", "origin", "values", 0, "independence"),
        ("transfers", 0, "facts", "origin", "verdict"),
        ("origins", 0, "independent"),
        ("checks", 0, "arithmetic"),
    ],
)
def test_what_the_contract_promises_must_be_there(path: tuple[Any, ...]) -> None:
    broken = content()
    node = broken
    for key in path[:-1]:
        node = node[key]
    del node[path[-1]]
    assert faults(broken)


def test_unknown_roles_and_words_are_refused_and_more_fields_are_not() -> None:
    broken, wider = content(), content()
    broken["claims"][0]["roles"]["captain"] = []
    assert faults(broken)
    broken = content()
    broken["transfers"][0]["facts"]["giver"]["verdict"] = "certain"
    assert faults(broken)
    wider["later"] = wider["claims"][0]["later"] = 1
    assert faults(wider) == []


def test_a_dossier_of_an_older_version_still_fits() -> None:
    older = copy.deepcopy(content())
    for field in ("unread", "version", "sensed"):
        older.pop(field, None)
    for transfer in older["transfers"]:
        transfer.pop("conflicts", None)
        transfer.pop("links", None)
    assert faults(older) == []


def test_nouns_and_their_fields_are_described() -> None:
    described = SCHEME["$defs"]["FactValue"]
    assert described["description"] == "One reported value of a fact, with all that stands behind it."
    assert "independent origins" in described["properties"]["independence"]["description"]
    assert all(found["description"] for found in SCHEME["$defs"].values())


def test_the_schema_reads_what_the_program_reads() -> None:
    """A file that fits the schema loads, and what loads fits."""
    again = msgspec.json.decode(to_json(dossier()), type=Dossier)
    assert json.loads(to_json(again)) == content()
