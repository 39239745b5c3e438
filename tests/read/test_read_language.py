"""Which language a text is in, told at once where it is English, and said where it is not read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyclerk.read import language
from tallyclerk.read.language import language_of, unread_note
from tallyclerk.resources.languages import english_words, language_code, language_name


def test_english_is_told_without_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_model", lambda: pytest.fail("the model was asked"))
    assert language_of(english_words().example) == language.Tongue("en", True)


@pytest.mark.parametrize("text", english_words().foreign)
def test_other_languages_are_not_taken_for_english(text: str) -> None:
    tongue = language_of(text)
    assert tongue.code != "en" or not tongue.sure


def test_a_short_text_is_not_sure() -> None:
    assert language_of("MV Halcyon, 40 t") == language.Tongue("en", False)


@given(st.text(max_size=400))
def test_any_text_gets_a_code(text: str) -> None:
    assert 2 <= len(language_of(text).code) <= 3


def test_a_report_in_another_language_says_that_it_is_not_read() -> None:
    assert unread_note("pl") == "not read for claims: language Polish (pl)"
    assert unread_note("xx") == "not read for claims: language xx"
    assert unread_note("en") is None


def test_every_language_of_the_model_has_a_name() -> None:
    classes = set(language._model().nb_classes)
    assert [code for code in sorted(classes) if code not in ("zxx", "und") and not language_name(code)] == []


@pytest.mark.parametrize(
    ("stated", "code"), [("DE", "de"), ("en-US", "en"), ("pt_BR", "pt"), ("Polish", "pl"), ("Klingon", "klingon")]
)
def test_stated_languages_become_codes(stated: str, code: str) -> None:
    assert language_code(stated) == code
