"""What goods a whole report is about, for statements that only measure them: "lorries had taken *11,000 tonnes*"."""

from __future__ import annotations

from collections.abc import Iterator

from tallyclerk.extract.page import Page
from tallyclerk.extract.phrases import Phrases
from tallyclerk.extract.syntax import NOUN
from tallyclerk.model import Mention
from tallyclerk.resources.cargo import cargo_class, cargo_compatible
from tallyclerk.resources.vehicles import vehicle_kind

Named = tuple[Mention, tuple[str, ...]]


# What part of the goods that a report names must be the first ones named, for it to be about these.
MOST = 0.75


def topic(page: Page) -> Named | None:
    """The first wording of a page's goods with their classes, where most that it names can be the same goods."""
    named = sorted(_named(page), key=lambda item: item[0].text.isupper())  # a shouted headline words it last
    same = [kinds for _, kinds in named if cargo_compatible(named[0][1], kinds)]
    return named[0] if named and len(same) >= MOST * len(named) else None


def _named(page: Page) -> Iterator[Named]:
    """Every mention of goods by a noun that tells which they are, in the order of the text."""
    for paragraph in page.paragraphs:
        phrases = Phrases(page, paragraph)
        for token in paragraph.doc:
            if token.pos_ in NOUN and token.pos_ != "PRON" and token.dep_ != "compound":
                mention = phrases.name(token)
                kinds = cargo_class(mention.text)
                if set(kinds) - {"goods"} and vehicle_kind(mention.text) is None:
                    yield mention, kinds
