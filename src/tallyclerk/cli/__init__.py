"""The command line: each command parses, makes one library call and prints.

Anything heavy is imported inside the command that needs it, so that `--help` answers at once.
"""

from tallyclerk.cli import crawls, evidence, exports, lookups, reports, sensors
from tallyclerk.cli.app import app, main

__all__ = ["app", "crawls", "evidence", "exports", "lookups", "main", "reports", "sensors"]
