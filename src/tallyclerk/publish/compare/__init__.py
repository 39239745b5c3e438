"""What changed between two dossiers, for example when reports were added.

compare(old, new)     all that differs, matched by content, for ids may shift
told(comparison)      the same in words, line by line
"""

from __future__ import annotations

from collections.abc import Iterator

from tallyclerk.model import Document, Dossier, Origin
from tallyclerk.publish import words
from tallyclerk.publish.compare.changes import Change, Comparison, TransferChange
from tallyclerk.publish.compare.matching import Matching, matching
from tallyclerk.publish.compare.telling import told
from tallyclerk.publish.compare.transfers import transfers
from tallyclerk.publish.sound import expect_sound

__all__ = ["Change", "Comparison", "TransferChange", "compare", "told"]


def compare(old: Dossier, new: Dossier) -> Comparison:
    """What differs, in the order in which the new dossier has it; what is gone comes last.

    Raises:
        DossierError: if one of them does not hold together.
    """
    expect_sound(old)
    expect_sound(new)
    match = matching(old, new)
    return Comparison(
        documents=(*_documents(match), *_unread(old, new)),
        origins=tuple(_origins(old, new)),
        transfers=tuple(transfers(match)),
    )


def _documents(match: Matching) -> Iterator[Change]:
    came_from = {new: old for old, new in match.documents.items()}
    for document in match.new.dossier.documents:
        if document.id not in came_from:
            yield Change(kind="added", what="document", name=document.key, after=_cited(document))
            continue
        before = match.old.documents[came_from[document.id]]
        if (before.text, before.published) != (document.text, document.published):
            yield Change(
                kind="changed", what="document", name=document.key, before=_cited(before), after=_cited(document)
            )
    for document in match.old.dossier.documents:
        if document.id not in match.documents:
            yield Change(kind="removed", what="document", name=document.key, before=_cited(document))


def _cited(document: Document) -> str:
    return f"{words.outlet(document)}, {words.published(document)}, {words.counted(len(document.text), 'character')}"


def _unread(old: Dossier, new: Dossier) -> Iterator[Change]:
    before, after = ({u.source: u.reason for u in dossier.unread} for dossier in (old, new))
    yield from (Change(kind="added", what="unread", name=k, after=v) for k, v in after.items() if k not in before)
    yield from (Change(kind="removed", what="unread", name=k, before=v) for k, v in before.items() if k not in after)


def _origins(old: Dossier, new: Dossier) -> Iterator[Change]:
    """Origins by name and kind: come, gone, or counted otherwise."""
    before, after = ({(o.name, o.kind): o for o in dossier.origins} for dossier in (old, new))
    for key, origin in after.items():
        if key not in before:
            yield Change(kind="added", what="origin", name=origin.name, after=_counted(origin))
        elif before[key].independent != origin.independent:
            yield Change(
                kind="changed", what="origin", name=origin.name, before=_counted(before[key]), after=_counted(origin)
            )
    for key, origin in before.items():
        if key not in after:
            yield Change(kind="removed", what="origin", name=origin.name, before=_counted(origin))


def _counted(origin: Origin) -> str:
    return f"{'counts' if origin.independent else 'does not count'} as a witness of its own: {origin.reason}"
