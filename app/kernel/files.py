"""Files: photos of residents, made anew so that nothing hidden stays in them, and our own static files."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from flask import Flask, Response, current_app, send_from_directory, url_for
from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from app.kernel import chance
from app.kernel.errors import Invalid
from app.kernel.i18n import lazy

register_heif_opener()
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 1600
_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "GIF")


@dataclass(frozen=True)
class StoredImage:
    """A kept photo: its name in the store and its size in pixels."""

    key: str
    width: int
    height: int


def keep_image(stream: BinaryIO) -> StoredImage:
    """Make the photo anew as WebP, upright, at most LONGEST_SIDE pixels, without EXIF (place, camera, time).

    Raises Invalid where the file is no photo or would need too much memory.
    """
    image = _upright(stream)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    key = f"{chance.token()}.webp"
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    image.save(folder / key, "WEBP", quality=80)
    return StoredImage(key, image.width, image.height)


def _upright(stream: BinaryIO) -> Image.Image:
    try:
        with Image.open(stream, formats=_FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Invalid(lazy("사진이 너무 큽니다. 작은 사진으로 다시 올려 주세요."))
            return ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Invalid(lazy("사진으로 읽을 수 없는 파일입니다. JPG, PNG, HEIC 사진을 올려 주세요.")) from error


def answer_image(key: str) -> Response:
    """The photo as an attachment that a browser shows in an <img> but never opens as a page."""
    return send_from_directory(_folder(), key, mimetype="image/webp", as_attachment=True, max_age=3600)


def remove_image(key: str) -> None:
    """Delete the photo; one that is gone already stays gone."""
    (_folder() / key).unlink(missing_ok=True)


def _folder() -> Path:
    return Path(current_app.config["UPLOADS"])


@cache
def _fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def asset(name: str) -> str:
    """The address of a static file; it changes with the file, so a browser may keep it for a year."""
    return url_for("static", filename=name, v=_fingerprint(Path(current_app.static_folder or "") / name))


def link(endpoint: str, **values: Any) -> str | None:
    """The address of an endpoint, None where the application has no such page."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else None


def init_app(app: Flask) -> None:
    """Let templates write `{{ asset('css/golmok.css') }}`."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 31_536_000
    app.jinja_env.globals.update(asset=asset, link=link)
