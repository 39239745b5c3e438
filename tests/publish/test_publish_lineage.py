from __future__ import annotations

from itertools import pairwise

import msgspec
from publish_story import dossier

from tallyclerk.model import Dossier, Edge, Family, Origin
from tallyclerk.publish.lineage import MOST, Lineage, lineage
from tallyclerk.publish.origins import involved
from tallyclerk.publish.records import Records


def picture(story: Dossier) -> Lineage:
    records = Records(story)
    transfer = records.transfers["t1"]
    found = lineage(records, transfer, involved(records, transfer))
    assert found
    return found


def test_an_origin_leads_to_each_report_that_rests_on_it() -> None:
    found = picture(dossier())
    looks = [(card.name, card.look) for card in found.cards]
    assert ("White House", "witness") in looks
    assert [card.target for card in found.cards if card.look == "report"] == ["d1", "d2"]
    assert sum(thread.look == "sure" for thread in found.threads) == 2


def test_a_copy_hangs_on_its_source() -> None:
    family = Family("f1", "copy", ("d1", "d2"), edges=(Edge("d1", "d2", "copy", "94%"),), source="d2")
    (thread,) = (t for t in picture(msgspec.structs.replace(dossier(), families=(family,))).threads if t.word)
    assert thread.word == "copied"
    start, end = (float(thread.path.split("M")[1].split()[1].split("C")[0]), float(thread.path.split()[-1]))
    assert start > end  # from the second row, which is d2, up to the first


def test_what_is_no_witness_is_dashed_and_stands_below_what_it_rests_on() -> None:
    story = dossier()
    outlet = Origin(
        id="o9", name="Wire", kind="outlet", documents=("d2",), rests_on=(story.origins[0].id,), independent=False,
        reason="passes on",
    )  # fmt: skip
    found = picture(msgspec.structs.replace(story, origins=(*story.origins, outlet)))
    above, below = (next(c for c in found.cards if c.name == name) for name in ("White House", "Wire"))
    assert below.look == "doubtful"
    assert below.y > above.y
    assert below.x > above.x


def test_cards_of_a_column_do_not_touch() -> None:
    found = picture(dossier())
    for side in ("report", "witness"):
        tops = sorted(card.y for card in found.cards if card.look == side)
        assert all(after - before >= 42 for before, after in pairwise(tops))
    assert found.height >= max(card.y for card in found.cards) + 42


def test_of_very_many_reports_the_rest_is_counted() -> None:
    story = dossier()
    more = tuple(msgspec.structs.replace(story.documents[0], id=f"d{n}") for n in range(3, 40))
    ids = tuple(d.id for d in (*story.documents, *more))
    origin = msgspec.structs.replace(story.origins[0], documents=ids)
    transfer = msgspec.structs.replace(story.transfers[0], documents=ids)
    found = picture(
        msgspec.structs.replace(
            story, documents=(*story.documents, *more), origins=(origin,), transfers=(transfer, *story.transfers[1:])
        )
    )
    assert sum(card.look == "report" for card in found.cards) == MOST
    assert found.unshown == len(ids) - MOST
