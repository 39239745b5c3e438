"""Pages saved as MHTML: which part is the page, where it was, and when it was saved."""

from tallyclerk.config import ReadSettings
from tallyclerk.model import Raw, Unread
from tallyclerk.read.formats import Unpacked, unpacked

URL = "https://vale-post.example/2031/barley"
PAGE = "<html><body><p>The freighter carried barley.</p></body></html>"
CSS = "Content-Type: text/css\nContent-Location: cid:css\n\np{}"
FRAME = "Content-Type: text/html\nContent-ID: <f>\n\n<p>An advertisement.</p>"


def opened(*parts: str, head: str = "", kind: str = "") -> Unpacked | Unread:
    lines = f"{head}MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B{kind}\n\n"
    body = (lines + "".join(f"--B\n{part}\n" for part in parts) + "--B--\n").encode()
    return unpacked(Raw(key="a", source="a.mhtml", body=body, media_type="multipart/related"), ReadSettings())


def read(*parts: str, head: str = "", kind: str = "") -> Unpacked:
    found = opened(*parts, head=head, kind=kind)
    assert isinstance(found, Unpacked), found
    return found


def page(text: str = PAGE, more: str = "") -> str:
    return f"Content-Type: text/html\n{more}\n{text}"


def test_a_saved_page_gives_its_html_address_and_day_of_saving() -> None:
    head = f"Subject: Barley ship\nSnapshot-Content-Location: {URL}\nDate: Fri, 2 May 2031 10:15:00 -0000\n"
    found = read(page(more=f"Content-Location: {URL}\n"), CSS, head=head)
    assert found.text.strip() == PAGE
    assert (found.is_markup, found.url, found.title) == (True, URL, "Barley ship")
    assert (found.date or "").startswith("2031-05-02T10:15:00")
    assert (found.date_kind, found.notes) == ("saved", ())


def test_the_page_is_the_part_that_the_message_names() -> None:
    assert "carried barley" in read(FRAME, page(more="Content-ID: <root>\n"), kind='; start="<root>"').text
    head = f"Snapshot-Content-Location: {URL}\n"
    assert "carried barley" in read(FRAME, page(more=f"Content-Location: {URL}\n"), head=head).text
    assert "advertisement" in read(FRAME, page()).text


def test_of_a_page_made_of_frames_the_largest_is_read() -> None:
    frames = page("<html><frameset cols='20%,80%'><frame src=a></frameset></html>")
    found = read(frames, FRAME, page(PAGE * 3))
    assert "carried barley" in found.text
    assert "made of frames" in found.notes[-1]


def test_the_charset_of_the_part_counts() -> None:
    part = "Content-Type: text/html; charset=koi8-r\nContent-Transfer-Encoding: base64\n\n89XEzs8="
    assert read(part).text == "Судно"


def test_an_address_that_is_none_is_not_taken() -> None:
    assert read(page(more="Content-Location: file:///tmp/x.html\n")).url is None


def test_without_a_page_it_says_so() -> None:
    found = opened(CSS)
    assert isinstance(found, Unread)
    assert "no page in it" in found.reason
