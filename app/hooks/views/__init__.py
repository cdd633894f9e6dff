"""Pages of webhooks, one noun a file."""

from flask import Flask

from app.hooks.service.wire import Wire
from app.hooks.views import changing, deliveries, webhooks
from app.hooks.views.blueprint import bp

__all__ = ["changing", "deliveries", "init_app", "webhooks"]


def init_app(app: Flask) -> None:
    """Register the pages, and open the way out: to public addresses at the ports of the settings alone."""
    app.register_blueprint(bp)
    ports = frozenset(int(port) for port in str(app.config["WEBHOOK_PORTS"]).split(","))
    app.extensions["webhook_wire"] = Wire(ports=ports, loopback=app.config["WEBHOOK_LOOPBACK"])
