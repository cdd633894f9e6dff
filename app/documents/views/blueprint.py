"""What the pages of documents share: the blueprint, and how files and papers are answered."""

import io

from flask import Blueprint, render_template, send_file
from flask.typing import ResponseReturnValue

from app.documents.files import FORMATS
from app.documents.official.paper import Paper, lines_of
from app.documents.official.words import dotted
from app.kernel import clock

bp = Blueprint("documents", __name__)
MOST_NAME = 80


def file(content: bytes, mimetype: str, name: str, *, kept: bool = False) -> ResponseReturnValue:
    """The file, shown by the browser or `kept` as a download, under a name that may be Korean (RFC 5987)."""
    stream = io.BytesIO(content)
    return send_file(stream, mimetype=mimetype, download_name=_file_name(name), as_attachment=kept, max_age=0)


def _file_name(name: str) -> str:
    return "".join("-" if sign in '/\\:*?"<>|' or not sign.isprintable() else sign for sign in name)


def paper(made: Paper, ending: str, back: tuple[str, str], **address: int | str) -> ResponseReturnValue:
    """The paper as a file of the format, or as a page to look at where no ending is given.

    `back` is the name and the address of the page that it was made from, `address` what leads to its files.
    """
    if ending:
        made_as = FORMATS[ending]
        name = f"{made.name[:MOST_NAME].strip()} {dotted(clock.today()).replace(' ', '')}{ending}"
        return file(made_as.make(made, clock.now()), made_as.mimetype, name.replace(": ", " "), kept=ending != "pdf")
    lines = lines_of(made)
    sizes = [(one, one.about_size(lines)) for one in FORMATS.values()]
    return render_template("documents/paper.html", paper=made, lines=lines, sizes=sizes, back=back, address=address)
