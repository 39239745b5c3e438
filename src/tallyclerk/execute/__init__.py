"""Doing one job on many items: in this process, or elsewhere."""

from tallyclerk.execute.engine import Engine, Job, Lost, Serial
from tallyclerk.execute.processes import Processes

__all__ = ["Engine", "Job", "Lost", "Processes", "Serial"]
