"""Which blocks of a page are its article: what the library found, corrected by what the blocks themselves tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tallyclerk.read.html.blocks import Block, squeezed

_LONG = 25
"""Letters from which a block is known by its text alone; a shorter one must stand near such a one."""
_NEAR = 5
_MIN_COVERED = 0.7
_MIN_SHARE = 0.2
_MAX_LINKED = 0.2
_LINK = 0.8
_LINK_WORDS = 4
_LABEL_WORDS = 5
_MIN_REPEAT = 60
_MAX_WORK = 500_000_000
"""Characters that are searched at most, about half a second; beyond it only whole lines are compared."""
_LINKABLE = frozenset({"p", "li", "div", "blockquote", "ul"})


def article_of(blocks: Sequence[Block], found: str) -> dict[int, str | None] | None:
    """Reasons by index for the blocks that the library found: None for the article, else why it is not.

    None altogether where the found text cannot be laid over the blocks.

    Three corrections are made to what was found:

    - running text that stands in the same markup as the article's paragraphs, in the same `article` and before the
      next first-level heading, belongs to it (an article parted by an advertisement, a lead left out);
    - paragraphs and items that are nothing but a link lead to other stories, unless they make up much of the article;
    - so does the label above a run of such links.
    """
    hits = _hits(blocks, found)
    if hits is None:
        return None
    hits |= _kin(blocks, hits)
    reasons: dict[int, str | None] = dict.fromkeys(sorted(hits))
    for index in _repeats(blocks, hits, found):
        reasons[index] = "repeats an earlier paragraph"
    for index in _links(blocks, hits):
        reasons[index] = "link to another page, standing alone"
    for index in sorted(hits):
        if reasons[index] is None and _labels_links(blocks, index, reasons):
            reasons[index] = "label above links to other pages"
    return reasons


def found_in(blocks: Sequence[Block], text: str) -> set[int]:
    """Indexes of the blocks that are a line of a text or, if they are long enough to be known by it, stand in it."""
    keys = [squeezed(line) for line in text.split("\n")]
    lines, whole = set(keys), "".join(keys)
    is_small = len(blocks) * len(whole) <= _MAX_WORK
    hits = {n for n, block in enumerate(blocks) if block.key and block.key in lines}
    return hits | {n for n, block in enumerate(blocks) if is_small and len(block.key) >= _LONG and block.key in whole}


def _hits(blocks: Sequence[Block], found: str) -> set[int] | None:
    """Indexes of the blocks that the found text holds."""
    keys = [squeezed(line) for line in found.split("\n")]
    lines, whole = set(keys), "".join(keys)
    long = {n for n, block in enumerate(blocks) if len(block.key) >= _LONG and block.key in lines}
    if len(blocks) * len(whole) <= _MAX_WORK:
        rest = [n for n, block in enumerate(blocks) if n not in long and len(block.key) >= _LONG]
        long |= {n for n in rest if blocks[n].key in whole}
        long |= _broken(blocks, [n for n in rest if n not in long], lines)
    covered = sum(len(key) for key in {blocks[n].key for n in long})
    if not long or covered < _MIN_COVERED * len(whole):
        return None
    return _with_short(blocks, long, lines)


def _broken(blocks: Sequence[Block], rest: Sequence[int], lines: set[str]) -> set[int]:
    """Running blocks of which most was found, in pieces (a place or a date before the first word was left out)."""
    pieces = [line for line in lines if len(line) >= _LONG]
    running = [n for n in rest if blocks[n].is_running][:100]
    if len(pieces) * sum(len(blocks[n].key) for n in running) > _MAX_WORK:
        return set()
    return {
        n for n in running if sum(len(piece) for piece in pieces if piece in blocks[n].key) >= 0.5 * len(blocks[n].key)
    }


def _with_short(blocks: Sequence[Block], long: set[int], lines: set[str]) -> set[int]:
    """With short blocks that are a whole line of the found text, between the long ones or close to them."""
    first, last = min(long), max(long)
    short = [n for n, block in enumerate(blocks) if n not in long and block.key and block.key in lines]
    hits = long | {n for n in short if first < n < last}
    for index in short:
        if last < index <= last + _NEAR:
            hits.add(index)
            last = index
    for index in reversed(short):
        if first - _NEAR <= index < first:
            hits.add(index)
            first = index
    return hits


def _kin(blocks: Sequence[Block], hits: set[int]) -> set[int]:
    """Running blocks that were left out although they stand where the article's own paragraphs stand."""
    running = [n for n in sorted(hits) if blocks[n].is_running]
    if not running:
        return set()
    count = Counter(blocks[n].path for n in running)
    weight: Counter[int] = Counter()
    for n in running:
        weight[blocks[n].path] += len(blocks[n].key)
    paths = {path for path in count if count[path] >= 2 and weight[path] >= _MIN_SHARE * weight.total()}
    regions = {blocks[n].region for n in running}
    keys = {blocks[n].key for n in hits}
    end = next((n for n in range(running[0], len(blocks)) if blocks[n].tag == "h1" and n > running[-1]), len(blocks))
    return {
        n
        for n, block in enumerate(blocks[:end])
        if n not in hits
        and block.path in paths
        and block.region in regions
        and block.key not in keys
        and block.is_running
    }


def _repeats(blocks: Sequence[Block], hits: set[int], found: str) -> list[int]:
    """Long blocks that the page shows more than once although the library found them once."""
    count = Counter(blocks[n].key for n in hits if len(blocks[n].key) > _MIN_REPEAT)
    twice = {key for key, number in count.items() if number > 1}
    whole, seen, repeats = squeezed(found), set[str](), []
    if not twice or len(twice) * len(whole) > _MAX_WORK:
        return []
    once = {key for key in twice if whole.count(key) < 2}
    for n in sorted(hits):
        if blocks[n].key in once and blocks[n].key in seen:
            repeats.append(n)
        seen.add(blocks[n].key)
    return repeats


def _links(blocks: Sequence[Block], hits: set[int]) -> list[int]:
    found = [n for n in sorted(hits) if _is_link(blocks[n])]
    weight = sum(len(blocks[n].key) for n in found)
    return found if weight < _MAX_LINKED * sum(len(blocks[n].key) for n in hits) else []


def _is_link(block: Block) -> bool:
    return block.linked >= _LINK and block.tag in _LINKABLE and block.words >= _LINK_WORDS


def _labels_links(blocks: Sequence[Block], index: int, reasons: dict[int, str | None]) -> bool:
    """Whether a short unpunctuated block stands above two links that were taken out."""
    block = blocks[index]
    is_label = (
        block.words <= _LABEL_WORDS and not block.text.rstrip(" …").endswith((".", "!", "?")) and block.tag != "h1"
    )
    return is_label and all(reasons.get(n) is not None for n in (index + 1, index + 2))
