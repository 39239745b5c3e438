"""Reference inside a document: which goods, vehicle or place a later "the containers", "she" or "there" means."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tallyclerk.extract.certainty import certainty_of
from tallyclerk.extract.filling import Filling
from tallyclerk.extract.page import Page, name_in
from tallyclerk.extract.syntax import one_of
from tallyclerk.extract.topic import Named, topic
from tallyclerk.model import Mention, Role
from tallyclerk.resources.cargo import cargo_class, cargo_compatible, is_narrower
from tallyclerk.resources.speech import nouns
from tallyclerk.resources.vehicles import vehicle_kind

if TYPE_CHECKING:
    from spacy.tokens import Token

PARTIES: tuple[Role, ...] = ("giver", "recipient")


@dataclass
class Threads:
    """What the text has told so far, newest last. Fillings are completed in the order of the text.

    Attributes:
        page: The document.
        told: Completed fillings that name goods or a vehicle.
    """

    page: Page
    told: list[Filling] = field(default_factory=list)

    def complete(self, filling: Filling) -> None:
        """Give a filling what its references mean."""
        for token in filling.anaphors:
            self._resolve(filling, token)
        if filling.roles.get("vehicle") and not filling.roles.get("cargo"):
            self._by_vehicle(filling)
        if filling.packed and not filling.roles.get("cargo"):
            filling.add("cargo", filling.packed[0])
        if filling.measured and not filling.roles.get("cargo") and self._topic is not None:
            mention, filling.kinds = self._topic
            filling.add("cargo", mention)
            filling.steps.append(f"no goods are named here; the report is about “{mention.text}”")
        self._track(filling)

    @cached_property
    def _topic(self) -> Named | None:
        return topic(self.page)

    def remember(self, filling: Filling) -> None:
        """Keep a filling for what comes after it."""
        if (filling.roles.get("cargo") or filling.roles.get("vehicle")) and not (
            filling.frame.implies or filling.frame.weak
        ):
            self.told.append(filling)

    def _track(self, filling: Filling) -> None:
        """Where the vehicle or goods of a filling were last said to be, for the leg that they make from there."""
        if filling.roles.get("origin") or not filling.roles.get("destination") or filling.frame.stage == "lost":
            return
        here = filling.roles["destination"][0].text
        for earlier in reversed(self.told):
            if not _same_mover(filling, earlier) or certainty_of(earlier.trigger)[0] == "denied":
                continue
            if earlier.frame.stage == "lost":
                return  # nothing goes on from a wreck: what is told after it was before
            for role in ("destination", "via", "origin"):
                places = [place for place in earlier.roles.get(role, ()) if place.text != here]
                if places and (role != "destination" or earlier.frame.stage == "delivered"):
                    filling.since = places[-1]
                    return

    def _resolve(self, filling: Filling, token: Token) -> None:
        if token.pos_ == "ADV":
            self._there(filling, token)
        elif token.i in filling.spoken or one_of(token, nouns().holds) or token.lower_ in ("she", "her"):
            self._vehicle(filling, token)
        else:
            self._goods(filling, token)

    def _there(self, filling: Filling, token: Token) -> None:
        """ "From there": the last place that something went to, or came through."""
        for earlier in reversed(self.told):
            for role in ("destination", "via", "origin"):
                if places := earlier.roles.get(role):
                    filling.add("origin", places[-1])
                    filling.steps.append(f"“{token.text}” is read as “{places[-1].text}”, named before")
                    return

    def _vehicle(self, filling: Filling, token: Token) -> None:
        """ "The vessel", "she": the ship named last before, or first after; without any, the words themselves."""
        spoken = filling.spoken.get(token.i)
        another = any(t.lower_ in ("another", "other", "second") for t in token.lefts)
        if another or _moves_otherwise(spoken):
            filling.add("vehicle", spoken)
            return
        start = filling.phrases.paragraph.start(token)
        vehicle = self._named_near(start) or (self._last_described() if _refers(token) else None) or spoken
        if vehicle is None:
            return
        filling.add("vehicle", vehicle)
        if vehicle != spoken:
            filling.steps.append(f"“{token.text}” is read as “{vehicle.text}”, named elsewhere in the text")
        earlier = next((told for told in reversed(self.told) if _carries(told, vehicle)), None)
        if earlier is not None:
            self._take(filling, earlier, (*PARTIES, "cargo"))

    def _named_near(self, start: int) -> Mention | None:
        """The ship that is named last before a place in the text; the first one after it, if none is."""
        before = [ship for ship in self.page.ships if ship.end <= start]
        return before[-1] if before else next(iter(self.page.ships), None)

    def _last_described(self) -> Mention | None:
        found = (mention for told in reversed(self.told) for mention in told.roles.get("vehicle", ()))
        return next(found, None)

    def _goods(self, filling: Filling, token: Token) -> None:
        own = next((m for m in filling.packed if filling.phrases.paragraph.start(token) in range(m.start, m.end)), None)
        kinds = cargo_class(own.text) if own is not None else ()
        plural_pronoun = token.lower_ in ("it", "they", "them", "these", "those")
        for earlier in reversed(self.told):
            cargo = earlier.roles.get("cargo")
            if cargo and not cargo_compatible(kinds, earlier.kinds):
                continue
            if cargo and is_narrower(kinds, earlier.kinds) and own is not None:
                filling.add("cargo", own)  # "arms … the rifles" are the arms, told more exactly
            if cargo and not filling.roles.get("cargo"):
                filling.steps.append(f"“{token.text}” is read as “{cargo[0].text}”, named before")
                self._take(filling, earlier, (*PARTIES, "cargo"))
                self._onward(filling, earlier)
                return
            if plural_pronoun and earlier.roles.get("vehicle") and not filling.roles.get("vehicle"):
                self._vehicle(filling, token)
                return

    def _onward(self, filling: Filling, earlier: Filling) -> None:
        """ "The containers were *then* moved": from where the earlier movement ended."""
        then = any(child.lower_ in nouns().onward for child in filling.trigger.children)
        if then and earlier.roles.get("destination"):
            filling.since = earlier.roles["destination"][0]

    def _by_vehicle(self, filling: Filling) -> None:
        """A vehicle met before carries what it carried."""
        for earlier in reversed(self.told):
            if earlier.roles.get("cargo") and _same_mover(filling, earlier):
                name = filling.roles["vehicle"][0].text
                filling.steps.append(f"“{name}” is said to carry “{earlier.roles['cargo'][0].text}”")
                self._take(filling, earlier, (*PARTIES, "cargo"))
                return

    def _take(self, filling: Filling, earlier: Filling, roles: tuple[Role, ...]) -> None:
        for role in roles:
            if earlier.roles.get(role) and not filling.roles.get(role):
                filling.roles[role] = list(earlier.roles[role])
        for role, mention in earlier.implied.items():
            filling.implied.setdefault(role, mention)
        filling.kinds = filling.kinds or earlier.kinds


def _same_mover(a: Filling, b: Filling) -> bool:
    ours, theirs = a.roles.get("vehicle", ()), b.roles.get("vehicle", ())
    return any(_same(x.text, y.text) for x in ours for y in theirs)


def _carries(told: Filling, vehicle: Mention) -> bool:
    return any(_same(vehicle.text, known.text) for known in told.roles.get("vehicle", ()))


def _moves_otherwise(spoken: Mention | None) -> bool:
    """A train or plane is none of the ships that the text names."""
    kind = vehicle_kind(spoken.text) if spoken is not None else None
    return kind is not None and kind[1] != "sea"


def _refers(token: Token) -> bool:
    return token.pos_ == "PRON" or any(t.lower_ in ("the", "this", "that") for t in token.lefts)


def _same(a: str, b: str) -> bool:
    return a == b or bool(name_in(a, b) or name_in(b, a))
