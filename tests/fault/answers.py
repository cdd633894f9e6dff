"""What an answer says, without what differs between any two answers to the same question."""

import io
import re
import zipfile

from flask import Flask
from werkzeug.test import TestResponse

from app.documents.docx import MIMETYPE as DOCX
from tests.documents.test_pdf import text_of

# what differs between two answers to the same question, whatever anybody chose
NOISE = re.compile(
    rb'(?<=name=")(?:csrf_token|paper|once)"[^>]*'  # tokens of forms, the hidden paper among them
    rb'|(?<="csrf":)"[^"]*"'  # the same where a page keeps it for its program
    rb'|<b class="code">[^<]*</b>'  # the reference number of a fault
    rb"|(?<=<code>)msg_[\w-]+"  # the number of news to a webhook
    rb"|DTSTAMP:\d{8}T\d{6}Z"  # when a calendar was made
)
# they hold the moment at which they were made, and these headers tell it
DATED = {"application/pdf": {"ETag"}, "text/calendar": {"ETag"}, DOCX: {"ETag", "Content-Length"}}


def content(answer: TestResponse) -> bytes:
    """The bytes without noise; of a PDF, which holds its moment in several places, what a reader copies out of it; of
    a DOCX all parts but the one that says when it was made."""
    if answer.mimetype == "application/pdf":
        return text_of(answer.data).encode()
    if answer.mimetype == DOCX:
        parts = zipfile.ZipFile(io.BytesIO(answer.data))
        return b"".join(name.encode() + parts.read(name) for name in parts.namelist() if name != "docProps/core.xml")
    return NOISE.sub(b"", answer.data)


def headers(app: Flask, answer: TestResponse) -> tuple[tuple[str, str], ...]:
    """All headers but moments: whatever may not be kept expires at once; of a cookie what it holds."""
    sign = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    told = []
    for name, value in answer.headers:
        if name in {"Date", "Expires"} | DATED.get(answer.mimetype, set()):
            continue
        kept = value
        if name == "Set-Cookie" and value.startswith("golmok=") and not value.startswith("golmok=;"):
            cookie, _semicolon, rest = value.removeprefix("golmok=").partition(";")
            kept = f"{sorted(sign.loads(cookie))} {re.sub('Expires=[^;]*', '', rest)}"
        told.append((name, kept))
    return tuple(told)
