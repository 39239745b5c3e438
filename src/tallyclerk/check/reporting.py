"""Whether a report was published before what it tells as done."""

from __future__ import annotations

from collections.abc import Iterator

from tallyclerk.check.case import Case, Finding
from tallyclerk.config import CheckSettings
from tallyclerk.model import Claim, DateValue, Document


def check_published(case: Case, _settings: CheckSettings) -> Iterator[Finding]:
    """Claims of what happened whose first day lies behind their report's day of publication, once a report and day."""
    seen: set[tuple[str, str]] = set()
    for claim in case.claims:
        document = case.documents[claim.document]
        day = _first_day(claim)
        if day is None or day.earliest is None or document.published is None or claim.stage == "planned":
            continue
        key = (document.id, day.label)
        if day.earliest > document.published.latest and key not in seen:
            seen.add(key)
            yield _finding(claim, document, day)


def _first_day(claim: Claim) -> DateValue | None:
    days = [d for d in claim.roles.get("date", ()) if isinstance(d, DateValue) and d.kind == "event" and d.earliest]
    return min(days, key=lambda day: (day.earliest, day.start)) if days else None


def _finding(claim: Claim, document: Document, day: DateValue) -> Finding:
    latest = document.published.latest if document.published else None
    return Finding(
        kind="order",
        verdict="implausible",
        arithmetic=f"{document.id} published {latest} < {day.earliest}, the first day that “{day.text}” can mean",
        explanation=f"{document.id} tells as done what by its own words lies behind its day of publication: one of the "
        "two days is wrong, or it tells of a plan.",
        inputs={"document": document.id, "published_latest": str(latest), "event_earliest": str(day.earliest)},
        claims=(claim.id,),
    )
