"""Checks: facts of a transfer tested against the physical world, each with its arithmetic.

`check(documents, claims, transfers, settings)` gives distance, speed, order in time, and stated distances.
"""

from tallyclerk.check.run import check

__all__ = ["check"]
