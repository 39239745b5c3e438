"""Grounding of quantities: number, bound, and what is counted."""

from __future__ import annotations

from msgspec import structs

from tallyclerk.grammar.quantity import QuantityExpression, parse_quantity
from tallyclerk.grammar.rates import rate_of
from tallyclerk.grammar.tokens import Token, tokenise
from tallyclerk.model import Mention, QuantityValue
from tallyclerk.resources.ordinals import ordinal_value

# The noun phrase of what is counted ends before these words and signs.
_PHRASE_ENDS = frozenset(["of", "from", "to", "in", "on", "at", "for", "with", "by", "and", "that", "which", "who"])
_LEADS = frozenset(["of", "the", "these", "those", "its", "their", "his", "her", "such"])


def ground_quantity_in(text: str, mention: Mention) -> QuantityValue | Mention:
    """`ground_quantity` for a mention where it stands in its document's text, which shows whether it is a rate."""
    found = ground_quantity(mention)
    per = rate_of(text, mention.start, mention.end) if isinstance(found, QuantityValue) else None
    return structs.replace(found, per=per) if per else found


def ground_quantity(mention: Mention) -> QuantityValue | Mention:
    """The quantity that a mention states, or the mention unchanged where it states none.

    The unit is the known unit behind the number, else the noun phrase there ("2,116 AK-47 assault rifles" counts
    assault rifles).
    """
    expression = parse_quantity(mention.text)
    if expression is None:
        return _ordinal(mention)
    return QuantityValue(
        text=mention.text,
        start=mention.start,
        end=mention.end,
        value=expression.value,
        unit=expression.unit or _counted(mention.text, expression),
        bound=expression.bound,
        high=expression.high,
    )


def _ordinal(mention: Mention) -> QuantityValue | Mention:
    """ "The eighth aircraft" of a row: eight aircraft so far."""
    word, _, noun = mention.text.partition(" ")
    value = ordinal_value(word)
    if value is None or not noun:
        return mention
    return QuantityValue(text=mention.text, start=mention.start, end=mention.end, value=value, unit=noun, bound="exact")


def _counted(text: str, expression: QuantityExpression) -> str | None:
    """The noun phrase behind the number, without model names, or None where nothing stands there."""
    rest = text[max(expression.end, expression.number_end) :]
    tokens = list(tokenise(rest))
    while tokens and (tokens[0].low in _LEADS or not (tokens[0].is_word or tokens[0].is_digits)):
        del tokens[0]
    end = next((n for n, token in enumerate(tokens) if _ends(token)), len(tokens))
    kept = _without_models(tokens[:end])
    return rest[kept[0].start : kept[-1].end] if kept else None


def _ends(token: Token) -> bool:
    return token.low in _PHRASE_ENDS or token.text in ",;:()."


def _without_models(tokens: list[Token]) -> list[Token]:
    """The tokens behind the last model name ("AK-47", "Leopard 2"), as long as words are left there."""
    last = max((n for n, token in enumerate(tokens) if token.is_digits), default=-1)
    behind = last + 1
    while behind < len(tokens) and tokens[behind].glued:
        behind += 1
    return tokens[behind:] if any(token.is_word for token in tokens[behind:]) else tokens
