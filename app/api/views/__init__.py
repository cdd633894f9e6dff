"""Addresses of the API, one noun a file: reads for everybody, and what needs a token."""

from flask import Flask
from werkzeug.exceptions import MethodNotAllowed, NotFound

from app.api.views import care, centre, desk, listed, meetings, own, press, proposals, reads
from app.api.views.blueprint import bp, no_such_address
from app.api.views.pressed import PRESSED
from app.kernel.security import csrf

__all__ = ["care", "centre", "desk", "init_app", "meetings", "own", "proposals", "reads"]


def init_app(app: Flask) -> None:
    """Register the API. It takes no cookie, so no page can make a browser write here, and it needs no form's token."""
    csrf.exempt(bp)
    app.register_blueprint(bp)
    press.init_app(app, PRESSED)
    listed.init_app(app)
    for missing in (NotFound, MethodNotAllowed):
        app.register_error_handler(missing, no_such_address)
