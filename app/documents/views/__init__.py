"""Documents to print or to keep; each asks the policy of what it shows."""

from flask import Flask

from app.documents import qr
from app.documents.views import monthly, official, plans, printed
from app.documents.views.blueprint import bp

__all__ = ["init_app", "monthly", "official", "plans", "printed"]


def init_app(app: Flask) -> None:
    """Register the documents, and let the page of a receipt that no browser keeps draw its code."""
    app.register_blueprint(bp)
    app.jinja_env.globals["receipt_image"] = qr.receipt_image
