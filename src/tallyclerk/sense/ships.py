"""Which of the ships that send are those that reports name: by IMO number, else by name where only one bears it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from tallyclerk.errors import SensorError
from tallyclerk.model import Dossier
from tallyclerk.resources.folding import fold
from tallyclerk.resources.vehicles import find_prefix
from tallyclerk.sense.ais import Identity
from tallyclerk.sense.claimed import named_ships

_SHOWN = 6
_MOST = 1_000_000
"""Names, and ships, that are held; about 100,000 ships have an IMO number."""


class Wanted(msgspec.Struct, frozen=True):
    """A ship that reports name, with the IMO number that they give it, if any."""

    name: str
    imo: str | None


class Match(msgspec.Struct, frozen=True):
    """The ship that sends, as one hull: the numbers it was heard under, and what made it the one."""

    wanted: Wanted
    mmsi: tuple[str, ...]
    sent_name: str | None
    imo: str | None
    words: str


class Heard:
    """All that ships were heard to call themselves."""

    def __init__(self, identities: Iterable[Identity] = ()) -> None:
        self._said: dict[str, set[tuple[str, str]]] = {}
        self._count = 0
        for identity in identities:
            self.add(identity)

    def add(self, identity: Identity) -> None:
        """Note what a ship calls itself.

        Raises:
            SensorError: if ships call themselves more than all the ships of the world do.
        """
        said = self._said.setdefault(identity.mmsi, set())
        before = len(said)
        said.add((identity.name or "", identity.imo or ""))
        self._count += len(said) - before
        self._bound()

    def hear(self, mmsi: str) -> None:
        """Note that a ship was heard, whatever it is called.

        Raises:
            SensorError: as `add`.
        """
        self._said.setdefault(mmsi, set())
        self._bound()

    def _bound(self) -> None:
        if max(self._count, len(self._said)) > _MOST:
            raise SensorError(
                f"the AIS data names more than {_MOST:,} ships; cut out the days and the area that matter"
            )

    def names(self, mmsi: str) -> tuple[str, ...]:
        """What a ship calls itself, sorted."""
        return tuple(sorted({name for name, _ in self._said.get(mmsi, ()) if name}))

    def imos(self, mmsi: str) -> tuple[str, ...]:
        """The IMO numbers that a ship sends, sorted."""
        return tuple(sorted({imo for _, imo in self._said.get(mmsi, ()) if imo}))

    def said(self, mmsi: str) -> tuple[tuple[str, str], ...]:
        """Name and IMO number as they were sent together, sorted."""
        return tuple(sorted(self._said.get(mmsi, ())))

    def by_imo(self, imo: str) -> tuple[str, ...]:
        """Ships that send an IMO number."""
        return tuple(sorted(mmsi for mmsi, said in self._said.items() if any(sent == imo for _, sent in said)))

    def by_name(self, name: str) -> tuple[str, ...]:
        """Ships that call themselves so."""
        plain = plain_name(name)
        return tuple(
            sorted(mmsi for mmsi, said in self._said.items() if any(n and plain_name(n) == plain for n, _ in said))
        )

    def __contains__(self, mmsi: str) -> bool:
        return mmsi in self._said


def plain_name(name: str) -> str:
    """A ship's name as names are compared: without "MV" and the like, case and signs."""
    prefix = find_prefix(name)
    return fold(name[prefix[1] :] if prefix else name)


def wanted_ships(dossier: Dossier) -> tuple[Wanted, ...]:
    """The ships to look for. A name that one report gives a number, and others do not, is one ship."""
    numbers: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for ship in named_ships(dossier):
        names.setdefault(fold(ship.name), ship.name)
        numbers.setdefault(fold(ship.name), set()).update([ship.imo] if ship.imo else [])
    return tuple(Wanted(names[key], imo) for key in sorted(names) for imo in _each(numbers[key]))


def _each(numbers: set[str]) -> list[str | None]:
    return [*sorted(numbers)] or [None]


def match(wanted: Wanted, heard: Heard, chosen: Mapping[str, str]) -> Match | str:
    """The ship that is meant, or why there is none, in words.

    Args:
        wanted: The ship as reports name it.
        heard: What ships call themselves.
        chosen: MMSI by folded name, as the user gave them.
    """
    picked = chosen.get(fold(wanted.name))
    if picked:
        if picked not in heard:
            return f"{wanted.name}: MMSI {picked} is not in the AIS data"
        return _match(wanted, (picked,), heard, f"MMSI {picked} was chosen by hand")
    if wanted.imo:
        same = heard.by_imo(wanted.imo)
        if same:
            return _match(wanted, same, heard, f"it sends the IMO number {wanted.imo} that the reports give")
    return _by_name(wanted, heard)


def _by_name(wanted: Wanted, heard: Heard) -> Match | str:
    named = heard.by_name(wanted.name)
    if not named:
        number = f" (IMO {wanted.imo})" if wanted.imo else ""
        return f"{wanted.name}{number}: no ship of that name is in the AIS data"
    fitting = [mmsi for mmsi in named if not wanted.imo or not heard.imos(mmsi)]
    if not fitting:
        other = ", ".join(f"MMSI {mmsi} IMO {'/'.join(heard.imos(mmsi))}" for mmsi in named[:_SHOWN])
        return f"{wanted.name}: the reports give IMO {wanted.imo}; of that name the AIS data has only {other}"
    hulls = {heard.imos(mmsi) or (mmsi,) for mmsi in fitting}
    if len(hulls) > 1:
        shown = ", ".join(fitting[:_SHOWN])
        return (
            f"{wanted.name}: {len(hulls)} ships bear the name (MMSI {shown}), and the reports do not tell which is "
            f"meant; if you know, add --mmsi '{wanted.name}={fitting[0]}'"
        )
    return _match(wanted, tuple(fitting), heard, "by its name alone, which no other ship in the AIS data bears")


def _match(wanted: Wanted, mmsi: Sequence[str], heard: Heard, words: str) -> Match:
    names = [name for number in mmsi for name in heard.names(number)]
    imos = [imo for number in mmsi for imo in heard.imos(number)]
    return Match(wanted, tuple(mmsi), names[0] if names else None, imos[0] if imos else None, words)
