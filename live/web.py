"""Asking the web server for the part of a page that screens share."""

import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from live.passes import SECONDS_OF_AN_ERRAND, Pass, for_errand

WAITS = 5  # seconds


class Unanswered(Exception):
    """The web server is away, or answers something else; its words say what."""


@dataclass(frozen=True)
class Part:
    """What a screen shows, and the tag that changes whenever that does."""

    tag: str
    html: str


class Web:
    """The web server at its inner address, such as http://127.0.0.1:8000."""

    def __init__(self, address: str, secret: str) -> None:
        """`secret` is the key that both sides sign with."""
        self.host, self.secret = urlsplit(address).netloc, secret

    def part(self, meeting: int, kind: str, language: str, known: str) -> Part | None:
        """The part as it is now, or None where it is still the known one. Blocks. Raises Unanswered."""
        errand = Pass(meeting, kind, language, int(time.time()) + SECONDS_OF_AN_ERRAND)
        headers = {
            "Authorization": f"Bearer {for_errand(self.secret, errand)}",
            "Accept-Language": language,
            "If-None-Match": f'"{known}"',
        }
        connection = HTTPConnection(self.host, timeout=WAITS)
        try:
            connection.request("GET", f"/meetings/{meeting}/parts/{kind}", headers=headers)
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, HTTPException) as error:
            raise Unanswered(f"{type(error).__name__}: {error}") from error
        finally:
            connection.close()
        if answer.status == 304:
            return None
        if answer.status != 200:
            raise Unanswered(f"status {answer.status}")
        return Part(answer.getheader("ETag", "").strip('"'), body.decode())
