"""Whether a filled frame tells of a transfer at all.

The words of transfers are everyday words: planes fly, missiles reach, ministers deliver. A frame is a claim only if its
own words show goods that go from somebody or somewhere to somebody or somewhere. How much of that they must show hangs
on the page: in a long text about something else, chance fills a frame now and then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tallyclerk.extract.filling import Filling
from tallyclerk.extract.syntax import is_passive, one_of, subject
from tallyclerk.model import Mention, Role
from tallyclerk.resources.cargo import cargo_class
from tallyclerk.resources.speech import nouns, sources
from tallyclerk.resources.telling import telling_signs
from tallyclerk.resources.vehicles import vehicle_kind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from tallyclerk.extract.statement import Telling

ENDS: tuple[Role, ...] = ("giver", "recipient", "origin", "destination")
# Kinds of measure (quantity.yaml) in which goods are measured, not counted.
WEIGHED = frozenset(("mass", "volume"))
# What the main clause of an unreal condition has.
_UNREAL = frozenset(("would", "could", "might", "'d", "’d"))
# Points of evidence that a page must show for a movement: one that is about transfers, and any other.
ABOUT, ELSEWHERE = 3, 5


def tells(filling: Filling) -> bool:
    """Whether a filled frame tells of goods that move: the goods or their carrier, and an end or an amount."""
    roles = filling.roles
    cargo = roles.get("cargo")
    if filling.lends:
        return False
    if filling.phrases.page.anything:
        ends = sum(bool(roles.get(role)) for role in ENDS)
        return not filling.frame.weak and filling.has_needs and (bool(cargo) or ends > 1)
    faint = filling.frame.weak and not (cargo and (roles.get("quantity") or roles.get("origin")) and roles.get("date"))
    if faint or not filling.has_needs:
        return False
    if cargo:
        return any(roles.get(role) for role in (*ENDS, "quantity", "vehicle"))
    return _tells_without_goods(filling)


def _tells_without_goods(filling: Filling) -> bool:
    """Whether a carrier or a measure moves: "the tanker left Norport on Monday", "400 tonnes, loaded at Norport"."""
    roles = filling.roles
    ends = any(roles.get(role) for role in ENDS)
    if filling.measured and roles.get("quantity"):
        return ends
    places = bool(roles.get("origin")) + bool(roles.get("destination")) + bool(roles.get("date")) + _is_sent(filling)
    return bool(roles.get("vehicle")) and ends and (places >= 2 or bool(roles.get("quantity")))


def speaks_against(telling: Telling) -> str | None:
    """Why a statement is of something else, whatever roles it fills: an ability, a rule, a weapon used; else None."""
    trigger, signs = telling.filling.trigger, telling_signs()
    if any(_is_able(token) for token in _above(trigger)) or _is_supposed(trigger):
        return "it says what can or could have been done"
    if trigger.pos_ == "NOUN" and any(
        one_of(token, signs.curbs.words) for token in (*_governors(trigger), *_compounds(trigger))
    ):
        return "it tells of a rule"
    if _is_travel(telling):
        return "people travel"
    if _is_used(telling):
        return "the weapon is used"
    if any(_is_beyond(place) for role in ("destination", "via") for place in telling.own.get(role, ())):
        return "it goes where no shipment goes"
    return None


def evidence(telling: Telling) -> int:
    """How many points a statement's own words give for a transfer."""
    own, filling = telling.own, telling.filling
    goods = own.get("cargo", ())
    known = any(cargo_class(mention.text) for mention in goods)
    points = 2 if known else int(bool(goods))
    points += (
        _carriage(own.get("vehicle", ()), with_goods=known)
        + bool(own.get("quantity"))
        + (known and _is_weighed(telling))
    )
    across = (own.get("giver") or own.get("origin"), own.get("recipient") or own.get("destination"))
    points += sum(map(bool, across)) + all(map(bool, across))
    return points + one_of(filling.trigger, telling_signs().strong.words)


def _carriage(vehicles: Iterable[Mention], *, with_goods: bool) -> int:
    """Two for what carries goods as a rule, one for what carries people as a rule but goods here."""
    return 2 if _carriers(vehicles) else int(any(vehicles) and with_goods)


def _is_weighed(telling: Telling) -> bool:
    """Whether the goods are weighed or filled, not counted: "3,000 tonnes of wheat"."""
    return any(kind in WEIGHED for kind, _ in telling.amounts())


def has_goods(telling: Telling) -> bool:
    """Whether what it moves is goods, or a carrier that is not one of people as a rule."""
    counted = bool(telling.named("quantity"))
    goods = [m for m in telling.named("cargo") if not is_no_goods(m) and (counted or not _needs_count(m))]
    if counted and telling.filling.measured and not telling.named("cargo"):
        return True
    return bool(goods or (_carriers(telling.named("vehicle")) and not telling.named("cargo")))


def _carriers(vehicles: Iterable[Mention]) -> list[Mention]:
    """Vehicles that carry goods as a rule, by kind; a ship's name counts."""
    people = telling_signs().people_carriers.words
    return [v for v in vehicles if (kind := vehicle_kind(v.text)) is None or kind[0] not in people]


def is_no_goods(mention: Mention) -> bool:
    """Whether a phrase names what is no goods though a frame moves it, or asks for them ("how many shells")."""
    if mention.text.lower().startswith(("how ", "what ", "which ")):
        return True
    forms = _last_forms(mention)
    if any(form.isdigit() for form in forms):  # "12 were taken to Norport"
        return True
    people = (nouns().people, nouns().actors, sources().titles, telling_signs().travellers.words)
    return any(not forms.isdisjoint(words) for words in (telling_signs().no_goods.words, *people))


def _needs_count(mention: Mention) -> bool:
    """ "His *phone*", "a *car*": everyday things are goods only by the number."""
    return not _last_forms(mention).isdisjoint(telling_signs().counted.words)


def _last_forms(mention: Mention) -> set[str]:
    """The last word of a phrase, as written and without its plural."""
    last = mention.text.lower().split()[-1].strip("”\"'")
    return {last, last.removesuffix("s"), last.removesuffix("es")}


def _is_beyond(place: Mention) -> bool:
    known = telling_signs().beyond.words
    return place.text in known or place.text.removeprefix("the ") in known or place.text.split()[-1] in known


def _is_travel(telling: Telling) -> bool:
    """ "The *president flew* on a military aircraft": a person moves, and nothing is said to be with them."""
    trigger = telling.filling.trigger
    if telling.filling.frame.slots.get("subject") != "mover" or trigger.pos_ != "VERB" or is_passive(trigger):
        return False
    mover = subject(trigger)
    moved = [child for child in trigger.children if child.dep_ in ("dobj", "dative")]
    if mover is None or any("board" not in trigger.doc[trigger.i : child.i].text for child in moved):
        return False
    people = nouns().people | nouns().actors | sources().titles | telling_signs().travellers.words
    return mover.pos_ == "NOUN" and one_of(mover, people)


def _is_used(telling: Telling) -> bool:
    """ "The missile *flew* over": the weapon itself does it, nobody moves it."""
    use, trigger = telling_signs().used, telling.filling.trigger
    if trigger.lemma_.lower() not in use.verbs or is_passive(trigger) or _carriers(telling.own.get("vehicle", ())):
        return False
    classes = [set(cargo_class(mention.text)) for mention in telling.own.get("cargo", ())]
    weapons = bool(classes) and all(kinds & use.classes for kinds in classes)
    return weapons and not telling.own.get("giver")


def _is_sent(filling: Filling) -> bool:
    """ "Norland *sent a convoy* from Norport": a carrier of goods that somebody sends is not empty."""
    freight = telling_signs().freight_carriers.words
    carriers = (vehicle_kind(mention.text) for mention in filling.roles.get("vehicle", ()))
    verb = filling.trigger
    done = verb.pos_ == "VERB" and (is_passive(verb) or any(child.dep_ == "dobj" for child in verb.children))
    sends = done and filling.frame.slots.get("object") == "moved" and bool(filling.roles.get("giver"))
    return sends and any(kind is not None and kind[0] in freight for kind in carriers)


def _is_supposed(trigger: Token) -> bool:
    """ "*If* it *had* come down further on, it *would* have hit us": a case that did not come true."""
    here = trigger
    for _ in range(6):
        if here.dep_ == "advcl" and _is_unreal(here):
            return any(child.dep_ == "aux" and child.lower_ in _UNREAL for child in here.head.children)
        if here.head == here or here.dep_ in ("relcl", "parataxis"):
            return False
        here = here.head
    return False


def _is_unreal(verb: Token) -> bool:
    """ "If it had", "had it": a condition of the past."""
    words = [child for child in verb.lefts if child.dep_ in ("mark", "aux", "auxpass", "nsubj", "nsubjpass")]
    had = any(word.lower_ == "had" for word in words)
    return had and bool(words) and (words[0].lower_ == "had" or any(w.lower_ in ("if", "unless") for w in words))


def _is_able(token: Token) -> bool:
    words = telling_signs().ability.words
    return one_of(token, words) or any(c.dep_ == "aux" and c.lower_ in ("can", "ca") for c in token.children)


def _above(trigger: Token) -> Iterator[Token]:
    """The word itself, and the verbs and adjectives that it hangs on as their infinitive or object."""
    yield trigger
    here = trigger
    for _ in range(4):
        if here.head == here or here.dep_ not in ("xcomp", "pcomp", "prep", "acl", "ccomp", "relcl"):
            return
        here = here.head
        yield here


def _governors(noun: Token) -> Iterator[Token]:
    """The verb or noun that a noun of trade is the object of: "a *ban* on exports", "*targeting* exports"."""
    here = noun
    for _ in range(4):
        if here.head == here or here.dep_ not in ("dobj", "pobj", "prep", "conj", "compound", "nsubjpass", "appos"):
            return
        here = here.head
        yield here


def _compounds(noun: Token) -> Iterator[Token]:
    return (child for child in noun.children if child.dep_ == "compound")
