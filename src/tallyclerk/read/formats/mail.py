"""An e-mail: its text, subject, sender and when it was sent. Attachments are reports of their own."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from email.message import Message
from email.utils import parseaddr

from tallyclerk.config import ReadSettings
from tallyclerk.errors import UnreadableSource
from tallyclerk.model import Removed
from tallyclerk.read.formats.letter import letter
from tallyclerk.read.formats.mime import Part, field, iso_date, leaves, parsed, text_of
from tallyclerk.read.formats.unpacked import Unpacked
from tallyclerk.resources.outlets import outlet_of

_TAGS = re.compile(r"<[^<>]{1,2000}>|<!--|-->")
_UNSEEN = re.compile(r"<(/?)(?:style|script|head)\b[^<>]{0,500}>", re.IGNORECASE)
_MAX_LOOK = 400_000
_MAX_NAMES = 20


def read_mail(body: bytes, settings: ReadSettings) -> Unpacked:
    """The text of an e-mail: of its HTML form where that has the content, else of its plain one.

    Raises:
        UnreadableSource: it is no e-mail, or has no text of its own.
    """
    message = parsed(body)
    texts, attached = _sorted(message)
    pieces = list(_pieces(texts))
    notes = [note for _, _, note, _ in pieces if note] + _attachments(attached)
    if not any(text.strip() for text, *_ in pieces):
        raise UnreadableSource("; ".join(("there is no text in the e-mail itself", *_attachments(attached))))
    is_markup = any(markup for _, markup, _, _ in pieces)
    sent = iso_date(message, "Date")
    author, outlet = _sender(message)
    return Unpacked(
        text="\n\n".join(_as_markup(text, markup) if is_markup else text for text, markup, _, _ in pieces),
        is_markup=is_markup,
        notes=tuple(notes),
        removed=tuple(piece for *_, removed in pieces for piece in removed),
        title=field(message, "Subject"),
        author=author,
        outlet=outlet,
        date=sent,
        date_place="the e-mail's Date header" if sent else None,
        date_kind="sent" if sent else None,
    )


def _sorted(message: Part) -> tuple[list[Part], list[Part]]:
    """The parts that are the letter, and those attached to it. Of alternatives, one is taken."""
    texts: list[Part] = []
    attached: list[Part] = []
    dropped = {id(part) for part in _dropped(message)}
    for part in leaves(message):
        kind = part.get_content_type()
        if id(part) in dropped:
            continue
        if kind in ("text/plain", "text/html") and not _is_attached(part):
            texts.append(part)
        elif _is_attached(part) or not part.get("Content-ID"):  # a picture with an id is shown within the letter
            attached.append(part)
    return texts, attached


def _dropped(message: Part) -> Iterator[Part]:
    """The alternatives that are not read: the plain form where the HTML form says as much, else the HTML form."""
    for part in message.walk():
        if part.get_content_type() != "multipart/alternative" or not part.is_multipart():
            continue
        forms = list(leaves(part))
        plain = [form for form in forms if form.get_content_type() == "text/plain" and not _is_attached(form)]
        marked = [form for form in forms if form.get_content_type() == "text/html" and not _is_attached(form)]
        if plain and marked:
            said = sum(_letters(text_of(form, "text/plain")[0]) for form in plain)
            shown = sum(_letters(_seen(text_of(form, "text/html")[0])) for form in marked)
            yield from plain if shown * 2 >= said else marked


def _seen(markup: str) -> str:
    """Markup without its styles, scripts and head, roughly: enough to weigh it."""
    pieces, at, depth = [], 0, 0
    for tag in _UNSEEN.finditer(markup[:_MAX_LOOK]):
        pieces.append(markup[at : tag.start()] if depth == 0 else "")
        depth = max(0, depth + (-1 if tag[1] else 1))
        at = tag.end()
    return "".join(pieces) + (markup[at:_MAX_LOOK] if depth == 0 else "")


def _letters(text: str) -> int:
    """How much a text shows, in characters without tags and spaces."""
    return len("".join(_TAGS.sub(" ", text[:_MAX_LOOK]).split()))


def _is_attached(part: Part) -> bool:
    return (
        part.get_content_disposition() == "attachment" or bool(_name(part)) or part.get_content_maintype() == "message"
    )


def _name(part: Part) -> str | None:
    name = part.get_filename()
    return " ".join(str(name).split())[:120] if name else None


def _pieces(parts: list[Part]) -> Iterator[tuple[str, bool, str | None, tuple[Removed, ...]]]:
    """Each part's text, whether it is HTML, a note on its encoding, and what it quotes of other e-mails."""
    for part in parts:
        if part.get_content_type() == "text/html":
            text, note = text_of(part, "text/html")
            yield text, True, note, ()
        else:
            text, note = text_of(part, "text/plain")
            flowed = str(part.get_param("format") or "").lower() == "flowed"
            found, removed = letter(text, flowed, str(part.get_param("delsp") or "").lower() == "yes")
            yield found, False, note, removed


def _as_markup(text: str, is_markup: bool) -> str:
    if is_markup:
        return text
    return "".join(f"<p>{html.escape(line)}</p>\n" for line in text.split("\n") if line)


def _attachments(parts: list[Part]) -> list[str]:
    if not parts:
        return []
    names = [_name(part) or _forwarded(part) or part.get_content_type() for part in parts]
    more = f" and {len(names) - _MAX_NAMES} more" if len(names) > _MAX_NAMES else ""
    return [f"{len(names)} attachment{'s' * (len(names) > 1)}: {', '.join(names[:_MAX_NAMES])}{more}"]


def _forwarded(part: Part) -> str | None:
    """The subject of an attached e-mail."""
    if part.get_content_type() != "message/rfc822" or not part.is_multipart():
        return None
    inner = part.get_payload(0)
    subject = field(inner, "Subject") if isinstance(inner, Message) else None
    return f'e-mail "{subject or "without subject"}"'


def _parted(stated: str) -> tuple[str, str]:
    """The display name and the address of a sender."""
    try:
        return parseaddr(stated)
    except RecursionError:  # the standard library takes each "(" for a level of its own
        return stated, ""


def _sender(message: Part) -> tuple[str | None, str | None]:
    """Who wrote it, by the display name, and the publisher whose address it came from, if that is a known one."""
    name, address = _parted(field(message, "From") or "")
    domain = address.rpartition("@")[2].strip().strip(".")
    known = outlet_of(f"https://{domain}/") if re.fullmatch(r"[\w.-]{3,200}", domain) else None
    outlet = known.name if known else field(message, "Organization")
    name = " ".join(name.split())
    is_person = name and name.casefold() != (outlet or "").casefold()
    return (name if is_person else None), outlet
