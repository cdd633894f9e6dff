"""Addresses of the API, one noun a file: reads now; writes and their tokens will stand beside them."""

from flask import Flask

from app.api.views import reads
from app.api.views.blueprint import bp

__all__ = ["init_app", "reads"]


def init_app(app: Flask) -> None:
    """Register the API."""
    app.register_blueprint(bp)
