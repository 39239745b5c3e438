"""Who says so: the sayings of a page, and the chain of sources that stands above one claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from tallyclerk.extract.hedges import refuted
from tallyclerk.extract.page import Page
from tallyclerk.extract.parse import Paragraph
from tallyclerk.extract.phrases import Phrases
from tallyclerk.extract.voices.cues import cues
from tallyclerk.extract.voices.discourse import Discourse, is_only_state
from tallyclerk.extract.voices.known import Known
from tallyclerk.extract.voices.naming import Naming
from tallyclerk.extract.voices.saying import Cue, Saying
from tallyclerk.model import Attribution, Mention, Span
from tallyclerk.resources.speech import doubt, is_outlet, sources

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Saying", "Voices", "joined", "nameless", "unverified"]

Chain = tuple[Attribution, ...]
Heard = tuple[Paragraph, Cue, Saying]


def nameless(chain: Chain) -> bool:
    """Whether a chain names nobody: "experts", "a source"."""
    return all(link.kind == "anonymous" and link.of is None for link in chain)


def unverified(chain: Chain) -> bool:
    """Whether only people without name and office say so, in the claim's own sentence: "sources said"."""
    last = [link.name.lower().split()[-1] for link in chain]
    unnamed = all(not {word, word.removesuffix("s")}.isdisjoint(doubt().unnamed) for word in last)
    return bool(chain) and nameless(chain) and unnamed and not any(link.carried for link in chain)


@dataclass
class Voices:
    """The sources of a page.

    Attributes:
        known: Who has been named, so that "the ministry" and short names are known by the full ones.
    """

    page: Page
    known: Known = field(init=False)

    def __post_init__(self) -> None:
        self.known = Known(self.page)

    @cached_property
    def heard(self) -> list[Heard]:
        """Each cue of the page with its paragraph and its saying, in the order of the text.

        Every source is heard at once, so that a short name is known by its full one wherever that stands, but not
        before one is asked for: most pages are left without.
        """
        found = [(paragraph, cue) for paragraph in self.page.paragraphs for cue in cues(paragraph.doc)]
        heard = [lead for paragraph in self.page.paragraphs if (lead := self._lead(paragraph))]
        for paragraph, cue in sorted(found, key=lambda pair: pair[0].start(pair[1].word)):
            if saying := self._saying(paragraph, cue):
                heard.append((paragraph, cue, saying))
        heard.sort(key=lambda item: item[2].cue.start)
        return [(paragraph, cue, self._named(saying)) for paragraph, cue, saying in heard]

    def _named(self, saying: Saying) -> Saying:
        """A saying of a bare role, as headlines have it, as that of the one who holds it: "*minister* says"."""
        known = [self.known.holder(one) if one.kind == "anonymous" else None for one in saying.chain]
        if not any(known):
            return saying
        chain = joined(
            (msgspec.structs.replace(one, name=who.name, kind=who.kind, of=who.of) if who else one,)
            for one, who in zip(saying.chain, known, strict=True)
        )
        return msgspec.structs.replace(saying, chain=chain)

    def _lead(self, paragraph: Paragraph) -> Heard | None:
        """The outlet before the colon at the head of a line, which the parser does not see: "*Reuters*: ships left"."""
        text = self.page.document.text
        lead = text[text.rfind("\n", 0, paragraph.offset) + 1 : paragraph.offset]
        name = lead.strip().removesuffix(":").strip()
        if not lead.rstrip().endswith(":") or not is_outlet(name):
            return None
        start = text.index(name, paragraph.offset - len(lead))
        who = Attribution(text=name, start=start, end=start + len(name), name=name, kind="outlet")
        self.known.meet(who, frozenset())
        end = start + len(name)
        mention, colon = Mention(text=name, start=start, end=end), text.index(":", end)
        said = next(paragraph.doc.sents)
        cue = Cue(said[0], (), frozenset(token.i for token in said))
        saying = Saying(
            sources=(mention,),
            cue=Mention(text=":", start=colon, end=colon + 1),
            content=paragraph.span(said),
            chain=(who,),
        )
        return paragraph, cue, saying

    @property
    def sayings(self) -> tuple[Saying, ...]:
        """What the page credits to somebody, in the order of the text."""
        return tuple(saying for _, _, saying in self.heard)

    def above(self, paragraph: Paragraph, trigger: Token) -> Chain:
        """The chain of sources over a claim's trigger, outermost first."""
        over = [(c, s) for p, c, s in self.heard if p is paragraph and trigger.i in c.content and s.reports]
        over.sort(key=lambda pair: (pair[0].inner, -len(pair[0].content)))
        kept = [(c, s) for c, s in over if not refuted(c.word)]
        over = kept or over
        denied = any(saying.denies for _, saying in over)
        after = [(c, s) for c, s in self._pointing_back(paragraph, trigger) if s.denies or not denied]
        return joined(s.chain for _, s in (*over, *after))

    def speaks(self, paragraph: Paragraph, verb: Token) -> bool:
        """Whether somebody says something by a verb: not "is *expected* on Monday", "were *found* in April"."""
        return sources().says(verb.lemma_.lower()) and any(
            p is paragraph and cue.word.i == verb.i for p, cue, _ in self.heard
        )

    def around(self, paragraph: Paragraph, trigger: Token) -> tuple[Chain, str]:
        """Whose words a sentence without a source is by its own paragraph, and how that is known."""
        return self._discourse.speaker(paragraph, paragraph.sentence(trigger))

    def farther(self, paragraph: Paragraph, trigger: Token) -> tuple[Chain, str]:
        """Whose words a sentence without a source may be by other paragraphs, and how that is known."""
        return self._discourse.farther(paragraph, paragraph.sentence(trigger))

    def sole(self) -> Chain:
        """The only source with a name that a page reports from: "Beyond Parallel writes about it"."""
        told = (saying for _, _, saying in self.heard if saying.reports and not saying.surmises and not saying.denies)
        named = [chain for chain in (s.chain for s in told) if not nameless(chain) and not is_only_state(chain)]
        return named[0] if len({chain[-1].name for chain in named}) == 1 else ()

    def statements(self, chain: Chain) -> Iterator[Span]:
        """The sentences in which the sources of a chain speak, in the order of the text."""
        names = {link.name for link in chain}
        for paragraph, cue, saying in self.heard:
            if any(link.name in names for link in saying.chain):
                yield paragraph.sentence(cue.word)

    def source(self, phrases: Phrases, noun: Token) -> Chain:
        """A noun as source: the person or body that it names, and the body that a person speaks for."""
        return Naming(phrases, self.known).links(noun)

    @cached_property
    def _discourse(self) -> Discourse:
        return Discourse(self.page, [saying for _, cue, saying in self.heard if not cue.inner])

    def _pointing_back(self, paragraph: Paragraph, trigger: Token) -> Iterator[tuple[Cue, Saying]]:
        """Sayings of the next sentence about this one: "… arrived. The ministry confirmed it"."""
        end = paragraph.sentence(trigger).end
        for other, cue, saying in self.heard:
            if cue.back and other.start(cue.word.sent[0]) >= end:
                between = self.page.document.text[end : other.start(cue.word.sent[0])]
                if not between.strip(" \n\t;"):
                    yield cue, saying

    def _saying(self, paragraph: Paragraph, cue: Cue) -> Saying | None:
        naming = Naming(Phrases(self.page, paragraph), self.known)
        wording = [mention for noun in cue.speakers for mention in naming.mentions(noun)]
        if not wording:
            return None
        made = sources().certainty(cue.word.lemma_.lower())
        return Saying(
            sources=tuple(wording),
            cue=paragraph.mention(cue.word, cue.word),
            content=_content(paragraph, cue),
            chain=joined(naming.links(noun, speaks=_is_speech(cue.word)) for noun in cue.speakers),
            reports=cue.reports,
            denies=made == "denied",
            surmises=made in ("assessed", "alleged"),
        )


def _is_speech(word: Token) -> bool:
    """Whether a cue names only somebody: "said", "according to", not "showed"."""
    lemma = word.lemma_.lower()
    if word.lower_ == "according":
        return True
    shows = (sources().finding | sources().evincing) - {"put"}
    return word.pos_ == "VERB" and sources().says(lemma) and lemma not in shows


def _content(paragraph: Paragraph, cue: Cue) -> Span:
    inside = sorted(cue.content) or [cue.word.i]
    words: Mention = paragraph.mention(cue.word.doc[inside[0]], cue.word.doc[inside[-1]])
    return Span(words.start, words.end)


def joined(chains: Iterable[Chain]) -> Chain:
    """Chains as one, each source once."""
    found: dict[str, Attribution] = {}
    for chain in chains:
        for one in chain:
            found.setdefault(one.name, one)
    return tuple(found.values())
