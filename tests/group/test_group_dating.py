"""When a text was published, for a page that does not say, from the pages that carry the same text."""

from datetime import date

from tallyclerk.config import GroupSettings, Settings
from tallyclerk.extract import extract
from tallyclerk.ground import ground
from tallyclerk.group import group
from tallyclerk.model import DateValue, Document, Published

TEXT = (
    "PORT VALE - The freighter Halcyon delivered 4,000 tonnes of barley to Easthaven on Friday, the harbour office "
    "said. The barley was loaded onto trains and taken to a depot near the border within two days. A spokesman for the "
    "ministry declined to say who had paid for the cargo. Watchers of shipping say that its transponder was off for "
    "most of the voyage. The owners, a firm in the free zone, did not answer calls."
)
DAY = Published(date(2023, 10, 15), date(2023, 10, 15), "the page's own date")


def pages(*published: Published | None) -> tuple[Document, ...]:
    found = [
        Document(id=f"d{n}", key=str(n), sha256="", text=TEXT, published=day) for n, day in enumerate(published, 1)
    ]
    return group(found, GroupSettings())[0]


def test_a_copy_without_a_day_is_dated_by_the_page_that_has_one() -> None:
    dated, undated = pages(DAY, None)
    assert dated.same_text is None
    assert undated.same_text == Published(DAY.earliest, DAY.latest, "the same text in d1")
    claims = ground(undated, extract(undated, Settings().extract), 1)
    (friday,) = {d for c in claims for d in c.roles.get("date", ()) if isinstance(d, DateValue) and d.text == "Friday"}
    assert (friday.earliest, friday.latest) == (date(2023, 10, 13), date(2023, 10, 13))
    assert any("the same text in d1" in line for line in friday.inferred)


def test_a_page_known_to_a_month_is_narrowed_only_within_that_month() -> None:
    october = Published(date(2023, 10, 1), date(2023, 10, 31), "the address")
    assert pages(DAY, october)[1].same_text == Published(DAY.earliest, DAY.latest, "the same text in d1")
    assert pages(DAY, Published(date(2023, 11, 1), date(2023, 11, 30), "the address"))[1].same_text is None


def test_copies_that_were_published_months_apart_date_nothing() -> None:
    later = Published(date(2024, 2, 1), date(2024, 2, 1), "the page's own date")
    assert pages(DAY, later, None)[2].same_text is None


def test_another_text_dates_nothing() -> None:
    other = Document(id="d2", key="2", sha256="", text="The harvest in the province was poor this year.")
    first = Document(id="d1", key="1", sha256="", text=TEXT, published=DAY)
    assert [document.same_text for document in group((first, other), GroupSettings())[0]] == [None, None]


def test_of_many_copies_all_without_a_day_are_dated_and_few_that_have_one_are_named() -> None:
    found = pages(None, *[DAY] * 8, None)
    assert found[0].same_text == found[9].same_text
    assert found[0].same_text is not None
    assert found[0].same_text.basis == "the same text in d2 and d3 and d4 and d5 and d6 and d7 and 2 more"
