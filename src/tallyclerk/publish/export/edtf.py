"""Days as EDTF: Extended Date/Time Format, level 1 and the one-of sets of level 2.

Source: ISO 8601-2:2019; https://www.loc.gov/standards/datetime/
"""

from __future__ import annotations

from datetime import date

from tallyclerk.model import DateValue, Leg, Published


def interval(earliest: date | None, latest: date | None) -> str:
    """`2023-09-07`, `2023-09-07/2023-10-01`, `2023-09-07/..`; empty where neither end is known."""
    if earliest == latest:
        return earliest.isoformat() if earliest else ""
    return f"{earliest.isoformat() if earliest else '..'}/{latest.isoformat() if latest else '..'}"


def of_value(value: DateValue) -> str:
    """The value's own EDTF, which knows a month from its days; else its interval."""
    return value.edtf or interval(value.earliest, value.latest)


def of_leg(leg: Leg) -> str:
    """The days within which a leg was made."""
    return interval(leg.earliest, leg.latest)


def of_publication(published: Published | None) -> str:
    """The one day on which a document was published: `2023-10-13`, or `[2023-10-13..2023-10-15]` for one of these."""
    if published is None:
        return ""
    if published.earliest == published.latest:
        return published.earliest.isoformat()
    return f"[{published.earliest.isoformat()}..{published.latest.isoformat()}]"
