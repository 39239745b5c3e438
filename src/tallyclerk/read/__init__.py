"""Raw bytes to documents: the article, what was set aside, title, outlet, language and when it was published."""

from tallyclerk.read.crude import crude_lines
from tallyclerk.read.documents import Reader, content_of, read_all, read_reports

__all__ = ["Reader", "content_of", "crude_lines", "read_all", "read_reports"]
