"""Names of languages, and the words that tell English at once."""

from __future__ import annotations

from functools import cache

import msgspec

from tallyclerk.resources.loading import load_csv, load_yaml


class LanguageName(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of `languages.csv`."""

    code: str
    name: str


class LanguageCodes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of `ftm_languages.csv`."""

    code: str
    alpha3: str


class EnglishWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file `language.yaml`: a text of `letters` letters with this share of these words is English."""

    words: frozenset[str]
    share: float
    letters: int
    example: str
    foreign: tuple[str, ...]


def english_words() -> EnglishWords:
    """The entries of `language.yaml`."""
    found: EnglishWords = load_yaml("language.yaml", EnglishWords)
    return found


def language_name(code: str) -> str | None:
    """The English name of a language by its ISO 639-1 code, or None where the table lacks it."""
    return _names().get(code.split("-", maxsplit=1)[0].lower())


def language_alpha3(code: str) -> str | None:
    """The ISO 639-3 code of a language by its ISO 639-1 code, or None where FollowTheMoney does not list it."""
    return _alpha3().get(code.split("-", maxsplit=1)[0].lower())


def language_code(stated: str) -> str | None:
    """The ISO 639-1 code of a stated language ("EN", "pt-BR", "Polish"), as it is written where it is not known."""
    plain = stated.strip().casefold()
    code = plain.replace("_", "-").split("-")[0]
    if code in _names() or not plain:
        return code or None
    return next((code for code, name in _names().items() if name.casefold() == plain), plain[:12])


@cache
def _names() -> dict[str, str]:
    return {row.code: row.name for row in load_csv("languages.csv", LanguageName)}


@cache
def _alpha3() -> dict[str, str]:
    return {row.code: row.alpha3 for row in load_csv("ftm_languages.csv", LanguageCodes)}
