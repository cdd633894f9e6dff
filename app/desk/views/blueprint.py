"""What the pages of the desk share: the blueprint, and the way back to a page."""

from typing import Any

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

bp = Blueprint("desk", __name__)


def to(page: str, **values: Any) -> Response:
    """Go on to another page of this slice."""
    return redirect(url_for(f"desk.{page}", **values), 303)
