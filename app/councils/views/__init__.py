"""Pages of councils, one noun a file."""

from flask import Flask

from app.councils.views import bylaws, calling, desk, index, joining
from app.councils.views.blueprint import bp

__all__ = ["bylaws", "calling", "desk", "index", "init_app", "joining"]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
