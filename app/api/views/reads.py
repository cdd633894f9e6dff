"""Reads: lists page by page, single things, and the description of it all; for everybody what a visitor may read."""

from typing import Any

from flask import Response, current_app, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement
from werkzeug.exceptions import MethodNotAllowed

from app.api.service.openapi import MOST, RESOURCES, WITHIN, description
from app.api.views.asking import number_asked
from app.api.views.blueprint import bp, told
from app.api.views.described import SCHEMAS, described
from app.councils.models import Council
from app.kernel.errors import NotFound
from app.kernel.i18n import lazy
from app.kernel.outbox import address_of
from app.kernel.policy import public
from app.kernel.security import limiter
from app.polls.models import Poll
from app.records import queries
from app.records.queries.tables import TABLES, Table
from app.records.service import exports
from app.records.views.addresses import page_address

USUAL = 50  # rows of a page


@bp.get("/openapi.json")
@public
def openapi() -> ResponseReturnValue:
    """The description."""
    return told(description(_address("api.openapi").removesuffix("/openapi.json"), described(), SCHEMAS))


@bp.get("/<string:resource>")
@public
@limiter.limit("120/minute")
def listing(resource: str) -> ResponseReturnValue:
    """A page of a list, by number; `next` and the header Link lead on."""
    table = _table(resource)
    limit = min(number_asked("limit") or USUAL, MOST)
    found = queries.page(table, *_within(), after=number_asked("after") or 0, limit=limit + 1)
    items = _objects(table, found[:limit])
    onward = _onward(items[-1][table.number_key], limit) if len(found) > limit else None
    links = {"Link": f'<{onward}>; rel="next"'} if onward else {}
    return told({"items": items, "next": onward}, **links)


@bp.get("/<string:resource>/<int:number>")
@public
@limiter.limit("120/minute")
def single(resource: str, number: int) -> ResponseReturnValue:
    """One thing."""
    table = _table(resource)
    found = _objects(table, queries.page(table, after=number - 1, limit=1))
    if not found or found[0][table.number_key] != number:
        raise NotFound
    return told(found[0])


@bp.get("/polls/<int:number>/results")
@public
@limiter.limit("120/minute")
def results(number: int) -> ResponseReturnValue:
    """What came out of a poll, option by option; an empty list before it is counted."""
    if not queries.page(TABLES["polls"], Poll.id == number, limit=1):
        raise NotFound
    table = TABLES[WITHIN]
    return told(_objects(table, queries.page(table, Poll.id == number, limit=1)))


@bp.get("/<path:rest>")
@public
def nothing(rest: str) -> Response:
    """No such address, or one that is only written to: said as a problem, not as a page."""
    if _is_written_to():
        raise MethodNotAllowed(["OPTIONS", "POST"])
    raise NotFound(lazy("API에 %(rest)s라는 주소는 없습니다.", rest=rest))


def _is_written_to() -> bool:
    adapter = current_app.create_url_adapter(request)
    return adapter is not None and adapter.test(method="POST")


def _table(resource: str) -> Table:
    if resource not in RESOURCES:
        raise NotFound
    return RESOURCES[resource]


def _objects(table: Table, rows: Any) -> list[dict[str, Any]]:
    return list(exports.objects(table, rows, page_address(table)))


def _within() -> list[ColumnElement[bool]]:
    columns = {"council": Council.id, "dong": Council.dong_id}
    asked = {name: number_asked(name) for name in columns}
    return [columns[name] == number for name, number in asked.items() if number is not None]


def _onward(last: int, limit: int) -> str:
    kept = {name: request.args[name] for name in ("council", "dong") if name in request.args}
    return _address("api.listing", **(request.view_args or {}), **kept, after=last, limit=limit)


def _address(endpoint: str, **values: Any) -> str:
    return address_of(url_for(endpoint, **values))
