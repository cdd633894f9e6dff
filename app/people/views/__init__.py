"""Pages of people, one noun a file."""

from flask import Flask

from app.kernel.forms import numbers_of_offices
from app.people import queries
from app.people.views import account, addresses, entrance, registration, tokens
from app.people.views.blueprint import bp, login_manager, shown_device, voter

__all__ = ["account", "addresses", "entrance", "registration", "shown_device", "tokens", "voter"]


def init_app(app: Flask) -> None:
    """Register the pages, and let requests know their user."""
    login_manager.init_app(app)
    numbers_of_offices(queries.office_numbers)
    app.register_blueprint(bp)
