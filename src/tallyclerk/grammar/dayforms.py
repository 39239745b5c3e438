"""Finding one day of the calendar in a text, by day and month: "24 May", "May 24", "24th of May"."""

from __future__ import annotations

import re
from functools import lru_cache

from tallyclerk.resources.time import time_words


@lru_cache(maxsize=512)
def day_pattern(day: int, month: int) -> re.Pattern[str]:
    """Finds a day of a month as English writes it, whatever year is meant."""
    forms = next(entry.forms for entry in time_words().months if entry.number == month)
    names = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    number = rf"0?{day}(?:st|nd|rd|th)?"
    return re.compile(rf"(?<![\w.])(?:{number}\s+(?:of\s+)?(?:{names})|(?:{names})\s+{number})(?![\w])", re.IGNORECASE)
