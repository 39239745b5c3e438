"""The main text of a page as trafilatura finds it."""

from __future__ import annotations

import logging
from typing import Any

from lxml import etree

_MAX_ELEMENTS = 20_000
_MAX_SIBLINGS = 3_000
# What it logs is told in a note where it matters; added again and again, it still is one handler.
_SILENCE = logging.NullHandler()
_COUNT = etree.XPath("count(//*)")
_WIDE = etree.XPath(f"boolean(//*[count(*) > {_MAX_SIBLINGS}])")


def main_text(tree: Any) -> tuple[str, str | None]:
    """The main text, or "" and a note where it was not looked for or the search failed.

    Its fast way, set to recall: on the benchmark of decision 0011 that is as good as its full one, in half the time.
    Above 20,000 elements, or 3,000 within one, it would take seconds (it looks at siblings again and again), so it is
    not asked. The tree is left as it is.
    """
    count = _COUNT(tree)
    if count > _MAX_ELEMENTS:
        return "", f"the page has more than {_MAX_ELEMENTS:,} elements, too many to look for its main text"
    if count > _MAX_SIBLINGS and _WIDE(tree):
        return "", f"an element has more than {_MAX_SIBLINGS:,} others in it, too many to look for the main text"
    # Late: it takes a quarter of a second to import.
    from trafilatura import bare_extraction  # noqa: PLC0415

    logging.getLogger("trafilatura").addHandler(_SILENCE)
    try:
        found = bare_extraction(tree, fast=True, favor_recall=True, include_comments=False, include_tables=True)
    except Exception as error:
        return "", f"looking for the main text failed ({type(error).__name__})"
    return ((found.text or ""), None) if found and not isinstance(found, dict) else ("", None)
