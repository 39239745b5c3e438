"""From filled frames to draft claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from tallyclerk.extract.amounts import lend_amounts, load_carriers, moves_unladen
from tallyclerk.extract.certainty import certainty_of, stage_of
from tallyclerk.extract.dating import is_aside
from tallyclerk.extract.events import OTHER_SIDE, Event
from tallyclerk.extract.evidence import evidence_of
from tallyclerk.extract.filling import Filling
from tallyclerk.extract.gathering import (
    drop_repeats,
    gather,
    join_sole_carrier,
    name_vague_goods,
    settle,
    share_by_clause,
    share_parties,
)
from tallyclerk.extract.itinerary import Itinerary, default_mode, is_part
from tallyclerk.extract.page import Page
from tallyclerk.extract.parse import Paragraph
from tallyclerk.extract.sameness import identity, is_water, place_key
from tallyclerk.extract.statement import Telling
from tallyclerk.extract.syntax import verb_above
from tallyclerk.extract.telling import ABOUT, ELSEWHERE, ENDS, evidence, is_no_goods, tells
from tallyclerk.extract.threads import Threads
from tallyclerk.extract.voices import Voices, joined, nameless, unverified
from tallyclerk.extract.way import leave_ends_off_the_way, put_calls_on_the_way
from tallyclerk.model import Attribution, Certainty, Draft, DraftLeg, Mention, Role, Span, Stage
from tallyclerk.resources.cargo import is_illicit
from tallyclerk.resources.parties import find_party
from tallyclerk.resources.speech import doubt

if TYPE_CHECKING:
    from spacy.tokens import Token

PLACES: tuple[Role, ...] = ("origin", "destination")
PARTIES: tuple[Role, ...] = ("giver", "recipient")
# Within how many characters of its start a sentence opens with a day.
OPENING = 15


@dataclass
class Assembly:
    """Makes drafts of one page's fillings, in the order of the text."""

    page: Page
    threads: Threads
    voices: Voices

    def drafts(self, fillings: Iterable[tuple[Paragraph, Filling]]) -> Iterator[Draft]:
        """The claims of filled frames, in the order of the text."""
        tellings = [self._telling(paragraph, filling) for paragraph, filling in fillings]
        if not self._can_claim(tellings):
            return
        events = join_sole_carrier(settle(gather(tellings)))
        self._weigh(events)
        for event in events:
            put_calls_on_the_way(event)
            event.complete()
        for event in events:
            event.share_implied()
        for telling in tellings:
            if telling.claims:
                self._imply(telling.filling)
        for event in events:
            event.complete()
        share_parties(events)
        share_by_clause(tellings)
        if not self.page.anything:
            lend_amounts(self.page, events)
        name_vague_goods(tellings)
        for telling in tellings:
            _leave_states_out(telling.filling)
        for telling in tellings:
            telling.claims = telling.claims or (telling.weighs and telling.is_substantial and tells(telling.filling))
        drop_repeats(tellings)
        legs = self._legs(events)
        beside = {id(telling): event.tellings for event in events for telling in event.tellings}
        for telling in tellings:
            leave_ends_off_the_way(telling.filling)
            if telling.claims:
                yield self._claim(telling, legs.get(id(telling), ()), beside.get(id(telling), ()))

    def _weigh(self, events: Sequence[Event]) -> None:
        """Keep movements that show enough, and load their carriers; not where whatever changes hands is asked for."""
        if self.page.anything:
            return
        for event in events:
            event.weigh(self._needed)
        load_carriers(self.page, events)

    @property
    def _needed(self) -> int:
        """Points of evidence that one statement of a movement must show."""
        return ABOUT if self.page.is_about_transfers else ELSEWHERE

    def _can_claim(self, tellings: Sequence[Telling]) -> bool:
        """Whether any statement shows enough by itself, without which no movement is weighed as one, or tells of a
        carrier that may be given goods."""
        if self.page.anything:
            return any(telling.claims or telling.is_substantial for telling in tellings)
        if self.page.is_about_transfers and any(map(moves_unladen, tellings)):
            return True
        return any(telling.claims and evidence(telling) >= self._needed for telling in tellings)

    def _legs(self, events: Sequence[Event]) -> dict[int, tuple[DraftLeg, ...]]:
        """The legs of movements, each by the statement that tells it, or the movement's first claim."""
        default = default_mode(events, self.page.document.text)
        told: list[tuple[Telling, DraftLeg]] = []
        for event in events:
            claims = [telling for telling in event.tellings if telling.claims]
            legs = Itinerary(event, default).legs() if claims else ()
            told += [(telling if telling.claims else claims[0], leg) for telling, leg in legs]
        stops = _stops([leg for _, leg in told])
        found: dict[int, tuple[DraftLeg, ...]] = {}
        for teller, leg in told:
            if not any(is_part(leg, other) for _, other in told):
                found[id(teller)] = (*found.get(id(teller), ()), leg)
                _note_ends(teller.filling, leg, stops)
        return found

    def _telling(self, paragraph: Paragraph, filling: Filling) -> Telling:
        """A filled frame with what its words refer to, and whether it tells of a transfer."""
        if filling.frame.implies and not filling.roles.get("cargo"):
            filling.add("cargo", paragraph.mention(filling.trigger, filling.trigger))
        cargo = filling.roles.get("cargo", [])
        filling.roles["cargo"] = [m for m in cargo if self.page.anything or not is_no_goods(m)]
        self._dates(paragraph, filling)
        self.threads.complete(filling)
        claims = tells(filling)
        if claims or not filling.roles.get("cargo"):
            self.threads.remember(filling)
        return Telling(paragraph, filling, claims, denied=certainty_of(filling.trigger)[0] == "denied")

    def _claim(self, telling: Telling, legs: tuple[DraftLeg, ...], beside: Sequence[Telling]) -> Draft:
        paragraph, filling = telling.paragraph, telling.filling
        certainty, hedge = certainty_of(filling.trigger)
        stage, cue = stage_of(filling.trigger, filling.frame.stage)
        if filling.called and stage == "delivered":
            stage, cue = "in_transit", filling.roles["via"][0].text
        said = self._said(telling, beside)
        if certainty == "asserted" and unverified(said):
            certainty, hedge = "alleged", said[0].text
        elif (
            certainty == "asserted"
            and stage not in ("seized", "planned")
            and (wrong := self._charge(paragraph, filling))
        ):
            certainty, hedge = "alleged", wrong
        reading = _Reading(certainty, hedge, stage, cue, said)
        quote = paragraph.sentence(filling.trigger)
        text = self.page.document.text
        return Draft(
            document=self.page.document.id,
            frame=filling.frame.id,
            trigger=Span(paragraph.start(filling.trigger), paragraph.end(filling.trigger)),
            stage=reading.stage,
            certainty=reading.certainty,
            roles={role: tuple(mentions) for role, mentions in filling.roles.items() if mentions},
            legs=legs,
            attribution=reading.said,
            evidence=evidence_of(
                text,
                self._context(paragraph, quote),
                self.voices.statements(reading.said),
                [t.paragraph.sentence(t.filling.trigger) for t in beside if t.denied == telling.denied],
                paragraph.mention(filling.trigger, filling.trigger) if stage == "seized" else None,
            ),
            quote=quote,
            steps=(reading.frame_step(filling), *reading.steps(), *filling.steps),
            said_on=self._said_on(paragraph, filling, reading),
            borrowed=telling.borrowed,
            stated=tuple(d for d in self.page.distances if quote.start <= d.start < quote.end),
        )

    def _charge(self, paragraph: Paragraph, filling: Filling) -> str:
        """The words by which a sentence's source lays a wrong to somebody: "according to X, it was cut *illegally*"."""
        if not self.voices.above(paragraph, filling.trigger):
            return ""
        quote = paragraph.sentence(filling.trigger)
        found = doubt().wrongs.search(self.page.document.text, quote.start, quote.end)
        return found.group() if found else ""

    def _context(self, paragraph: Paragraph, quote: Span) -> Span:
        """The sentence with its neighbours in the paragraph: how a thing is known often stands beside it."""
        spans = [paragraph.span(sentence) for sentence in paragraph.doc.sents]
        at = next(n for n, span in enumerate(spans) if span.holds(quote))
        return Span(spans[max(0, at - 1)].start, spans[min(len(spans) - 1, at + 1)].end)

    def _said(self, telling: Telling, beside: Sequence[Telling]) -> tuple[Attribution, ...]:
        paragraph, filling = telling.paragraph, telling.filling
        said = self.voices.above(paragraph, filling.trigger)
        if not said:  # who takes goods tells of it where nobody else is credited
            said = joined(self.voices.source(filling.phrases, token) for token in filling.seizers)
        if said and nameless(said) and (behind := self.voices.sole()):
            filling.steps.append(f"“{said[0].name}” are taken for those of “{behind[-1].name}”, the only source named")
            return (*_carried(behind), *said)
        return said or self._around(telling, beside)

    def _around(self, telling: Telling, beside: Sequence[Telling]) -> tuple[Attribution, ...]:
        """The source of a sentence that names none: of those around it, or the only one of the page."""
        paragraph, filling = telling.paragraph, telling.filling
        said, why = self.voices.around(paragraph, filling.trigger)
        if not said:
            said, why = self.voices.farther(paragraph, filling.trigger)
            if said and not self._goes_on(telling, beside, said):
                return ()
        if not said:
            said, why = self.voices.sole(), "the page names no other source"
        if said:
            filling.steps.append(f"the sentence names no source; taken for the words of “{said[0].name}”: {why}")
        return _carried(said)

    def _goes_on(self, telling: Telling, beside: Sequence[Telling], said: tuple[Attribution, ...]) -> bool:
        """Whether a source of another paragraph is still heard: it tells of the same movement, or no other one begins.

        A movement that one sentence alone tells of, or that opens with a day of its own, is mostly one from before,
        which the report knows by itself: "*In April* 25 tonnes were found in two shipments".
        """
        names = {link.name for link in said}
        others = [other for other in beside if other is not telling]
        above = (self.voices.above(other.paragraph, other.filling.trigger) for other in others)
        if any(link.name in names for chain in above for link in chain):
            return True
        quote = telling.paragraph.sentence(telling.filling.trigger)
        return bool(others) and not any(quote.start <= time.start < quote.start + OPENING for time in self.page.times)

    def _dates(self, paragraph: Paragraph, filling: Filling) -> None:
        sentence = paragraph.sentence(filling.trigger)
        for time in self.page.times:
            if (
                sentence.start <= time.start
                and time.end <= sentence.end
                and self._belongs(paragraph, time.start, filling.trigger)
            ):
                filling.add("date", paragraph.cut(time.start, time.end))

    def _said_on(self, paragraph: Paragraph, filling: Filling, reading: _Reading) -> tuple[Mention, ...]:
        """Times of the sentence that hang on a verb of saying."""
        quote = paragraph.sentence(filling.trigger)
        times = [time for time in self.page.times if quote.start <= time.start and time.end <= quote.end]
        dated = {(mention.start, mention.end) for mention in filling.roles.get("date", ())}
        return tuple(
            paragraph.cut(time.start, time.end)
            for time in times
            if (time.start, time.end) not in dated
            and reading.said
            and self._dates_saying(paragraph, time.start, filling.trigger)
        )

    def _dates_saying(self, paragraph: Paragraph, start: int, trigger: Token) -> bool:
        """Whether a time in the trigger's sentence hangs on a verb of saying."""
        token = next((t for t in trigger.sent if paragraph.end(t) > start), None)
        verb = verb_above(token) if token is not None else None
        return verb is not None and self.voices.speaks(paragraph, verb)

    def _belongs(self, paragraph: Paragraph, start: int, trigger: Token) -> bool:
        """Whether a time in the trigger's sentence dates the trigger's clause, not the statement about it."""
        token = next((t for t in trigger.sent if paragraph.end(t) > start), None)
        if token is None:
            return False
        own = trigger if trigger.pos_ in ("VERB", "AUX") else verb_above(trigger)
        if trigger in token.ancestors and trigger.pos_ == "NOUN":
            return True
        verb = verb_above(token)
        if verb is None or own is None:
            return verb == own
        if verb.i == own.i:
            return not is_aside(token, own)
        if self.voices.speaks(paragraph, verb):
            that = any(t.lower_ == "that" for t in verb.doc[min(verb.i, token.i) : token.i])
            return that and verb.i < token.i < trigger.i
        return (verb in own.ancestors and own.dep_ in ("xcomp", "acl", "advcl")) or (
            own in verb.ancestors and verb.dep_ in ("xcomp", "advcl")
        )

    def _imply(self, filling: Filling) -> None:
        """Where no party is named, the country of the place or of the goods stands for it, and the claim says so."""
        if filling.nation and not filling.roles.get("origin"):
            filling.implied.setdefault("giver", filling.nation)
        for role, mention in filling.implied.items():
            taken = any(mention.text == other.text for r in ENDS for other in filling.roles.get(r, ()))
            taken = taken or identity(mention) in map(identity, filling.roles.get(OTHER_SIDE[role], ()))
            if not filling.roles.get(role) and not taken:
                filling.add(role, mention)
                filling.steps.append(f"no {role} is named; “{mention.text}” beside the place or goods is taken for it")


@dataclass(frozen=True)
class _Reading:
    """How sure a claim is, how far the movement has come, and who says so."""

    certainty: Certainty
    hedge: str
    stage: Stage
    cue: str
    said: tuple[Attribution, ...]

    def frame_step(self, filling: Filling) -> str:
        return f"“{filling.trigger.text}” evokes the frame “{filling.frame.id}”"

    def steps(self) -> tuple[str, ...]:
        certainty = (
            f"certainty “{self.certainty}” because of “{self.hedge}”" if self.hedge else "stated without a hedge"
        )
        stage = (
            f"stage “{self.stage}” because of “{self.cue}”"
            if self.cue
            else f"stage “{self.stage}” is what the words mean"
        )
        return certainty, stage


def _carried(said: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """A chain as taken from other sentences than the claim's own."""
    return tuple(msgspec.structs.replace(link, carried=True) for link in said)


def _leave_states_out(filling: Filling) -> None:
    """ "Cocaine from Ecuador": the countries of illicit goods are where they were, not who gave or took them."""
    if is_illicit(filling.kinds):
        for role in PARTIES:
            found = filling.roles.get(role, [])
            states = [m for m in found if (match := find_party(m.text)) and match.entry.kind == "country"]
            filling.roles[role] = [mention for mention in found if mention not in states]


def _stops(legs: Sequence[DraftLeg]) -> frozenset[str]:
    """Places at which one leg ends and another begins."""
    ends = {place_key(leg.destination) for leg in legs if leg.destination}
    return frozenset(place_key(leg.origin) for leg in legs if leg.origin) & ends


def _note_ends(filling: Filling, leg: DraftLeg, stops: frozenset[str]) -> None:
    """Give the claim that tells a leg its ends, so that each name in the leg leads to its words."""
    ends: tuple[tuple[Role, Mention | None], ...] = (("origin", leg.origin), ("destination", leg.destination))
    for role, place in ends:
        named = [m for r in (*PLACES, "via", *PARTIES) for m in filling.roles.get(r, ())]
        if place is not None and place not in named:
            passed = filling.roles.get(role) or is_water(place) or place_key(place) in stops
            filling.add("via" if passed else role, place)
