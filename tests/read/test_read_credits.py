"""Whose text a report is: credits, datelines, bylines; each rule by its example, and what must not be taken for one."""

import time

import pytest

from tallyclerk.model import Credit
from tallyclerk.read.byline import author_of
from tallyclerk.read.credits import Scene, credits_of
from tallyclerk.read.dateline import dateline_of
from tallyclerk.resources import bylines
from tallyclerk.resources.credits import CreditRule, DatelineRule, lexicon


def found(*lines: str, article: str = "", **fields: str) -> list[tuple[str, str]]:
    scene = Scene(lines=lines, article=article, **fields)
    return [(credit.name, credit.kind) for credit in credits_of(scene, dateline_of(article))]


@pytest.mark.parametrize("rule", lexicon().credits, ids=lambda rule: rule.example)
def test_each_rule_of_credits_finds_its_example(rule: CreditRule) -> None:
    here = rule.where in ("line", "in")
    taken = found(rule.example) if here else found(article=rule.example)
    assert taken == [(name, rule.kind) for name in rule.names]


@pytest.mark.parametrize("rule", lexicon().datelines, ids=lambda rule: rule.example)
def test_each_rule_of_datelines_finds_its_example(rule: DatelineRule) -> None:
    dateline = dateline_of(rule.example)
    assert dateline is not None
    assert dateline.place == rule.place
    assert rule.example.startswith(dateline.text)


@pytest.mark.parametrize("rule", bylines.lexicon().bylines, ids=lambda rule: rule.example)
def test_each_rule_of_bylines_finds_its_example(rule: bylines.BylineRule) -> None:
    assert author_of(None, [rule.example], "") == rule.author


def test_the_other_patterns_fit_their_examples() -> None:
    words = bylines.lexicon()
    assert author_of(None, [], words.closing_example.text) == words.closing_example.author
    assert author_of(None, [words.after_example.text], "") == words.after_example.author
    assert found(lexicon().pictures_example) == []


def test_a_dateline_credits_its_agency_with_its_wording() -> None:
    article = "SEOUL, Oct. 13 (Yonhap) -- A ship has left with barley, the harbour office said."
    assert credits_of(Scene(lines=(), article=article), dateline_of(article)) == (
        Credit("Yonhap", "SEOUL, Oct. 13 (Yonhap) --", "agency"),
    )


def test_a_publisher_is_never_credited_on_its_own_page() -> None:
    article = "SEOUL, Oct. 13 (Yonhap) -- A ship has left with barley."
    assert found("(Yonhap)", article=article, outlet="Yonhap") == []
    line = "This article was originally published by The Vale Post."
    assert found(line, url="https://www.valepost.example/1") == []


def test_each_publisher_is_credited_once_and_unknown_names_only_where_the_wording_is_plain() -> None:
    assert found("By Reuters", "(Reuters)", "Source: Reuters") == [("Reuters", "agency")]
    assert found("(Vale)", "Source: harbour office", "By The Vale Post") == []
    assert found("First published in The Vale Post.") == [("The Vale Post", "republished")]


def test_a_credit_of_a_picture_credits_no_text() -> None:
    assert found("Photo: AFP", "REUTERS/Jane Doe/File photo", "(AP Photo/John Roe)", "Image credit: Getty Images") == []


def test_a_canonical_address_elsewhere_names_where_the_text_was_first() -> None:
    taken = found(url="https://www.msn.com/x", canonical="https://www.reuters.com/world/y", outlet="MSN")
    assert taken == [("Reuters", "republished")]
    assert found(canonical="https://www.reuters.com/world/y", outlet="Reuters") == []


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("ACCRA, Ghana (AP) — With a delivery on Wednesday the country is the first.", "ACCRA, Ghana"),
        ("WASHINGTON, D.C. – On Thursday the department spoke of barley.", "WASHINGTON, D.C."),
        ("BRUSSELS/KYIV (Reuters) - The ship left.", "BRUSSELS/KYIV"),
        ("Pyongyang, October 13 (KCNA) -- The ship left.", "Pyongyang"),
        ("DUBAI -- A fishing boat has been stopped.", "DUBAI"),
        ("LONDON, 5 March 2024: The ship left.", "LONDON"),
    ],
)
def test_datelines_give_the_place_in_its_own_wording(line: str, place: str) -> None:
    dateline = dateline_of(f"Barley ship reaches Easthaven\n{line}")
    assert dateline is not None
    assert dateline.place == place


@pytest.mark.parametrize(
    "line",
    [
        "CNN: Ships have left the port.",
        "UPDATE - Ships have left the port.",
        "Iran: ships have left the port.",
        "The harbour - once a fishing port - is busy.",
        "BARLEY (4,000 tonnes) – The ship left.",
        "Jane Doe (Labour) - a member of the council - spoke.",
    ],
)
def test_other_openings_are_no_datelines(line: str) -> None:
    assert dateline_of(line) is None


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane van der Berg, John Roe and Ana María López", "Jane van der Berg, John Roe, Ana María López"),
        ("By Jane Doe Oct 13, 2023", "Jane Doe"),
        ("By Jane DoeStaff Writer", "Jane Doe"),
        ("By Jane Doe | The Vale Post", "Jane Doe"),
        ("By Jane Doe, CNN Business", "Jane Doe"),
        ("Jane Doe, BBC News, Seoul", "Jane Doe"),
        ("By Staff Writer", "staff"),
        ("By admin", "staff"),
        ("BY AP STAFF", "staff"),
        ("By Reuters", None),
        ("By sea and by land", None),
        ("Published May 14, 2019 8:29 PM by The Maritime Executive", None),
    ],
)
def test_persons_are_authors_and_publishers_are_not(line: str, author: str | None) -> None:
    assert author_of(None, ["Barley ship reaches Easthaven", line], "") == author


@pytest.mark.parametrize(
    ("data", "author"),
    [
        ("Jane Doe; John Roe", "Jane Doe, John Roe"),
        ("By Jane Doe", "Jane Doe"),
        ("@janedoe", "@janedoe"),
        ("@Reuters", None),
        ("Sukarno", "Sukarno"),
        ("admin", "staff"),
        ("https://social.example/jane", None),
    ],
)
def test_the_pages_data_name_the_author(data: str, author: str | None) -> None:
    assert author_of(data, [], "") == author


def test_a_picture_credit_below_the_lead_names_no_author() -> None:
    lines = ["Barley ship reaches Easthaven", "Published today", "A crane", "In the harbour", "Jane Doe, Reuters"]
    assert author_of(None, lines, "") is None


@pytest.mark.parametrize("unit", ["By ", "(", "A, ", "— ", "Source: ", "with files from ", "and ", "SEOUL ", "© 2023 "])
def test_long_odd_lines_are_searched_in_no_time(unit: str) -> None:
    line = unit * 5_000
    short = unit * (290 // len(unit))
    began = time.process_time()
    author_of(line, [line, short] * 5, line)
    found(line, short, short, article=line)
    assert time.process_time() - began < 2.0
