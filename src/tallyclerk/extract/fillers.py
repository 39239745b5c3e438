"""The fillers that frames.yaml names: what each makes of the noun in its slot."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tallyclerk.extract.filling import Filling
from tallyclerk.extract.syntax import is_passive, one_of, speaker_meant
from tallyclerk.resources.cargo import cargo_class
from tallyclerk.resources.frames import frames
from tallyclerk.resources.speech import nouns

if TYPE_CHECKING:
    from spacy.tokens import Token

# Where a place that has no name of its own lies: "a field *outside* Norport".
NEARBY = frozenset(("in", "at", "near", "outside", "off", "around"))

Filler = Callable[[Filling, "Token"], None]


def fill(filling: Filling, filler: str, token: Token) -> None:
    """Let the filler of a slot make of its noun what it can."""
    page, paragraph = filling.phrases.page, filling.phrases.paragraph
    if filling.box(token) or filler == "ignore" or page.is_time(paragraph, token) or page.is_distance(paragraph, token):
        return
    FILLERS[filler](filling, token)


def _giver(filling: Filling, token: Token) -> None:
    if not filling.vehicle(token):
        filling.party("giver", token)


def _recipient(filling: Filling, token: Token) -> None:
    filling.party("recipient", token)


def _cargo(filling: Filling, token: Token) -> None:
    if not _is_gear(token):
        filling.goods(token)


def _is_gear(token: Token) -> bool:
    """ "With *its tracking equipment* turned off": how a ship sails, not what it carries."""
    own = any(child.tag_ == "PRP$" for child in token.children)
    after = token.doc[token.i + 1 : token.i + 2]
    return own and token.head.lower_ == "with" and any(t.tag_ in ("VBN", "VBD", "VBG", "RP", "RB") for t in after)


def _moved(filling: Filling, token: Token) -> None:
    if token.head == token.sent[0] and token.head.lower_ == "of" and filling.roles.get("cargo"):
        return  # "*Of 90 howitzers*, 12 were delivered": the whole, of which only some moved
    if (filling.phrases.vehicle(token) is None or _is_dealt(filling, token)) and filling.goods(token):
        return
    if not filling.vehicle(token) and one_of(filling.trigger, nouns().gifts):
        filling.party("giver", token)  # "a gift *of the Norland Fund*"


def _is_dealt(filling: Filling, token: Token) -> bool:
    """ "Norland gave them *35 heavy trucks*": vehicles by the number that change hands are goods themselves."""
    theme = token.dep_ in ("dobj", "nsubjpass") and token.head == filling.trigger
    count = filling.phrases.quantity(token) if theme and filling.frame.trade else None
    return count is not None and token.tag_ == "NNS" and bool(set(cargo_class(token.lower_)) - {"goods"})


def _mover(filling: Filling, token: Token) -> None:
    moves_other = any(child.dep_ in ("dobj", "dative", "prt") for child in filling.trigger.children)
    if filling.phrases.page.anything and moves_other and filling.party("giver", token):
        return
    speaker = speaker_meant(token) if token.pos_ == "PRON" else None
    if speaker is not None and filling.party("giver", speaker):
        return
    if moves_other and filling.phrases.is_body(token, trade=False) and not filling.phrases.is_ship(token):
        filling.party("giver", token)
    elif token.pos_ == "PRON" or filling.phrases.vehicle(token) is not None:
        filling.vehicle(token)
    elif _is_which(filling, token):
        FILLERS[filling.frame.slots["object"]](filling, token)
    elif _is_taker(filling.trigger):
        filling.seizers.append(token)
    elif _moves_what_it_names(filling) or (not filling.goods(token) and not _is_ship_unknown(filling, token)):
        filling.party("giver", token)


def _moves_what_it_names(filling: Filling) -> bool:
    """ "Relief crews have taken 11 people to Norport": what has an object moves that, and is not moved."""
    verb = filling.trigger
    moved = any(child.dep_ == "dobj" for child in verb.children)
    return moved and not is_passive(verb) and filling.frame.slots.get("object") == "moved"


def _is_which(filling: Filling, token: Token) -> bool:
    """ "Norport, *which* she reached": a place that the relative pronoun makes look like what moves."""
    relative = filling.trigger.dep_ == "relcl" and filling.trigger.head == token
    return relative and filling.frame.slots.get("object") in ("left", "reached") and filling.phrases.is_ground(token)


def _is_taker(verb: Token) -> bool:
    """ "The navy seized the ship *and took* it to Norport": who took goods first gives nothing by moving them on."""
    above = frames().verbs.get(verb.head.lemma_.lower()) if verb.dep_ == "conj" else None
    return above is not None and above.stage == "seized"


def _is_ship_unknown(filling: Filling, token: Token) -> bool:
    """ "*Halcyon* left Norport": a name that no lexicon knows, where only what carries moves."""
    party = filling.phrases.party(token)
    known = party is None or party[1] is not None or token.pos_ != "PROPN"
    if known or party is None or not filling.frame.cities:
        return False
    filling.moving = party[0]
    return True


def _carried_by(filling: Filling, token: Token) -> None:
    if not filling.vehicle(token):
        filling.goods(token)


def _supplied(filling: Filling, token: Token) -> None:
    given = any(child.lower_ == "with" for child in filling.trigger.children)  # "supplied *Norland* with rifles"
    if given and filling.phrases.page.anything and filling.party("recipient", token):
        return
    if not filling.goods(token):
        filling.party("recipient", token)


def _source(filling: Filling, token: Token) -> None:
    filling.end("origin", "giver", token)


def _goal(filling: Filling, token: Token) -> None:
    filling.end("destination", "recipient", token)


def _arrival(filling: Filling, token: Token) -> None:
    if one_of(token, nouns().holds):
        _hold(filling, token)
        return
    implied = dict(filling.implied)
    filling.end("destination", "recipient", token)
    filling.implied = implied  # "put down at Norport *in Norland*": the country around a place of call gets nothing


def _beneficiary(filling: Filling, token: Token) -> None:
    party = filling.phrases.party(token)
    if party is None or (party[1] is None and not filling.phrases.is_body(token, trade=True)):
        return
    if filling.frame.slots.get("subject") == "recipient" and filling.roles.get("recipient"):
        return  # who buys "for Norland" is named
    if _carries_for(filling):
        filling.party("giver", token)
    else:
        filling.end("destination", "recipient", token)


def _carries_for(filling: Filling) -> bool:
    """ "The planes carried arms to Southland *for Norland*": who has goods carried to another gives them."""
    carried = filling.trigger.pos_ == "VERB" and not is_passive(filling.trigger)
    return carried and bool(filling.roles.get("recipient")) and not filling.roles.get("giver")


def _origin(filling: Filling, token: Token) -> None:
    if place := filling.phrases.place(token):
        filling.add("origin", place)
        if country := filling.phrases.country_of(token):
            filling.implied.setdefault("giver", country[0])


def _destination(filling: Filling, token: Token) -> None:
    filling.add("destination", filling.phrases.place(token))


def _via(filling: Filling, token: Token) -> None:
    mode = nouns().modes.get(token.lemma_.lower())
    if mode and token.pos_ != "PROPN":
        filling.mode = mode
    elif filling.phrases.vehicle(token) is not None:
        filling.vehicle(token)
    elif (party := filling.phrases.party(token)) and party[1] is not None and party[1].entry.kind == "body":
        filling.add("giver", party[0])  # "doses received via COVAX"
    else:
        filling.add("via", filling.phrases.place(token))


def _carrier(filling: Filling, token: Token) -> None:
    mode = nouns().modes.get(token.lemma_.lower())
    if mode and token.pos_ != "PROPN" and not list(token.lefts):
        filling.mode = mode
    elif filling.vehicle(token):
        filling.aboard = True
    elif one_of(token, nouns().holds):
        _hold(filling, token)
    elif _is_by_way(filling, token):
        filling.add("via", filling.phrases.place(token))


def _is_by_way(filling: Filling, token: Token) -> bool:
    """ "Came *by Suez*", not "sent *by Norland*"."""
    verb, first = filling.trigger, token
    while first.dep_ == "conj":
        first = first.head
    if first != token and _is_by_way(filling, first):
        return filling.phrases.is_ground(token)
    moves = token.head.lower_ == "by" and verb.pos_ == "VERB" and not is_passive(verb)
    party = filling.phrases.party(token)
    return moves and filling.phrases.is_ground(token) and (party is None or party[1] is None)


def _hold(filling: Filling, token: Token) -> None:
    """ "In the hold", "aboard the ship": the goods are on a vehicle, named or not."""
    if one_of(token, nouns().holds) or filling.phrases.vehicle(token) is not None:
        filling.aboard = True
        if not filling.vehicle(token):
            filling.anaphors.append(token)


def _holder(filling: Filling, token: Token) -> None:
    if not filling.vehicle(token) and token.head.lower_ == "from" and filling.phrases.is_ground(token):
        filling.add("origin", filling.phrases.place(token))  # "300 rifles *from Norland* were seized"


def _meant(filling: Filling, token: Token) -> None:
    """ "The rifles were *for Norland*", not "the rifles were a danger for Norland"."""
    if token.head.head == filling.trigger:
        _beneficiary(filling, token)
        filling.meant = bool(filling.roles.get("recipient"))


def _seizer(filling: Filling, token: Token) -> None:
    filling.seizers.append(token)


def _site(filling: Filling, token: Token) -> None:
    place = filling.phrases.place(token)
    if place is None or filling.phrases.vehicle(token) is not None:
        return
    towards = filling.roles.get("recipient") or filling.roles.get("destination")
    filling.add("origin" if towards else "destination", place)


def _mishap(filling: Filling, token: Token) -> None:
    """ "Crashed *near Norport*", "came down in *a field outside Norport*": how far it came, and no end of its own."""
    around = (prep for prep in token.children if prep.dep_ == "prep" and prep.lower_ in NEARBY)
    inner = (noun for prep in around for noun in prep.children if noun.dep_ == "pobj")
    places = (filling.phrases.place(noun) for noun in (token, *inner))
    if not filling.roles.get("via"):  # "near Norport *in Norland*" is one place
        filling.add("via", next(filter(None, places), None))


def _left(filling: Filling, token: Token) -> None:
    filling.end("origin", "giver", token)


def _reached(filling: Filling, token: Token) -> None:
    filling.end("destination", "recipient", token)


def _between(filling: Filling, token: Token) -> None:
    """ "Plies *between Norport and Southport*", not "follows a deal *between Norland and Southland*"."""
    prep = next((above for above in token.ancestors if above.lower_ == "between"), token)
    if prep.head != filling.trigger and prep.head.lemma_.lower() not in frames().nouns:
        return
    if filling.roles.get("origin") or filling.roles.get("giver"):
        _goal(filling, token)
    else:
        _source(filling, token)


def _crossed(filling: Filling, token: Token) -> None:
    """ "Crossed the Norlandic border": into that country. Waters are crossed on the way."""
    country = filling.phrases.country_of(token)
    if one_of(token, nouns().borders) and country is not None:
        filling.add("destination", country[0])
        filling.implied.setdefault("recipient", country[0])
    elif (place := filling.phrases.place(token)) is not None and filling.phrases.is_water(place):
        filling.add("via", place)


def _promiser(filling: Filling, token: Token) -> None:
    """Who promises for a state: a person is a source of the claim, and no giver."""
    party = filling.phrases.party(token)
    if party is not None and party[1] is not None:
        filling.add("giver", party[0])


def _observed(filling: Filling, token: Token) -> None:
    if filling.vehicle(token) or not filling.goods(token):
        return


def _vehicle(filling: Filling, token: Token) -> None:
    filling.vehicle(token)


FILLERS: dict[str, Filler] = {
    "giver": _giver,
    "recipient": _recipient,
    "cargo": _cargo,
    "vehicle": _vehicle,
    "via": _via,
    "origin": _origin,
    "destination": _destination,
    "source": _source,
    "goal": _goal,
    "mover": _mover,
    "moved": _moved,
    "supplied": _supplied,
    "holder": _holder,
    "hold": _hold,
    "carrier": _carrier,
    "carried_by": _carried_by,
    "seizer": _seizer,
    "site": _site,
    "mishap": _mishap,
    "arrival": _arrival,
    "left": _left,
    "reached": _reached,
    "crossed": _crossed,
    "between": _between,
    "promiser": _promiser,
    "observed": _observed,
    "beneficiary": _beneficiary,
    "meant": _meant,
}
