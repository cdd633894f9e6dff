"""Files that are no photos, or too large ones: a sentence, and nothing is kept."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from tests.access.table import LINES, addresses
from tests.access.walking import Walk
from tests.factories.proposals import a_picture

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(document.cookie)</script>"


def a_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def a_bomb() -> bytes:
    """A PNG of a few bytes that says it is 60,000 x 60,000."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + a_chunk(b"IHDR", head) + a_chunk(b"IDAT", body) + a_chunk(b"IEND", b"")


FILES = {
    "svg": (SVG, "a.svg"),
    "svg named png": (SVG, "a.png"),
    "html": (HTML, "a.html"),
    "html named jpg": (b"GIF89a" + HTML, "a.jpg"),
    "bomb": (a_bomb(), "a.png"),
    "cut png": (a_bomb()[:40], "a.png"),
    "empty": (b"", "a.jpg"),
    "text": ("가나다".encode(), "../../etc/passwd"),
    "pdf": (b"%PDF-1.7 nothing", "a.jpg\x00.pdf"),
    "bmp": (b"BM" + b"\0" * 100, "a.bmp"),
}


def folder(walk: Walk) -> Path:
    return Path(walk.app.config["UPLOADS"])


def kept(walk: Walk) -> set[str]:
    return {path.name for path in folder(walk).iterdir()}


def photos(walk: Walk, thing: str = "proposal published") -> str:
    line = next(one for one in LINES if str(one) == f"POST proposals.photos {thing}")
    return addresses(walk, line)[0]


@pytest.mark.parametrize("kind", FILES)
def test_what_is_no_photo_gets_a_sentence_and_leaves_no_file(walk: Walk, kind: str) -> None:
    content, name = FILES[kind]
    before, files = walk.digest(), kept(walk)
    answer = walk.go("A", "POST", photos(walk), {"photo": (io.BytesIO(content), name), "description": "골목 사진"})
    assert answer.status_code == 422
    assert "사진" in answer.text
    assert "골목 사진" in answer.text, "what was typed is gone"
    assert walk.digest() == before
    assert kept(walk) == files


def test_a_file_of_13_mb_gets_a_page_that_says_how_large_and_leaves_no_file(walk: Walk) -> None:
    before, files = walk.digest(), kept(walk)
    huge = (io.BytesIO(b"\xff\xd8" + b"\0" * (13 * 1024 * 1024)), "a.jpg")
    answer = walk.go("A", "POST", photos(walk), {"photo": huge, "description": "x"})
    assert answer.status_code == 413
    assert "10 MB" in answer.text
    assert (walk.digest(), kept(walk)) == (before, files)


@pytest.mark.parametrize("path", ["photos", "draft"])
def test_the_limit_is_said_before_a_photo_is_chosen(walk: Walk, path: str) -> None:
    council = walk.world.things["council active"]["council_id"]
    where = photos(walk) if path == "photos" else f"/councils/{council}/proposals/new"
    assert "10 MB" in walk.go("A", "GET", where).text


def test_the_fifth_photo_is_refused_and_leaves_no_file(walk: Walk) -> None:
    for _ in range(3):
        assert walk.go("A", "POST", photos(walk), {"photo": a_picture(), "description": "x"}).status_code == 303
    files = kept(walk)
    answer = walk.go("A", "POST", photos(walk), {"photo": a_picture(), "description": "다섯째 사진"})
    assert (answer.status_code, kept(walk) - files) == (422, set())
    assert "4장까지" in answer.text


def test_the_same_form_sent_twice_leaves_one_file(walk: Walk) -> None:
    files = kept(walk)
    for _ in range(2):
        given = {"photo": a_picture(), "description": "x", "once": "one-and-the-same"}
        assert walk.go("A", "POST", photos(walk), given).status_code == 303
    assert len(kept(walk) - files) == 1


def test_a_photo_is_made_anew_and_served_as_an_attachment(walk: Walk) -> None:
    polyglot = io.BytesIO()
    Image.new("RGB", (30, 20), "teal").save(polyglot, "JPEG", comment=HTML)
    files = kept(walk)
    given = {"photo": (io.BytesIO(polyglot.getvalue() + HTML), "a.jpg"), "description": "x"}
    assert walk.go("A", "POST", photos(walk), given).status_code == 303
    (new,) = kept(walk) - files
    content = (folder(walk) / new).read_bytes()
    assert b"script" not in content
    assert content[8:12] == b"WEBP"
    line = next(one for one in LINES if str(one) == "GET proposals.photo proposal published")
    shown = walk.go("V", "GET", addresses(walk, line)[0])
    assert shown.headers["Content-Disposition"].startswith("attachment")
    assert (shown.mimetype, shown.headers["X-Content-Type-Options"]) == ("image/webp", "nosniff")
