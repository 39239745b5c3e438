"""Settings: defaults, a TOML file, the environment, and clear words where one of them is wrong."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tallyclerk.config import Settings, load
from tallyclerk.errors import SettingsError


def _file(folder: Path, text: str) -> Path:
    path = folder / "tallyclerk.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_or_a_variable_the_defaults_hold() -> None:
    assert load(environment={}) == Settings()


def test_a_file_sets_what_it_names_and_leaves_the_rest(tmp_path: Path) -> None:
    settings = load(_file(tmp_path, "[read]\nmax_chars = 5\n[check]\nsea_kmh = 40\n"), environment={})
    assert settings.read.max_chars == 5
    assert settings.check.sea_kmh == 40
    assert settings.read.max_bytes == Settings().read.max_bytes
    assert settings.group == Settings().group


def test_a_variable_of_the_environment_overrides_the_file(tmp_path: Path) -> None:
    path = _file(tmp_path, "[read]\nmax_chars = 5\nmax_bytes = 6\n")
    settings = load(path, environment={"TALLYCLERK_READ_MAX_CHARS": "7", "UNRELATED": "x"})
    assert (settings.read.max_chars, settings.read.max_bytes) == (7, 6)


def test_a_decimal_number_is_read_from_the_environment() -> None:
    assert load(environment={"TALLYCLERK_GROUP_COPY_JACCARD": "0.75"}).group.copy_jaccard == 0.75


def test_the_process_environment_is_read_when_none_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALLYCLERK_EXTRACT_MAX_SENTENCE_CHARS", "300")
    assert load().extract.max_sentence_chars == 300


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[reed]\nmax_chars = 5\n", "reed"),
        ("[read]\nmax_charts = 5\n", "max_charts"),
        ("[read]\nmax_chars = 'many'\n", "max_chars"),
        ("[read]\nmax_chars = [1]\n", "max_chars"),
        ("read = 5\n", "read"),
        ("[read\n", "TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_name_and_the_place(tmp_path: Path, text: str, words: str) -> None:
    path = _file(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load(path, environment={})
    assert str(path) in str(caught.value)
    assert words in str(caught.value)


def test_a_file_that_is_not_there_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.toml"):
        load(tmp_path / "nowhere.toml", environment={})


def test_a_file_in_another_encoding_is_refused_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "tallyclerk.toml"
    path.write_bytes(b"[read]\n# \xff\xfe\n")
    with pytest.raises(SettingsError, match=r"tallyclerk\.toml"):
        load(path, environment={})


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("TALLYCLERK_REED_MAX_CHARS", "5", "TALLYCLERK_REED_MAX_CHARS"),
        ("TALLYCLERK_READ", "5", "TALLYCLERK_READ"),
        ("TALLYCLERK_READ_MAX_CHARTS", "5", "max_charts"),
        ("TALLYCLERK_READ_MAX_CHARS", "many", "max_chars"),
    ],
)
def test_a_wrong_variable_is_refused_with_its_name(name: str, value: str, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(environment={name: value})
    assert words in str(caught.value)


def test_an_unknown_section_lists_those_that_there_are() -> None:
    with pytest.raises(SettingsError, match="read, group, extract, ground, check"):
        load(environment={"TALLYCLERK_REED_MAX_CHARS": "5"})


def test_settings_do_not_change() -> None:
    with pytest.raises(AttributeError):
        Settings().read.max_chars = 5  # type: ignore[misc]


def test_settings_print_as_the_file_would_hold_them() -> None:
    sections = {"fetch", "read", "group", "extract", "ground", "check", "sense", "scenes", "run"}
    assert set(msgspec.to_builtins(Settings())) == sections
