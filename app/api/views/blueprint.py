"""What all answers of the API share: JSON, problems as RFC 9457 has them, ETags, and that any site's page may read."""

import json
from typing import Any

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from app.kernel.errors import REASONS, TITLES, Fault
from app.kernel.i18n import LazyString

bp = Blueprint("api", __name__, url_prefix="/api/v1")
PROBLEM = "application/problem+json"


def told(thing: Any, **headers: str) -> Response:
    """The thing as JSON with an ETag, or 304 where the program has it already."""
    answer = _json(thing, 200, "application/json")
    answer.headers.update(headers)
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _json(thing: Any, status: int, kind: str) -> Response:
    return Response(json.dumps(thing, ensure_ascii=False), status, content_type=kind)


def _problem(status: int, reason: str | LazyString) -> Response:
    said = {"title": str(TITLES.get(status, TITLES[500])), "status": status, "detail": str(reason)}
    return _json(said, status, PROBLEM)


@bp.errorhandler(Fault)
def fault(error: Fault) -> Response:
    """What a rule or a read has refused."""
    return _problem(error.status, error.reason or REASONS.get(error.status, ""))


@bp.errorhandler(HTTPException)
def http_error(error: HTTPException) -> Response:
    """What the framework has refused, such as too many requests."""
    status = error.code or 500
    answer = _problem(status, REASONS.get(status, ""))
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            answer.headers[name] = value
    return answer


@bp.after_request
def let_any_page_read(answer: Response) -> Response:
    """What a visitor may read is everybody's; no cookie changes it, and none is taken from another site (CORS)."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Access-Control-Allow-Headers"] = "If-None-Match"
    answer.headers["Access-Control-Expose-Headers"] = "ETag, Link"
    answer.vary.add("Accept-Language")
    return answer
