"""How much was moved, where a report says it in a sentence of its own: "The scales showed 1,593 tonnes."

News tells the movement in one sentence and the amount in another, which may be worded in a hundred ways (it was
counted, weighed, booked, declared, put at). So the wording around an amount is not asked for; it is lent to a movement
without one only where the page names no second amount that could be meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tallyclerk.extract.events import Event
from tallyclerk.extract.page import Page
from tallyclerk.extract.parse import Paragraph
from tallyclerk.extract.phrases import Phrases
from tallyclerk.extract.statement import Telling
from tallyclerk.extract.syntax import NOUN, one_of, verb_above
from tallyclerk.extract.telling import ENDS, speaks_against
from tallyclerk.grammar.capacity import find_capacities
from tallyclerk.grammar.quantity import QuantityExpression
from tallyclerk.model import Mention
from tallyclerk.resources.cargo import cargo_compatible
from tallyclerk.resources.speech import nouns
from tallyclerk.resources.telling import telling_signs

if TYPE_CHECKING:
    from spacy.tokens import Token

MEASURED = frozenset(("mass", "volume"))
COUNTED = frozenset(("count", None))


@dataclass(frozen=True)
class Amount:
    """An amount of goods as worded.

    Attributes:
        mention: Its wording.
        measure: The kind of measure and the number.
        kinds: Classes of the goods that it is said to be of; none where only a measure is named.
        goods: The wording of those goods.
    """

    mention: Mention
    measure: tuple[str, float]
    kinds: tuple[str, ...]
    goods: Mention | None = None

    @property
    def is_count(self) -> bool:
        """Whether it counts pieces, so that those seen may be some of the goods; a weight is that of the whole."""
        return self.measure[0] not in MEASURED


def lend_amounts(page: Page, events: Sequence[Event]) -> None:
    """Give a movement without an amount the only one that the page names for such goods."""
    moved = [event for event in events if event.has_goods and event.is_claimed]
    lacking = [event for event in moved if not event.is_counted]
    if not lacking:
        return
    used = {m.start for event in moved for t in event.tellings if t.claims for m in t.named("quantity")}
    seen = {m.start for event in events for t in event.tellings if t.is_partial for m in t.own["quantity"]}
    free = [a for a in _amounts(page) if a.mention.start not in used and not (a.is_count and a.mention.start in seen)]
    for event in lacking:
        rivals = [other for other in moved if other is not event and cargo_compatible(other.kinds, event.kinds)]
        found = [amount for amount in free if _may_be_of(amount, event)]
        if not rivals and len({amount.measure for amount in found}) == 1:
            event.count(found[0].mention)


def load_carriers(page: Page, events: Sequence[Event]) -> None:
    """Give the only goods with an amount that a page names to the carrier whose way it tells, if nothing else moved.

    "The Ebro 41 landed in Norport on Monday. The forklift driver noted 86 pumps."
    """
    if not page.is_about_transfers or any(event.is_claimed and event.has_goods for event in events):
        return
    movers = [telling for event in events for telling in event.tellings if moves_unladen(telling)]
    loads = [amount for amount in _amounts(page) if amount.goods is not None and set(amount.kinds) - {"goods"}]
    if not movers or len({load.measure for load in loads}) != 1:
        return
    for telling in movers:
        filling = telling.filling
        filling.add("cargo", loads[0].goods)
        filling.roles["quantity"] = [loads[0].mention]
        filling.kinds, telling.claims, telling.weighs = loads[0].kinds, True, True
        filling.steps.append(f"“{loads[0].mention.text}” are the only goods of which the report tells how much")


def moves_unladen(telling: Telling) -> bool:
    """Whether a statement tells where a carrier of goods went, or was stopped, and not what it had in it."""
    own, frame = telling.own, telling.filling.frame
    if telling.denied or own.get("cargo") or not own.get("vehicle") or speaks_against(telling) is not None:
        return False
    moves = frame.slots.get("subject") == "mover" or frame.stage == "seized"
    return moves and any(own.get(role) for role in ENDS)


def _may_be_of(amount: Amount, event: Event) -> bool:
    """Whether an amount can be that of a movement's goods; one of goods of another kind cannot."""
    return not amount.kinds or cargo_compatible(amount.kinds, event.kinds)


def _amounts(page: Page) -> Iterator[Amount]:
    of_carriers = {capacity.number_start for capacity in find_capacities(page.document.text)}
    for paragraph in page.paragraphs:
        phrases = Phrases(page, paragraph)
        for quantity in page.quantities:
            if quantity.number_start in of_carriers:
                continue
            if paragraph.offset <= quantity.number_start < paragraph.offset + len(paragraph.doc.text):
                amount = _amount(paragraph, phrases, quantity)
                if amount is not None:
                    yield amount


def _amount(paragraph: Paragraph, phrases: Phrases, quantity: QuantityExpression) -> Amount | None:
    noun = _counted(paragraph, quantity)
    if noun is None or quantity.kind not in MEASURED | COUNTED or _is_property(noun) or _is_no_event(noun):
        return None
    items = [item for item in phrases.goods(noun) if item.kinds and not item.vague and not item.anaphor]
    kinds = items[0].kinds if items else ()
    if quantity.kind in COUNTED and not set(kinds) - {"goods"}:
        return None
    end = max(quantity.end, paragraph.end(noun))
    measure = (quantity.kind or "count", float(quantity.value))
    goods = items[0].mention if items else None
    return Amount(paragraph.cut(max(quantity.start, paragraph.offset), end), measure, kinds, goods)


def _counted(paragraph: Paragraph, quantity: QuantityExpression) -> Token | None:
    """The noun that a quantity counts: its unit, or what stands above its number."""
    last = quantity.end if quantity.kind in MEASURED else quantity.number_end
    token = next((t for t in paragraph.doc if paragraph.start(t) < last <= paragraph.end(t)), None)
    while token is not None and token.dep_ in ("nummod", "quantmod", "compound", "amod") and token.head.i >= token.i:
        if token.pos_ in NOUN and token.dep_ == "compound" and token.head.pos_ not in ("NUM", "SYM"):
            break
        token = token.head
    return token if token is not None and token.pos_ in NOUN and token.pos_ != "NUM" else None


def _is_property(noun: Token) -> bool:
    """ "50-kilogram sacks", "200 tonnes a day", "a capacity of 600 tonnes": no amount of goods that were moved."""
    doc, after = noun.doc, noun.doc[noun.i + 1 : noun.i + 2].text.lower()
    hyphened = any(t.text in ("-", "–") for t in doc[max(0, noun.i - 1) : noun.i])
    measure = noun.dep_ in ("compound", "nmod", "amod", "npadvmod") and noun.head.pos_ in ("NOUN", "PROPN", "ADJ")
    above = [a for a in noun.ancestors if a.pos_ == "NOUN"][:2]
    return (
        hyphened
        or measure
        or after in ("a", "an", "per", "each", "every")
        or any(one_of(a, nouns().no_load) for a in (noun, *above))
    )


def _is_no_event(noun: Token) -> bool:
    """ "She *can* lift 38,000 tonnes", "would need 400 tonnes", "did not bring 20": nothing that was moved."""
    verb = verb_above(noun)
    if verb is None:
        return False
    unreal = any(c.dep_ == "neg" or c.lower_ in ("can", "could", "would", "may", "might") for c in verb.children)
    return unreal or one_of(verb, telling_signs().ability.words) or one_of(noun, nouns().trips)
