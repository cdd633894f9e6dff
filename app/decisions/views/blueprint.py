"""What the pages of decisions share: the blueprint, and the way back to a page."""

from typing import Any

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

bp = Blueprint("decisions", __name__)


def to(page: str, **values: Any) -> Response:
    """Go on to another page of this slice."""
    return redirect(url_for(f"decisions.{page}", **values), 303)


def to_desk(dong_id: int) -> Response:
    """Back to the list of the desk, which a slice above shows."""
    return redirect(url_for("desk.inbox", dong_id=dong_id), 303)
