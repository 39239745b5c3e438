"""A dossier as data for programs and as one page for people.

write(dossier, directory)      dossier.json and dossier.html
to_json(dossier), load(path)   the data, to and from bytes
to_html(dossier)               the page: one file, no request, works without JavaScript
write_claims(dossier, path)    its claims as a table in Parquet
explain(dossier, id)           where a claim, fact, transfer, origin, check or document came from
"""

from tallyclerk.publish.codec import load, to_json
from tallyclerk.publish.explain import explain
from tallyclerk.publish.files import write
from tallyclerk.publish.page import to_html
from tallyclerk.publish.parquet import write_claims

__all__ = ["explain", "load", "to_html", "to_json", "write", "write_claims"]
