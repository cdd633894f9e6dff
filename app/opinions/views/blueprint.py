"""The blueprint of opinion maps."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

bp = Blueprint("opinions", __name__)


def to(endpoint: str, **values: object) -> ResponseReturnValue:
    """See another page of this slice after a deed."""
    return redirect(url_for(f".{endpoint}", **values), 303)  # type: ignore[arg-type]
