"""Lines that stand on several pages of one outlet."""

from tallyclerk.config import ReadSettings
from tallyclerk.model import Document, Raw
from tallyclerk.read import read_all

SLOGAN = "Your harbour, your paper, every single day."
SUBJECTS = ("barley", "timber", "copper", "salt")


def article(cargo: str, n: int) -> str:
    return "\n\n".join(
        (
            f"Ship with {cargo} reaches Easthaven",
            f"A freighter with {n} thousand tonnes of {cargo} reached Easthaven, and the port began to unload it.",
            f"Traders of {cargo} had waited {n} weeks for this ship, which had been held up by a storm off Port Vale.",
        )
    )


def read(texts: list[str], outlet: str | None = "The Herald") -> list[Document]:
    raws = [
        Raw(key=f"k{n}", source=f"f{n}.txt", body=text.encode(), media_type="text/plain", outlet=outlet)
        for n, text in enumerate(texts)
    ]
    documents, unread = read_all(raws, ReadSettings(), lambda done, total: None)
    assert not unread
    return list(documents)


def test_a_line_on_three_pages_of_an_outlet_goes_and_says_why() -> None:
    documents = read([f"{article(cargo, n)}\n\n{SLOGAN}" for n, cargo in enumerate(SUBJECTS, start=2)])
    for document in documents:
        assert SLOGAN not in document.text
        assert "port began to unload" in document.text
        assert ("stands on 3 other pages of this outlet") in {piece.reason for piece in document.removed}


def test_a_line_on_two_pages_stays() -> None:
    texts = [f"{article(cargo, n)}\n\n{SLOGAN}" for n, cargo in enumerate(SUBJECTS[:2], start=2)]
    assert sum(SLOGAN in document.text for document in read([*texts, article("rye", 9)])) == 2


def test_pages_of_different_outlets_do_not_count_together() -> None:
    texts = [f"{article(cargo, n)}\n\n{SLOGAN}" for n, cargo in enumerate(SUBJECTS, start=2)]
    assert all(SLOGAN in document.text for document in read(texts, outlet=None))


def test_reprints_of_one_article_keep_its_lines() -> None:
    texts = [f"{article('barley', 4)}\n\nA short line of number {n}." for n in range(5)]
    for document in read(texts):
        assert document.text.startswith("Ship with barley")
        assert document.removed == ()


def test_background_that_an_outlet_writes_into_many_articles_stays() -> None:
    background = (
        "The port was closed for two years after the storm that broke its pier, and opened again only in spring."
    )
    texts = []
    for n, cargo in enumerate(SUBJECTS, start=2):
        head, *paragraphs = article(cargo, n).split("\n\n")
        more = [
            f"The {cargo} was brought to depot {m} by train, said the {cargo} traders of Easthaven." for m in range(4)
        ]
        texts.append("\n\n".join((head, *paragraphs, background, *more)))
    assert all(background in document.text for document in read(texts))
