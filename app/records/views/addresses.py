"""Addresses of the pages that rows of open data lead to, on the name under which residents know this server."""

from typing import Any

from flask import current_app, url_for

from app.records.queries.tables import Table


def page_address(table: Table) -> str:
    """The address of a row's page, with {} for its number."""
    endpoint, variable = table.page
    values: dict[str, Any] = {variable: 0}
    return f"{current_app.config['BASE_URL']}{url_for(endpoint, **values).replace('/0', '/{}', 1)}"
