"""Photos of residents, made anew."""

import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pillow_heif
import pytest
from flask import Flask
from PIL import ExifTags, Image
from werkzeug.exceptions import NotFound

from app.kernel.errors import Invalid
from app.kernel.files import LONGEST_SIDE, answer_image, asset, keep_image, link, remove_image

GPS = {1: "N", 2: (37.0, 30.0, 12.0), 3: "E", 4: (126.0, 57.0, 3.0)}


def a_photo(form: str = "JPEG", size: tuple[int, int] = (80, 40), *, turned: bool = False) -> BytesIO:
    """A photo with a place, a camera and a time in it; red on its left half."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Secret Camera"
    exif[ExifTags.Base.DateTime] = "2026:11:24 18:05:00"
    if turned:
        exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(GPS)
    stream = BytesIO()
    image.save(stream, form, exif=exif.tobytes())
    stream.seek(0)
    return stream


def kept(app: Flask, stream: BytesIO) -> tuple[Path, Image.Image]:
    path = Path(app.config["UPLOADS"]) / keep_image(stream).key
    return path, Image.open(path)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_nothing_hidden_stays_in_a_photo(app: Flask, form: str) -> None:
    stream = a_photo(form)
    assert dict(Image.open(stream).getexif().get_ifd(ExifTags.IFD.GPSInfo)), "the photo had a place in it"
    stream.seek(0)
    path, image = kept(app, stream)
    assert image.format == "WEBP"
    assert dict(image.getexif()) == {}
    data = path.read_bytes()
    assert b"Secret Camera" not in data
    assert b"2026:11:24" not in data
    assert b"EXIF" not in data


def test_a_photo_from_an_iphone_can_be_read(app: Flask) -> None:
    stream = BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 64), "green")).save(stream)
    stream.seek(0)
    _path, image = kept(app, stream)
    assert image.size == (64, 64)


def test_a_photo_taken_sideways_stands_upright(app: Flask) -> None:
    _path, image = kept(app, a_photo(size=(80, 40), turned=True))
    assert image.size == (40, 80)
    red, green, _blue = image.convert("RGB").getpixel((20, 5))
    assert red > 200
    assert green < 80


def test_a_large_photo_is_made_smaller_in_proportion(app: Flask) -> None:
    stored = keep_image(a_photo(size=(4000, 1000)))
    assert (stored.width, stored.height) == (LONGEST_SIDE, LONGEST_SIDE // 4)


def test_two_photos_never_share_a_name_that_can_be_guessed(app: Flask) -> None:
    one, other = keep_image(a_photo()), keep_image(a_photo())
    assert one.key != other.key
    assert len(one.key) > 20


def a_bomb(side: int) -> BytesIO:
    """A PNG of a few bytes that says it is side x side pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return BytesIO(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [8_000, 60_000])
def test_a_photo_that_would_fill_the_memory_is_refused(app: Flask, side: int) -> None:
    with pytest.raises(Invalid):
        keep_image(a_bomb(side))


@pytest.mark.parametrize(
    "data",
    [
        b"", b"just text", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%PDF-1.7\n", b"GIF89a", b"\x89PNG\r\n\x1a\nbroken", b"PK\x03\x04", b"%!PS-Adobe-3.0 EPSF-3.0\n",
    ],
)  # fmt: skip
def test_what_is_no_photo_is_refused_with_a_sentence(app: Flask, data: bytes) -> None:
    with pytest.raises(Invalid) as fault:
        keep_image(BytesIO(data))
    assert "사진" in str(fault.value.reason)


def test_a_photo_that_breaks_off_is_refused(app: Flask) -> None:
    whole = a_photo(size=(400, 400)).getvalue()
    with pytest.raises(Invalid):
        keep_image(BytesIO(whole[: len(whole) // 2]))


def test_a_kept_photo_is_answered_as_a_picture_and_never_as_a_page(app: Flask) -> None:
    key = keep_image(a_photo()).key
    with app.test_request_context():
        answer = answer_image(key)
        assert answer.mimetype == "image/webp"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        answer.close()


@pytest.mark.parametrize("key", ["../secrets/pepper", "no-such.webp", "/etc/passwd"])
def test_no_name_leads_out_of_the_store(app: Flask, key: str) -> None:
    with app.test_request_context(), pytest.raises(NotFound):
        answer_image(key)


def test_the_address_of_a_static_file_changes_with_the_file(client: Any) -> None:
    with client.application.test_request_context():
        address = asset("css/golmok.css")
    assert "?v=" in address
    answer = client.get(address)
    assert answer.status_code == 200
    assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_a_link_to_a_page_that_does_not_exist_is_none(app: Flask) -> None:
    with app.test_request_context():
        assert link("people.sign_in", next="/mine") == "/sign-in?next=/mine"
        assert link("nowhere.at_all") is None


def test_a_photo_that_was_removed_stays_removed(app: Flask) -> None:
    key = keep_image(a_photo()).key
    remove_image(key)
    remove_image(key)
    assert not (Path(app.config["UPLOADS"]) / key).exists()
