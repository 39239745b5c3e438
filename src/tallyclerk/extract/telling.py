"""Whether a filled frame tells of a transfer at all.

The words of transfers are everyday words: planes fly, missiles reach, ministers deliver. A frame is a claim only if its
own words show goods that go from somebody or somewhere to somebody or somewhere. How much of that they must show hangs
on the page: in a long text about something else, chance fills a frame now and then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tallyclerk.extract.filling import Filling
from tallyclerk.extract.syntax import is_passive, one_of
from tallyclerk.model import Mention, Role
from tallyclerk.resources.cargo import cargo_class
from tallyclerk.resources.telling import telling_signs
from tallyclerk.resources.vehicles import vehicle_kind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from tallyclerk.extract.events import Telling

ENDS: tuple[Role, ...] = ("giver", "recipient", "origin", "destination")
# Points of evidence that a page must show for a movement: one that is about transfers, and any other.
ABOUT, ELSEWHERE = 3, 5


def tells(filling: Filling) -> bool:
    """Whether a filled frame tells of goods that move: the goods or their carrier, and an end or an amount."""
    roles = filling.roles
    cargo = roles.get("cargo")
    if filling.frame.weak and not (cargo and (roles.get("quantity") or roles.get("origin")) and roles.get("date")):
        return False
    if not _needs_met(filling):
        return False
    ends = any(roles.get(role) for role in ENDS)
    if cargo:
        return bool(ends or roles.get("quantity") or roles.get("vehicle"))
    places = bool(roles.get("origin")) + bool(roles.get("destination")) + bool(roles.get("date"))
    return bool(roles.get("vehicle")) and ends and (places >= 2 or bool(roles.get("quantity")))


def _needs_met(filling: Filling) -> bool:
    if not filling.frame.needs:
        return True
    met = {
        "aboard": filling.aboard,
        "consignment": bool(filling.anaphors) or bool(filling.roles.get("quantity")),
    }
    return any(met.get(need, bool(filling.roles.get(need))) for need in filling.frame.needs)  # type: ignore[call-overload]


def speaks_against(telling: Telling) -> str | None:
    """Why a statement is of something else, whatever roles it fills: an ability, a rule, a weapon used; else None."""
    trigger, signs = telling.filling.trigger, telling_signs()
    if any(_is_able(token) for token in _above(trigger)):
        return "it says what can be done"
    if trigger.pos_ == "NOUN" and any(
        one_of(token, signs.curbs.words) for token in (*_governors(trigger), *_compounds(trigger))
    ):
        return "it tells of a rule"
    if _is_used(telling):
        return "the weapon is used"
    if any(_is_beyond(place) for role in ("destination", "via") for place in telling.own.get(role, ())):
        return "it goes where no shipment goes"
    return None


def evidence(telling: Telling) -> int:
    """How many points a statement's own words give for a transfer."""
    own, filling = telling.own, telling.filling
    goods = own.get("cargo", ())
    points = 2 if any(cargo_class(mention.text) for mention in goods) else int(bool(goods))
    points += bool(own.get("quantity")) + 2 * bool(_carriers(own.get("vehicle", ())))
    across = (own.get("giver") or own.get("origin"), own.get("recipient") or own.get("destination"))
    points += sum(map(bool, across)) + all(map(bool, across))
    return points + one_of(filling.trigger, telling_signs().strong.words)


def has_goods(telling: Telling) -> bool:
    """Whether what it moves is goods, or a carrier that is not one of people as a rule."""
    goods = [mention for mention in telling.named("cargo") if not is_no_goods(mention)]
    return bool(goods or (_carriers(telling.named("vehicle")) and not telling.named("cargo")))


def _carriers(vehicles: Iterable[Mention]) -> list[Mention]:
    """Vehicles that carry goods as a rule, by kind; a ship's name counts."""
    people = telling_signs().people_carriers.words
    return [v for v in vehicles if (kind := vehicle_kind(v.text)) is None or kind[0] not in people]


def is_no_goods(mention: Mention) -> bool:
    """Whether a phrase names what is no goods though a frame moves it, or asks for them ("how many shells")."""
    if mention.text.lower().startswith(("how ", "what ", "which ")):
        return True
    last = mention.text.lower().split()[-1].strip("”\"'")
    forms = {last, last.removesuffix("s"), last.removesuffix("es")}
    return not forms.isdisjoint(telling_signs().no_goods.words)


def _is_beyond(place: Mention) -> bool:
    known = telling_signs().beyond.words
    return place.text in known or place.text.removeprefix("the ") in known or place.text.split()[-1] in known


def _is_used(telling: Telling) -> bool:
    """ "The missile *flew* over": the weapon itself does it, nobody moves it."""
    use, trigger = telling_signs().used, telling.filling.trigger
    if trigger.lemma_.lower() not in use.verbs or is_passive(trigger) or _carriers(telling.own.get("vehicle", ())):
        return False
    classes = [set(cargo_class(mention.text)) for mention in telling.own.get("cargo", ())]
    weapons = bool(classes) and all(kinds & use.classes for kinds in classes)
    return weapons and not telling.own.get("giver")


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
