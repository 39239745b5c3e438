import msgspec
from publish_story import dossier, with_text

from tallyclerk.model import Span
from tallyclerk.publish.quotes import quote, quotes
from tallyclerk.publish.records import Records
from tallyclerk.publish.words import said_by


def test_every_quote_re_reads_from_its_document() -> None:
    records = Records(dossier())
    seen = 0
    for transfer in records.dossier.transfers:
        for role, fact in transfer.facts.items():
            for value in fact.values:
                for item in quotes(records, role, value):
                    document, start, end = item.anchor.split("-")
                    text = records.documents[document].text
                    assert text[int(start) : int(end)] == item.marked
                    assert item.before + item.marked + item.after in text
                    seen += 1
    assert seen > 15


def test_each_document_that_gives_a_value_is_quoted() -> None:
    records = Records(dossier())
    fact = records.transfers["t1"].facts["destination"]
    danube = quotes(records, "destination", fact.values[1])
    assert [(q.claim, q.marked) for q in danube] == [("c6", "Dunay"), ("c2", "Danube")]


def test_a_hedged_claim_keeps_its_certainty_and_speaker() -> None:
    records = Records(dossier())
    (found,) = quotes(records, "giver", records.transfers["t3"].facts["giver"].values[0])
    assert (found.certainty, found.said_by) == ("possible", "John Kirby (White House)")


def test_a_body_is_not_named_again_behind_its_speaker() -> None:
    claim = dossier().claims[0]
    body = msgspec.structs.replace(claim.attribution[0], name="the White House", kind="body", of=None)
    wire = msgspec.structs.replace(claim.attribution[0], name="Eastern Wire", kind="agency", of=None)
    chain = (wire, claim.attribution[0], body)
    said = said_by(msgspec.structs.replace(claim, attribution=chain))
    assert said == "Eastern Wire, citing John Kirby (White House)"


def test_a_wording_in_an_earlier_sentence_comes_with_the_sentence_that_refers_to_it() -> None:
    records = Records(dossier())
    claim = records.claims["c3"]
    found = quote(records, claim, claim.roles["origin"][0])
    assert found.marked == "Danube"
    assert found.refers.startswith("From there they were to go by rail")
    assert "Primorsky Krai" in found.after


def test_a_very_long_sentence_is_cut_around_its_wording() -> None:
    story = dossier()
    text = story.documents[0].text
    long = text.replace("\n", " ") + " word" * 5000
    records = Records(with_text(story, "d1", text=long))
    claim = records.claims["c1"]
    whole = msgspec.structs.replace(claim, quote=Span(0, len(long)))
    found = quote(records, whole, claim.roles["quantity"][0])
    assert len(found.before) + len(found.after) < 500
    assert found.after.endswith("…")
