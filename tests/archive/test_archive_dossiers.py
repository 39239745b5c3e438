from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from archive_parts import kept, note, page, poke

from builders import ARMS, NORLAND, SOUTHLAND, Report, amount, says, written
from tallyclerk.archive import Archive, Finding, verify_dossier
from tallyclerk.archive.entries import sha256
from tallyclerk.model import Check, Claim, Dossier, Evidence, Family, Origin, Raw, Span


def a_dossier(raws: list[Any]) -> Dossier:
    """A dossier of two documents that lie in an archive, with a claim each."""
    tellers = [Report("d1"), Report("d2")]
    for report in tellers:
        report.tell(
            by=[says("the ministry")], giver=NORLAND, recipient=SOUTHLAND, cargo=ARMS, quantity=amount("40 crates", 40)
        )
    documents, claims = written(*tellers)
    placed = [
        msgspec.structs.replace(document, key=raw.key, record=raw.record, sha256=sha256(raw.body))
        for document, raw in zip(documents, raws, strict=True)
    ]
    origin = Origin(id="o1", name="the ministry", kind="body", documents=("d1", "d2"), independent=True, reason="named")
    return Dossier(documents=tuple(placed), claims=claims, origins=(origin,))


@pytest.fixture
def evidence(tmp_path: Path) -> tuple[Dossier, Archive]:
    raws = kept(tmp_path, [page(1), note(2)])
    assert all(isinstance(raw, Raw) for raw in raws)
    return a_dossier(raws), Archive.read(tmp_path)


def kinds(dossier: Dossier, archive: Archive | None = None) -> list[tuple[str, str]]:
    return [(finding.kind, finding.place) for finding in verify_dossier(dossier, archive).findings]


def with_claim(dossier: Dossier, **change: Any) -> Dossier:
    claim: Claim = msgspec.structs.replace(dossier.claims[0], **change)
    return msgspec.structs.replace(dossier, claims=(claim, *dossier.claims[1:]))


def with_document(dossier: Dossier, **change: Any) -> Dossier:
    document = msgspec.structs.replace(dossier.documents[0], **change)
    return msgspec.structs.replace(dossier, documents=(document, *dossier.documents[1:]))


def test_a_dossier_whose_words_and_bytes_are_there_has_no_findings(evidence: tuple[Dossier, Archive]) -> None:
    report = verify_dossier(*evidence, subject="out")
    assert report.ok
    assert (report.subject, report.entries, report.reports) == ("out", 2, 2)


def test_without_its_archive_only_the_dossier_itself_is_verified_and_that_is_said(
    evidence: tuple[Dossier, Archive],
) -> None:
    report = verify_dossier(evidence[0])
    assert report.ok
    assert "raw bytes of 2 documents were not compared" in report.notes[0]


def test_documents_that_the_archive_does_not_bear_out_are_named(evidence: tuple[Dossier, Archive]) -> None:
    dossier, archive = evidence
    assert kinds(with_document(dossier, sha256="0" * 64), archive) == [("other bytes", "d1")]
    assert kinds(with_document(dossier, record=None), archive) == [("not archived", "d1")]
    assert kinds(with_document(dossier, record="urn:uuid:none"), archive) == [("missing record", "d1")]


def test_a_damaged_record_is_named_by_the_document_that_rests_on_it(evidence: tuple[Dossier, Archive]) -> None:
    dossier, archive = evidence
    poke(archive.folder / "evidence-00001.warc.gz", (archive.folder / "evidence-00001.warc.gz").stat().st_size - 30)
    assert kinds(dossier, archive) == [("missing record", "d2")]


def test_wording_that_does_not_stand_at_its_span_is_named(evidence: tuple[Dossier, Archive]) -> None:
    dossier, _ = evidence
    claim = dossier.claims[0]
    moved = msgspec.structs.replace(claim.attribution[0], start=0, end=12)
    other = msgspec.structs.replace(claim.roles["cargo"][0], text="military equipment and munitionz")
    assert kinds(with_claim(dossier, attribution=(moved,))) == [("wrong wording", "c1 in d1")]
    assert kinds(with_claim(dossier, roles={"cargo": (other,)})) == [("wrong wording", "c1 in d1")]
    assert kinds(with_claim(dossier, evidence_spans=(Evidence("video", "footage", 0, 7),))) == [
        ("wrong wording", "c1 in d1")
    ]
    assert kinds(with_claim(dossier, quote=Span(0, 10_000))) == [("wrong wording", "c1 in d1")]
    assert "there stands 'It is told. '" in verify_dossier(with_claim(dossier, attribution=(moved,))).findings[0].words
    assert len(kinds(with_document(dossier, text="Another text."))) > 4


def test_ids_that_lead_nowhere_are_named(evidence: tuple[Dossier, Archive]) -> None:
    dossier, _ = evidence
    origin = msgspec.structs.replace(dossier.origins[0], documents=("d9",), rests_on=("o7",))
    check = Check(id="k1", transfer="t9", kind="order", verdict="possible", arithmetic="", explanation="", inputs={})
    broken = msgspec.structs.replace(
        dossier, origins=(origin,), families=(Family("f1", "copy", ("d1", "d8")),), checks=(check,)
    )
    assert kinds(broken) == [("unknown id", "f1"), ("unknown id", "o1"), ("unknown id", "o1"), ("unknown id", "k1")]
    assert kinds(with_claim(dossier, document="d7")) == [("unknown id", "c1")]
    assert kinds(with_document(dossier, family="f4")) == [("unknown id", "d1")]


def test_the_example_dossier_re_reads(najin_dossier: Dossier) -> None:
    assert verify_dossier(najin_dossier).ok


def test_findings_from_elsewhere_can_be_added_to_a_report(evidence: tuple[Dossier, Archive]) -> None:
    report = verify_dossier(*evidence)
    more = report.with_findings(Finding(kind="other article", place="d1", words="It reads otherwise.")).with_notes(
        "Rebuilt."
    )
    assert report.ok
    assert not more.ok
    assert more.notes == ("Rebuilt.",)
