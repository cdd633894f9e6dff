"""What the pages of records share: the blueprint, the way back to a page, and the kind of their files."""

from typing import Any

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

bp = Blueprint("records", __name__)
JSON_LINES = "application/jsonl"


def to(page: str, **values: Any) -> Response:
    """Go on to another page of this slice."""
    return redirect(url_for(f"records.{page}", **values), 303)
