"""The words of consent notices, each with a sentence that it fits and one that it spares."""

import pytest

from tallyclerk.resources.consent import ConsentWords, asks_consent, consent_words


@pytest.mark.parametrize("entry", consent_words(), ids=lambda entry: entry.example[:40])
def test_pattern_fits_its_example_and_spares_an_article(entry: ConsentWords) -> None:
    assert any(word in entry.example.lower() for word in entry.words)
    assert asks_consent(entry.example)
    assert not (entry.spares and asks_consent(entry.spares))
