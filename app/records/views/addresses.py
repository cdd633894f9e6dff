"""Addresses of the pages that rows of open data lead to, on the name under which residents know this server."""

from flask import current_app

from app.records.queries.tables import Table


def page_address(table: Table) -> str:
    """The address of a row's page, with {} for its number."""
    return address_of(table.page)


def address_of(page: tuple[str, str]) -> str:
    """The address of a page, given as its endpoint and its one variable, with {} for the number.

    A worker has no request for url_for to lean on.
    """
    endpoint, variable = page
    path = current_app.url_map.bind("").build(endpoint, {variable: 0})
    return f"{current_app.config['BASE_URL']}{path.replace('/0', '/{}', 1)}"
