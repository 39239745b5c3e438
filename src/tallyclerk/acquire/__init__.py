"""What the user names to raw bytes: files of many kinds, folders, patterns, standard input, addresses.

Nothing is raised for a bad item: it becomes an `Unread` with its reason, and the others are still served.
"""

from tallyclerk.acquire.links import NO_ADDRESS, Fetcher, Link, is_address
from tallyclerk.acquire.sources import acquire
from tallyclerk.acquire.warcs import WarcPage, pages_of
from tallyclerk.acquire.web import web

__all__ = ["NO_ADDRESS", "Fetcher", "Link", "WarcPage", "acquire", "is_address", "pages_of", "web"]
