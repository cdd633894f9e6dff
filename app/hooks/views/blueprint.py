"""What the pages of webhooks share: the blueprint, and the way back to a page."""

from typing import Any

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

bp = Blueprint("hooks", __name__, url_prefix="/account/webhooks")


def to(page: str, **values: Any) -> Response:
    """Go on to another page of this slice."""
    return redirect(url_for(f"hooks.{page}", **values), 303)
