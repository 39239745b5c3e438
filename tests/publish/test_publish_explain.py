import pytest
from publish_story import dossier

from tallyclerk.errors import DossierError
from tallyclerk.publish import explain


@pytest.mark.parametrize(
    ("id", "said"),
    [
        (
            "c1",
            ["“More than 1,000 containers", "courier.txt", "citing John Kirby (White House)", "frame send.v", "sha256"],
        ),
        ("c2", ["worded “Danube” [337–343]", "also c6", "mistranslation: Danube and Dunay share the name Dunaj"]),
        ("c3", ["certainty alleged", "stage planned", "in its own voice"]),
        ("c4", ["denied", "it went into no fact"]),
        ("c6", ["known by satellite imagery: “Satellite imagery”"]),
        ("t1.quantity", ["repeated", "[More than 1,000 containers] of military", "1 origin, 2 documents", "origin o1"]),
        ("t1.destination", ["conflicting", "mistranslation, between Danube and Dunay", "other leg"]),
        ("t1", ["Why these claims are one transfer", "leg 1: by sea, Rajin to Dunay, on Angara", "check k1, border"]),
        ("t2", ["it is a part of t1: same port"]),
        ("o1", ["White House (body)", "d1: Harbour Courier", "t1.quantity: at least 1,000 containers"]),
        ("o2", ["does not count", "rests on o1, White House"]),
        ("k1", ["201 km; stated 290 km", "computed km: 201.4", "other: not known", "c3: “From there"]),
        (
            "d1",
            [
                "date refused: “Monday, December 4, 2023”",
                "2 pieces set aside",
                "c1, asserted, in t1",
                "o1: White House",
            ],
        ),
        ("d2", ["https://example.org/wire/1013", "note: the year is inferred"]),
    ],
)
def test_each_kind_of_id_tells_where_it_came_from(id: str, said: list[str]) -> None:
    account = explain(dossier(), id)
    assert [words for words in said if words not in account] == []
    assert account.endswith("\n")
    assert all(line == line.rstrip() for line in account.splitlines())


def test_a_wording_outside_its_sentence_is_shown_with_the_sentence_that_refers_to_it() -> None:
    account = explain(dossier(), "t1.quantity") + explain(dossier(), "t1.origin")
    assert "referred to by" not in account


def test_an_unknown_id_lists_those_that_there_are() -> None:
    with pytest.raises(DossierError, match=r"c99: no such id.*transfers t1, t2, t3; facts t1\.giver"):
        explain(dossier(), "c99")
