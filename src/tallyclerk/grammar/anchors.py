"""The names and numbers of a text in their order: what stays when all other words are changed."""

from __future__ import annotations

import re

from tallyclerk.resources.folding import fold

_ANCHOR = re.compile(r"[^\W\d_][\w’'-]*|\d[\d,.]*")
_POSSESSIVE = re.compile(r"[’']s?$")
_MOST = 400
"""Anchors of a text that are compared: the order of the first ones shows a rewrite."""


def anchors(text: str) -> tuple[str, ...]:
    """The names and numbers of a text, folded, in the order of their first mention.

    A word that the text also writes small is no name. Each counts once, so that a quote in two reports counts little.
    """
    words = _ANCHOR.findall(text)
    small = {word for word in words if word[0].islower()}
    found = (_POSSESSIVE.sub("", word).strip(".,") for word in words if not word[0].islower())
    return tuple(dict.fromkeys(fold(word) for word in found if word.lower() not in small))[:_MOST]
