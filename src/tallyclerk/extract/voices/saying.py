"""What the stages of attribution hand on: a cue in the parse, and a saying in the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from tallyclerk.model import Attribution, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True)
class Cue:
    """Words that say that somebody says something. Lives only as long as the parse.

    Attributes:
        word: The verb, noun or preposition of saying, or the colon of a headline.
        speakers: The nouns and pronouns that name who says it, outermost first.
        content: Indexes of the tokens that are said.
        reports: Whether it tells that something is so ("said"), not what somebody wants, thinks of or asks ("urged").
        inner: Whether the source is one that another source leans on ("citing two officials").
        back: Whether what is said is what stands before ("confirmed it", "said so").
    """

    word: Token
    speakers: tuple[Token, ...]
    content: frozenset[int]
    reports: bool = True
    inner: bool = False
    back: bool = False


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """One statement as a text credits it.

    Attributes:
        sources: The wording of who says it, outermost first: names, roles and pronouns as they stand.
        cue: The wording that says so ("said", "according", "report").
        content: From the first to the last word of what is said.
        chain: The sources as known from the whole text; empty where a pronoun or a thing names none.
        reports: Whether it tells that something is so ("said"), not what somebody wants or asks ("urged").
        denies: Whether it tells that something is not so ("denied").
        surmises: Whether it only thinks or claims that something is so ("believes", "insisted").
    """

    sources: tuple[Mention, ...]
    cue: Mention
    content: Span
    chain: tuple[Attribution, ...] = ()
    reports: bool = True
    denies: bool = False
    surmises: bool = False
