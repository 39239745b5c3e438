"""Which times of a sentence are no dates of what it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallyclerk.resources.frames import frames

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_aside(time: Token, verb: Token) -> bool:
    """ "The airline, *under sanctions since 2011*, delivered": a time that belongs to a noun before the verb alone.

    Args:
        time: The first word of the time.
        verb: The verb in whose clause it stands.
    """
    nouns = (t for t in time.ancestors if t.pos_ in ("NOUN", "PROPN") and t.i < time.i)
    above = next(nouns, None)
    return above is not None and above.i < verb.i and verb in above.ancestors and not _moves(above)


def _moves(noun: Token) -> bool:
    return noun.lemma_.lower() in frames().nouns
