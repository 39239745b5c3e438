"""Kinds of vehicles, prefixes of ships' names, and makes of aircraft."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from tallyclerk.model import Mode
from tallyclerk.resources.cargo import cargo_class
from tallyclerk.resources.folding import fold
from tallyclerk.resources.loading import load_yaml
from tallyclerk.resources.parties import find_party

_MAX_PHRASE = 300
_NAME = r"[A-Z][\w’'\-]*(?: (?:[A-Z][\w’'\-]*|\d{1,4}(?!\w))){0,3}"
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_QUOTE = "[\"“”'‘’]?"
_NAME_OR_NOTHING = re.compile(rf"(?:,? {_QUOTE}{_NAME}{_QUOTE})?")
# Titles, days and months that a capital letter does not make a name.
_NO_NAME = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|The|In|On|At|It|He|She|They|From|But|And|Captain|Capt|According|Last|This|That|A|An|Its|When|While|With|As|For|After|Before|By|To|Of|Then|There|Aboard|Among|Behind|Since|If|Not|No|Only|One|Two|Our|His|Her|Their)\b"
)


class VehicleKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of vehicle. One that does not carry (a warship) only meets a transfer."""

    id: str
    mode: Mode
    nouns: tuple[str, ...]
    example: str
    carries: bool = True
    general: bool = False


class VehicleModel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A make of aircraft, of a kind."""

    name: str
    kind: str
    aliases: tuple[str, ...]
    example: str


class ShipPrefix(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands before a ship's name."""

    text: str
    kind: str
    aliases: tuple[str, ...]
    example: str
    warship: bool = False


class _Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kinds: tuple[VehicleKind, ...]
    models: tuple[VehicleModel, ...]
    prefixes: tuple[ShipPrefix, ...]
    flag_words: tuple[str, ...]
    airline_words: frozenset[str]


class VehicleNoun(msgspec.Struct, frozen=True):
    """A vehicle word in a phrase: its kind and its span there."""

    kind: VehicleKind
    start: int
    end: int


def vehicle_kinds() -> dict[str, VehicleKind]:
    """Kinds by id."""
    return {kind.id: kind for kind in _lexicon().kinds}


def vehicle_models() -> tuple[VehicleModel, ...]:
    """Makes of aircraft."""
    return _lexicon().models


def ship_prefixes() -> tuple[ShipPrefix, ...]:
    """Prefixes of ships' names."""
    return _lexicon().prefixes


def flag_words() -> tuple[str, ...]:
    """Participles after a country's name or adjective: "Russian-flagged"."""
    return _lexicon().flag_words


def find_vehicle_noun(phrase: str) -> VehicleNoun | None:
    """The last and longest vehicle noun or make in a phrase, as in "a Russian-flagged cargo ship"; None for none."""
    best: VehicleNoun | None = None
    for match in _nouns().finditer(phrase[:_MAX_PHRASE]):
        kind = _kinds_by_noun()[_key(match.group(1))]
        best = VehicleNoun(kind, match.start(1), match.end(1))
    return best


def find_prefix(phrase: str) -> tuple[ShipPrefix, int] | None:
    """The ship prefix that a phrase begins with, and where the ship's name begins: "M/V Wise Honest" gives 4."""
    match = _prefixes().match(phrase)
    if match is None:
        return None
    return _prefix_by_text()[match.group(1)], match.end()


def vehicle_kind(phrase: str) -> tuple[str, Mode] | None:
    """Kind and mode of the vehicle that a noun phrase names, or None where its head is no vehicle.

    The phrase has a ship's prefix ("MV Angara"), or ends in a vehicle noun or make, or in one with a name behind it
    ("the freighter Halcyon"). Arms that are moved rather than move goods ("fighter jets") are no vehicles.
    """
    prefix = find_prefix(phrase)
    if prefix is not None:
        kind = vehicle_kinds()[prefix[0].kind]
        return kind.id, kind.mode
    noun = find_vehicle_noun(phrase)
    if noun is None or not _NAME_OR_NOTHING.fullmatch(phrase[noun.end :]):
        return None
    wording = phrase[: noun.end]
    if "arms" in cargo_class(wording) and not re.search(r"[\s-]", wording[noun.start :]):
        return None
    return noun.kind.id, noun.kind.mode


def is_imo(digits: str) -> bool:
    """Whether seven digits are an IMO number: the last digit of 7a+6b+5c+4d+3e+2f is the seventh.

    Source: IMO resolution A.1117(30).
    """
    if not re.fullmatch(r"[0-9]{7}", digits):
        return False
    return sum(int(digit) * weight for digit, weight in zip(digits, range(7, 1, -1), strict=False)) % 10 == int(
        digits[6]
    )


@cache
def vehicle_words() -> frozenset[str]:
    """Words in which names of kinds of vehicles end, in lower case, as singular and plural; made for quick search."""
    last = {noun.split()[-1] for noun in _raw_nouns()}
    return frozenset(form for word in last for form in (word, word + "s", word[:-1] + "ies"))


def ends_in_vehicle(words: list[str]) -> bool:
    """Whether some folded words end in a kind of vehicle that carries."""
    for size in range(min(3, len(words)), 0, -1):
        kind = _raw_nouns().get(_key(" ".join(words[-size:])))
        if kind is not None:
            return vehicle_kinds()[kind].carries
    return False


def named_vehicles(text: str) -> tuple[str, ...]:
    """Bare names that a text introduces as those of ships that carry, in the order of the text, each once.

    By prefix ("M/V Wise Honest"), after a kind ("the bulk carrier Razoni"), after "named", after a flag, year or size
    ("the Panama-flagged Wise Honest"), or before a kind ("Wise Honest, a North Korean ship", "the Wise Honest tanker").
    A warship only meets a transfer.
    """
    found: dict[int, str] = {}
    warships = warship_names(text)
    for match in _prefixed().finditer(text):
        found[match.start(1)] = _POSSESSIVE.sub("", match.group(1))
    for pattern in (_after_kind(), _after_carrier(), _after_property(), _before_kind()):
        for match in pattern.finditer(text):
            name = _POSSESSIVE.sub("", match.group(1))
            if _can_be_ship(name):
                found.setdefault(match.start(1), name)
    for match in _after_kinds().finditer(text):
        for each in re.finditer(_NAME, match.group(1)):
            if _can_be_ship(each.group()):
                found.setdefault(match.start(1) + each.start(), each.group())
    names = dict.fromkeys(found[start] for start in sorted(found))
    return tuple(name for name in names if not any(name == ship or name.endswith(f" {ship}") for ship in warships))


def _can_be_ship(name: str) -> bool:
    """Whether a name is no party, day or kind of vehicle, nor begins or ends with one ("US Navy", "Handysize")."""
    words = name.split()
    airline = fold(words[-1]) in _lexicon().airline_words
    parts = {name, words[-1]} if len(words) > 1 else {name}
    known = any(find_party(part) or fold(part) in _raw_nouns() for part in parts)
    return not (airline or known or _NO_NAME.match(name))


def warship_names(text: str) -> frozenset[str]:
    """Names of ships that a text calls warships: "USS Halcyon", "the destroyer Halcyon"."""
    return frozenset(match.group(1) for match in _warships().finditer(text))


def _key(noun: str) -> str:
    """A noun as looked up: folded, and in the singular."""
    folded = fold(noun)
    known = _raw_nouns()
    if folded in known:
        return folded
    if folded.endswith("ies") and folded[:-3] + "y" in known:
        return folded[:-3] + "y"
    return folded.removesuffix("s")


@cache
def _lexicon() -> _Lexicon:
    lexicon: _Lexicon = load_yaml("vehicles.yaml", _Lexicon)
    return lexicon


@cache
def _raw_nouns() -> dict[str, str]:
    found = {fold(noun): kind.id for kind in _lexicon().kinds for noun in kind.nouns}
    found |= {fold(name): model.kind for model in _lexicon().models for name in (model.name, *model.aliases)}
    return found


@cache
def _kinds_by_noun() -> dict[str, VehicleKind]:
    kinds = vehicle_kinds()
    return {noun: kinds[kind] for noun, kind in _raw_nouns().items()}


@cache
def _nouns() -> re.Pattern[str]:
    """One pattern for all nouns, longest first, so that "cargo ship" wins over "ship"."""
    nouns = sorted(_raw_nouns(), key=lambda noun: (-len(noun), noun))
    words = "|".join(_plural(noun).replace(" ", r"[\s\-/]?") for noun in nouns)
    return re.compile(rf"(?<![\w])({words})(?![\w])", re.IGNORECASE)


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return re.escape(noun[:-1]) + "(?:y|ies)"
    return "".join(re.escape(letter) if letter != " " else " " for letter in noun) + "s?"


@cache
def _prefix_by_text() -> dict[str, ShipPrefix]:
    return {text: prefix for prefix in _lexicon().prefixes for text in (prefix.text, *prefix.aliases)}


@cache
def _prefixes() -> re.Pattern[str]:
    texts = sorted(_prefix_by_text(), key=lambda text: (-len(text), text))
    return re.compile(rf"(?:[Tt]he )?({'|'.join(re.escape(text) for text in texts)})\s+(?=[A-Z\"“'‘0-9])")


@cache
def _prefixed() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/])(?:{_prefix_texts(warship=False)}) {_QUOTE}({_NAME})")


@cache
def _warships() -> re.Pattern[str]:
    """USS Halcyon; the destroyer Halcyon."""
    kinds = f"(?:{_prefix_texts(warship=True)})|(?i:{_sea_nouns(carries=False)})"
    return re.compile(rf"(?<![\w/])(?:{kinds}),? (?:the )?{_QUOTE}({_NAME})")


def _prefix_texts(*, warship: bool) -> str:
    """Prefixes of warships, or of ships that carry, as an alternation, longest first."""
    texts = [text for text, prefix in _prefix_by_text().items() if prefix.warship == warship]
    return "|".join(re.escape(text) for text in sorted(texts, key=lambda text: (-len(text), text)))


@cache
def _sea_nouns(*, carries: bool = True) -> str:
    """Singular nouns of ships that carry goods, or of those that do not, as an alternation."""
    kinds = [kind for kind in _lexicon().kinds if kind.mode == "sea" and kind.carries == carries]
    nouns = {noun for kind in kinds for noun in kind.nouns}
    return "|".join(re.escape(noun) for noun in sorted(nouns, key=lambda noun: (-len(noun), noun)))


@cache
def _after_kind() -> re.Pattern[str]:
    """The freighter Halcyon; a ship, the Halcyon; a dhow named Halcyon."""
    return re.compile(rf"\b(?i:{_sea_nouns()})(?:,? (?:the|named|called|known as))*,? {_QUOTE}({_NAME})")


@cache
def _after_kinds() -> re.Pattern[str]:
    """The tankers Halcyon, Boreas and Meteor; two more carriers, Halcyon and Boreas."""
    return re.compile(rf"\b(?:(?i:{_sea_nouns()})|[Cc]arrier)s,? (?:the )?({_NAME}(?:, {_NAME})*,? and {_NAME})")


@cache
def _after_carrier() -> re.Pattern[str]:
    """The carrier Halcyon, an ice-class carrier named Halcyon: but no airline, and no aircraft carrier."""
    return re.compile(
        rf"(?<![\w-])(?<!aircraft )(?<!flag )(?<!air )(?<!budget )(?<!cost )(?:[Cc]arrier|[Mm]otorship),? "
        rf"(?:named |called )?{_QUOTE}({_NAME})"
    )


@cache
def _after_property() -> re.Pattern[str]:
    """The Panama-flagged Halcyon, the 2019-built Halcyon, the 158,600-dwt Halcyon, the Italian-flag Halcyon."""
    return re.compile(
        rf"(?:-(?:flagged|flag|registered|dwt|teu|DWT|TEU|deadweight)|\b(?:19|20)\d\d-built),? {_QUOTE}({_NAME})"
    )


@cache
def _before_kind() -> re.Pattern[str]:
    """Halcyon, a North Korean ship; Halcyon (a freighter)."""
    return re.compile(rf"\b({_NAME}){_QUOTE},? \(?an? (?:[\w\-]+ ){{0,4}}(?i:{_sea_nouns()})(?![\w-])")
