"""Pages of referrals: for who makes one, and for the planners."""

from flask import Flask

from app.referrals.views import making, planning
from app.referrals.views.blueprint import bp

__all__ = ["init_app", "making", "planning"]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
