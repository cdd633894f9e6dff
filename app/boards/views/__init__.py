"""Pages of boards, one noun a file."""

from flask import Flask

from app.boards.views import areas, dongs
from app.boards.views.blueprint import bp

__all__ = ["areas", "dongs", "init_app"]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
