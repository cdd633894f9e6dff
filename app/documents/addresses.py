"""Addresses that work on paper and in a calendar: absolute, on the name under which residents know this server."""

from typing import Any

from flask import current_app

from app.kernel.files import link
from app.kernel.outbox import address_of


def absolute(endpoint: str, **values: Any) -> str:
    """The full address of a page, by BASE_URL; the first page where this server has no such page."""
    return address_of(link(endpoint, **values) or "/")


def host() -> str:
    """The name in BASE_URL, without scheme and port."""
    return str(current_app.config["BASE_URL"]).partition("://")[2].partition("/")[0].partition(":")[0]
