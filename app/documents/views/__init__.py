"""Documents to print or to keep; each asks the policy of what it shows."""

from flask import Flask

from app.documents import qr
from app.documents.views import monthly, official, plans, printed
from app.documents.views.blueprint import bp

__all__ = ["init_app", "monthly", "official", "plans", "printed"]


def init_app(app: Flask) -> None:
    """Register the documents, and let pages draw codes that have no address of their own."""
    app.register_blueprint(bp)
    app.jinja_env.globals.update(receipt_image=qr.receipt_image, checkpoint_image=qr.checkpoint_image)
