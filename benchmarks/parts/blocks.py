"""What ten lines of code make of a page without markup: the baselines for reading."""

from __future__ import annotations

LONG = 15
"""Words of a long line."""
COST = 60
"""What a line costs a block, in characters, and how many of its own count. Both were chosen on the very pages that the
baseline is measured on, so that it is as strong as it can be."""
MOST = 150


def long_lines(text: str) -> str:
    """Its lines of 15 words or more."""
    return "\n".join(line for line in text.splitlines() if len(line.split()) >= LONG)


def best_block(text: str) -> str:
    """The run of lines whose lengths, less the cost of each, sum to most (Kadane's maximum subarray)."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    best = (0, 0, 0)
    start = total = 0
    for end, line in enumerate(lines, start=1):
        if total <= 0:
            start, total = end - 1, 0
        total += min(len(line), MOST) - COST
        best = max(best, (total, -start, end))
    return "\n".join(lines[-best[1] : best[2]])
