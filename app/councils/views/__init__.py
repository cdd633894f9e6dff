"""Pages of councils, one noun a file."""

from flask import Flask

from app.councils.views import bylaws, calling, desk, index, joining
from app.councils.views.blueprint import bp
from app.people.queries import read_along

__all__ = ["bylaws", "calling", "desk", "index", "init_app", "joining"]


def init_app(app: Flask) -> None:
    """Register the pages, and let who has signed in be read with the memberships."""
    read_along("memberships")
    app.register_blueprint(bp)
