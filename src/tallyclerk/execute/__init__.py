"""Doing one job on many items: in this process, or elsewhere."""

from tallyclerk.execute.cluster import Cluster
from tallyclerk.execute.engine import Engine, Job, Lost, Serial
from tallyclerk.execute.processes import Processes

__all__ = ["Cluster", "Engine", "Job", "Lost", "Processes", "Serial"]
