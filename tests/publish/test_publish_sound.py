from __future__ import annotations

import json
import re

import msgspec
import pytest
from publish_story import dossier

from tallyclerk.errors import DossierError
from tallyclerk.model import Dossier
from tallyclerk.publish import to_json
from tallyclerk.publish.compare import compare
from tallyclerk.publish.export import FORMATS, frames, rendered
from tallyclerk.publish.sound import expect_sound


def changed(pattern: str, into: str) -> Dossier:
    """The story with something in its JSON replaced everywhere."""
    text, times = re.subn(pattern, into, to_json(dossier()).decode())
    assert times
    return msgspec.json.decode(text.encode(), type=Dossier)


def test_what_was_built_holds_together(najin_dossier: Dossier) -> None:
    expect_sound(najin_dossier)
    expect_sound(dossier())


@pytest.mark.parametrize("id", ["=1+1", "<script>", "a b", "\u202ed1", "../d1", "", "x" * 65, "d1\n", "\x1b[31m"])
@pytest.mark.parametrize("of", ["d1", "c1", "t1", "t1.giver", "o1", "k1"])
def test_an_id_is_a_plain_word(of: str, id: str) -> None:
    odd = changed(rf'"{re.escape(of)}"', json.dumps(id).replace("\\", "\\\\"))
    with pytest.raises(DossierError, match=r"is no id of a .*build it anew") as caught:
        expect_sound(odd)
    assert "\u202e" not in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_an_id_stands_for_one_thing() -> None:
    with pytest.raises(DossierError, match="c1 is the id of two claims"):
        expect_sound(changed('"id": "c2"', '"id": "c1"'))


@pytest.mark.parametrize(
    ("pattern", "into", "told"),
    [
        (r'"document": "d2"', '"document": "d9"', "c5 names the document “d9”, which is not there"),
        (r'"transfer": "t1"', '"transfer": "t9"', "names the transfer “t9”"),
        (r'"rests_on": \[\s*"o1"', '"rests_on": ["o9"', "o2 names the origin “o9”"),
        (r'"claims": \[\s*"c9"', '"claims": ["c99"', "t3 names the claim “c99”"),
    ],
)
def test_a_reference_leads_somewhere(pattern: str, into: str, told: str) -> None:
    with pytest.raises(DossierError, match=told):
        expect_sound(changed(pattern, into))


@pytest.mark.parametrize("to", FORMATS)
def test_no_export_is_made_of_what_does_not_hold_together(to: str) -> None:
    with pytest.raises(DossierError, match="is not there"):
        rendered(changed(r'"document": "d2"', '"document": "d9"'), to)


def test_neither_are_frames_nor_comparisons() -> None:
    broken = changed(r'"document": "d2"', '"document": "d9"')
    with pytest.raises(DossierError, match="is not there"):
        frames(broken)
    for old, new in ((broken, dossier()), (dossier(), broken)):
        with pytest.raises(DossierError, match="is not there"):
            compare(old, new)
