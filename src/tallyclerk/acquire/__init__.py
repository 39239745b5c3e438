"""Sources to raw bytes: files, folders, JSON lines and standard input.

Nothing is raised for a bad item: it becomes an `Unread` with its reason, and the others are still served.
"""

from tallyclerk.acquire.sources import acquire

__all__ = ["acquire"]
