"""Pages of panels, one noun a file."""

from flask import Flask

from app.panels.views import consents, lots, panels, places
from app.panels.views.blueprint import bp

__all__ = ["consents", "init_app", "lots", "panels", "places"]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
