"""Hatch build hook: builds the gazetteer's index into the package, for a wheel as for an editable install."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GazetteerHook(BuildHookInterface[Any]):
    """Builds `gazetteer/data/gazetteer.sqlite` unless it is there and its sources are unchanged."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before files are gathered."""
        sys.path.insert(0, str(Path(self.root) / "src"))
        from tallyclerk.gazetteer.build import build, is_current  # noqa: PLC0415  # its path was only now known

        if not is_current():
            count = build()
            self.app.display_info(f"gazetteer: {count:,} places")
