"""Words that say how a claim is known: in its own sentence, beside it, or where its source tells what it looked at."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from tallyclerk.model import Evidence, Mention, Span
from tallyclerk.resources.speech import evidence

SEIZURE = "seizure"
# Kinds that hold for the statement that tells of them alone, not for all of its movement.
OF_ONE = frozenset((SEIZURE, "witnesses"))


@lru_cache(maxsize=512)  # the claims of a page share their sentences
def evidence_in(text: str, span: Span, *, lasting: bool = False) -> tuple[Evidence, ...]:
    """The first wording of each kind of evidence within a span, in the order of the text.

    Args:
        lasting: Only kinds that a source rests on in all that it says, such as imagery.
    """
    found = []
    for kind, pattern in evidence(lasting=lasting):
        match = pattern.search(text, span.start, span.end)
        if match:
            found.append(Evidence(kind, match.group(), match.start(), match.end()))
    return tuple(sorted(found, key=lambda item: item.start))


def evidence_of(
    text: str, context: Span, said: Iterable[Span], told: Iterable[Span], seizure: Mention | None
) -> tuple[Evidence, ...]:
    """How a claim is known.

    Args:
        context: The claim's sentence with its neighbours.
        said: Other statements of the claim's source on the page.
        told: Other statements of the same movement.
        seizure: The words that tell of a seizure, where the claim is one: taking goods is seeing them.
    """
    found = {item.kind: item for item in evidence_in(text, context)}
    if seizure is not None:
        found.setdefault(SEIZURE, Evidence(SEIZURE, seizure.text, seizure.start, seizure.end))
    for span in told:
        for item in evidence_in(text, span):
            if item.kind not in OF_ONE:
                found.setdefault(item.kind, item)
    for span in said:
        for item in evidence_in(text, span, lasting=True):
            found.setdefault(item.kind, item)
    return tuple(sorted(found.values(), key=lambda item: item.start))
