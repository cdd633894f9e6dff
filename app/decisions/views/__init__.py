"""Pages of decisions, one noun a file."""

from datetime import date, datetime

from flask import Flask

from app.decisions import queries
from app.decisions.views import (
    answers,
    asking_again,
    corrections,
    endings,
    files,
    kinds,
    pausing,
    reports,
    requests,
    reviews,
    steps,
    supplements,
)
from app.decisions.views.blueprint import bp
from app.kernel.i18n import day, moment
from app.proposals.queries import load_also

__all__ = [
    "answers",
    "asking_again",
    "corrections",
    "endings",
    "files",
    "init_app",
    "kinds",
    "pausing",
    "reports",
    "requests",
    "reviews",
    "steps",
    "supplements",
]


def init_app(app: Flask) -> None:
    """Register the pages, and let them show the moments and days that a sent report keeps as text."""
    app.jinja_env.filters["iso_moment"] = lambda text: moment(datetime.fromisoformat(text))
    app.jinja_env.filters["iso_day"] = lambda text: day(date.fromisoformat(text))
    app.register_blueprint(bp)
    load_also(queries.asked_before)
