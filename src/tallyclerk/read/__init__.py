"""Raw bytes to documents: the article, what was set aside, title, outlet, language and when it was published."""

from tallyclerk.read.documents import Reader, content_of, read_all, read_reports

__all__ = ["Reader", "content_of", "read_all", "read_reports"]
