"""Sending a file that may be large to somebody who may be slow.

It is written out first, so that a slow line keeps no connection to the database. A thread of the server sends it then,
piece by piece: who takes none of a piece for EXPORT_STALLS seconds is cut off, and of the threads of a process
only AT_ONCE do this, so that pages always find one.
"""

import hashlib
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from threading import BoundedSemaphore
from typing import IO, Any

from flask import Response, current_app, request

from app.kernel.errors import Unavailable
from app.kernel.i18n import lazy

IN_MEMORY = 1 << 20  # bytes; what is larger lies in a file
PIECE = 1 << 16  # bytes
AT_ONCE = 4  # of the 16 threads that a web process has
_BUSY = lazy("지금 여러 사람이 파일을 받고 있습니다. 잠시 뒤에 다시 받아 주세요.")
_places = BoundedSemaphore(AT_ONCE)


class _Place:
    """One of the AT_ONCE, given back once."""

    def __init__(self) -> None:
        """Raises Unavailable where all are taken."""
        if not _places.acquire(blocking=False):
            raise Unavailable(_BUSY)
        self.is_taken = True

    def leave(self) -> None:
        """Give it back; once more does nothing."""
        if self.is_taken:
            self.is_taken = False
            _places.release()


def sent(lines: Iterable[str], mimetype: str, name: str) -> Response:
    """The lines as a file to keep under that name; 304 where the client has the same. Raises Unavailable."""
    place = _Place()
    try:
        return _answer(lines, mimetype, name, place)
    except BaseException:
        place.leave()
        raise


def _answer(lines: Iterable[str], mimetype: str, name: str, place: _Place) -> Response:
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the answer closes it
    digest, size = _written(lines, file)
    answer = Response(_pieces(file, place), content_type=mimetype)
    answer.call_on_close(file.close)
    answer.call_on_close(place.leave)
    answer.content_length = size
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.set_etag(digest)
    answer.make_conditional(request)
    if answer.status_code == 304 or request.method == "HEAD":
        place.leave()
    _cut_off_who_stalls()
    return answer


def _written(lines: Iterable[str], file: IO[bytes]) -> tuple[str, int]:
    digest = hashlib.sha256()
    for text in lines:
        raw = text.encode()
        digest.update(raw)
        file.write(raw)
    size = file.tell()
    file.seek(0)
    return digest.hexdigest(), size


def _pieces(file: IO[bytes], place: _Place) -> Iterator[bytes]:
    try:
        while piece := file.read(PIECE):
            yield piece
    finally:
        place.leave()


def _cut_off_who_stalls() -> None:
    """gunicorn's socket blocks for ever; with a time limit, sending a piece ends with TimeoutError."""
    line: Any = request.environ.get("gunicorn.socket")
    if hasattr(line, "settimeout"):
        line.settimeout(current_app.config["EXPORT_STALLS"])
