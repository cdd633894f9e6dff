"""What stands beside the form of an answer: who has the request, what came back, and the texts kept ready."""

from collections.abc import Mapping
from typing import Any

from flask import render_template, request

from app.decisions.models import Request
from app.desk import queries
from app.kernel.db import key_of
from app.kernel.errors import NotFound


def shown(asked: Request) -> str:
    """For the officer who writes the answer; nothing of it goes into the answer unless it is copied."""
    folder = queries.Folder(asked)
    return render_template(
        "desk/beside.html",
        folder=folder,
        asked=asked,
        held=folder.held,
        notes=folder.notes,
        opinions=folder.opinions,
        templates=queries.templates_of(asked.desk_id),
        chosen=key_of(request.args.get("template")),
    )


def begun(asked: Request, number: int) -> Mapping[str, Any]:
    """The text of this number with the words of the request in its blanks; of another dong's, nothing."""
    try:
        one = queries.template(number)
    except NotFound:
        return {}
    if one.dong_id != asked.desk_id:
        return {}
    words = queries.words_of(one)
    return {name: queries.filled(text, asked) if name in queries.TEXTS else text for name, text in words.items()}
