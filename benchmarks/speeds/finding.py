"""What a part found: words and tables in markdown, and bars to draw."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

WIDTH, LABEL, ROW = 640, 250, 26


@dataclass(frozen=True)
class Bars:
    """Values to draw beside each other, with the unit that they have."""

    title: str
    unit: str
    values: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Finding:
    """What a part found.

    Attributes:
        name: The part's.
        text: Markdown: tables, and what was run.
        bars: What to draw, if anything.
        fits: Whether all budgets were kept.
    """

    name: str
    text: str
    bars: Bars | None = None
    fits: bool = True


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A markdown table; all columns but the first are to the right."""
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def drawn(bars: Bars) -> str:
    """Bars as SVG; their lengths start at zero."""
    most = max(value for _, value in bars.values) or 1.0
    height = 40 + ROW * len(bars.values)
    font = 'font-family="sans-serif" font-size="13"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" {font}>',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="10" y="22" font-weight="bold">{escape(bars.title)}</text>',
    ]
    for at, (label, value) in enumerate(bars.values):
        top = 36 + ROW * at
        length = (WIDTH - LABEL - 90) * value / most
        parts.append(f'<text x="{LABEL - 8}" y="{top + 14}" text-anchor="end">{escape(label)}</text>')
        parts.append(f'<rect x="{LABEL}" y="{top}" width="{length:.1f}" height="18" fill="#2b5f75"/>')
        parts.append(f'<text x="{LABEL + length + 6:.1f}" y="{top + 14}">{value:,.4g} {escape(bars.unit)}</text>')
    return "\n".join((*parts, "</svg>\n"))


def write(finding: Finding, page: Path, images: Path) -> None:
    """Put a finding into its place on a page, between `<!-- NAME -->` and `<!-- /NAME -->`, and draw its bars.

    Raises:
        ValueError: if the page has no such place.
    """
    text = finding.text
    if finding.bars:
        image = images / f"speed-{finding.name}.svg"
        image.write_text(drawn(finding.bars), encoding="utf-8")
        text += f"\n\n![{finding.bars.title}]({image.relative_to(page.parent).as_posix()})"
    place = re.compile(rf"(<!-- {finding.name} -->\n).*?(<!-- /{finding.name} -->)", re.DOTALL)
    content = page.read_text(encoding="utf-8")
    if not place.search(content):
        raise ValueError(f"{page} has no place for {finding.name}")
    page.write_text(place.sub(lambda found: f"{found[1]}\n{text}\n\n{found[2]}", content), encoding="utf-8")
