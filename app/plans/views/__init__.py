"""Pages of plans, one noun a file."""

from flask import Flask

from app.plans.views import drafting, moving, promising, reviewing, shows, sources, spending, terms
from app.plans.views.blueprint import bp

__all__ = ["drafting", "init_app", "moving", "promising", "reviewing", "shows", "sources", "spending", "terms"]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
