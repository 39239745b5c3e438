"""Numbers that ships are known by."""

from __future__ import annotations


def is_ship_mmsi(digits: str) -> bool:
    """Whether nine digits are an MMSI of a ship; other stations (coasts, buoys, aircraft) begin with 0, 1, 8 or 9.

    Source: ITU-R M.585-9.
    """
    return len(digits) == 9 and digits.isascii() and digits.isdigit() and "2" <= digits[0] <= "7"
