"""Pages of the desk, one noun a file."""

from flask import Flask

from app.decisions.views.beside import Beside, stand_beside
from app.desk.views import assigning, beside, folders, inbox, opinions, templates, together
from app.desk.views.blueprint import bp

__all__ = ["assigning", "beside", "folders", "inbox", "init_app", "opinions", "templates", "together"]


def init_app(app: Flask) -> None:
    """Register the pages, and stand beside the form of an answer."""
    app.register_blueprint(bp)
    stand_beside("desk", Beside(beside.shown, beside.begun))
