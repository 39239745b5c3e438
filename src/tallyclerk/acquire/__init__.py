"""What the user names to raw bytes: files of many kinds, folders, patterns, standard input, addresses.

Nothing is raised for a bad item: it becomes an `Unread` with its reason, and the others are still served.
"""

from tallyclerk.acquire.links import Fetcher, Link
from tallyclerk.acquire.sources import acquire

__all__ = ["Fetcher", "Link", "acquire"]
