"""Checks: facts of a transfer tested against the physical world, each with its arithmetic.

`check(documents, claims, transfers, settings)` gives the checks; `graded` grades each value by what stands behind it
and against it, checks among it.
"""

from tallyclerk.check.grading import graded
from tallyclerk.check.run import check

__all__ = ["check", "graded"]
