"""Raw bytes to documents: the article, what was set aside, title, outlet, language and when it was published."""

from tallyclerk.read.documents import read_all

__all__ = ["read_all"]
