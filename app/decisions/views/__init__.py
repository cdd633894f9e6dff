"""Pages of decisions, one noun a file."""

from datetime import date, datetime

from flask import Flask

from app.decisions.views import answers, kinds, reports, requests, steps, supplements
from app.decisions.views.blueprint import bp
from app.kernel.i18n import day, moment

__all__ = ["answers", "init_app", "kinds", "reports", "requests", "steps", "supplements"]


def init_app(app: Flask) -> None:
    """Register the pages, and let them show the moments and days that a sent report keeps as text."""
    app.jinja_env.filters["iso_moment"] = lambda text: moment(datetime.fromisoformat(text))
    app.jinja_env.filters["iso_day"] = lambda text: day(date.fromisoformat(text))
    app.register_blueprint(bp)
