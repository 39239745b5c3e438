"""Words that say how a claim is known."""

from __future__ import annotations

from tallyclerk.model import Evidence, Span
from tallyclerk.resources.speech import evidence


def evidence_in(text: str, span: Span) -> tuple[Evidence, ...]:
    """The first wording of each kind of evidence within a span, in the order of the text."""
    found = []
    for kind, pattern in evidence():
        match = pattern.search(text, span.start, span.end)
        if match:
            found.append(Evidence(kind, match.group(), match.start(), match.end()))
    return tuple(sorted(found, key=lambda item: item.start))
