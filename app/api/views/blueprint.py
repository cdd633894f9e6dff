"""What all answers of the API share: JSON, problems as RFC 9457 has them, ETags, and that any site's page may read."""

import json
from datetime import date, datetime
from typing import Any

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from app.api.forms import Refused, Wrong
from app.kernel import clock, errors
from app.kernel.errors import REASONS, TITLES, Fault
from app.kernel.i18n import LazyString, lazy

bp = Blueprint("api", __name__, url_prefix="/api/v1")
PROBLEM = "application/problem+json"
_FIELDS = lazy("칸마다 까닭이 있습니다.")


class Changed(Fault):
    """What the program has seen is no longer what is there (If-Match)."""

    status = 412


class Unseen(Fault):
    """The program does not say what it has seen (If-Match)."""

    status = 428


def told(thing: Any, **headers: str) -> Response:
    """The thing as JSON with an ETag, or 304 where the program has it already."""
    answer = as_json(thing, 200)
    answer.headers.update(headers)
    if "ETag" not in headers:
        answer.add_etag()
    answer.make_conditional(request)
    return answer


def as_json(thing: Any, status: int, kind: str = "application/json") -> Response:
    """The thing as JSON."""
    return Response(json.dumps(thing, ensure_ascii=False), status, content_type=kind)


def moment(at: datetime | None) -> str | None:
    """The moment as JSON has it, in Seoul's time."""
    return clock.seoul(at).isoformat(timespec="seconds") if at else None


def day(on: date | None) -> str | None:
    """The day as JSON has it."""
    return on.isoformat() if on else None


def _problem(status: int, reason: str | LazyString, **more: Any) -> Response:
    said = {"title": str(TITLES.get(status, TITLES[500])), "status": status, "detail": str(reason), **more}
    return as_json(said, status, PROBLEM)


@bp.errorhandler(Fault)
def fault(error: Fault) -> Response:
    """What a rule or a read has refused."""
    answer = _problem(error.status, error.reason or REASONS.get(error.status, ""))
    if error.status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


@bp.errorhandler(Refused)
def refused(error: Refused) -> Response:
    """What a form has refused; each mistake points to its member (JSON Pointer)."""
    return _problem(error.status, error.reason or _FIELDS, errors=list(map(_mistake, error.wrong)))


def _mistake(one: Wrong) -> dict[str, Any]:
    choices = {"choices": one.choices} if one.choices else {}
    return {"detail": one.reason, "pointer": f"#/{_escaped(one.member)}", **choices}


def _escaped(member: str) -> str:
    """RFC 6901; a sign that cannot be written becomes a question mark."""
    return member.replace("~", "~0").replace("/", "~1").encode(errors="replace").decode()


@bp.errorhandler(HTTPException)
def http_error(error: HTTPException) -> Response:
    """What the framework has refused, such as too many requests."""
    status = error.code or 500
    answer = _problem(status, REASONS.get(status, ""))
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            answer.headers[name] = value
    return answer


@bp.errorhandler(StaleDataError)
def stale(_error: StaleDataError) -> Response:
    """Two wrote at once."""
    return _problem(409, errors.STALE)


@bp.errorhandler(OperationalError)
@bp.errorhandler(PoolTimeoutError)
def unavailable(error: OperationalError | PoolTimeoutError) -> Response:
    """The database is away."""
    errors.note_refusal(error)
    answer = _problem(503, REASONS[503])
    answer.headers["Retry-After"] = "10"
    return answer


@bp.errorhandler(Exception)
def unexpected(error: Exception) -> Response:
    """What nobody has foreseen, with the number by which it is found in the log."""
    return _problem(500, REASONS[500], reference=errors.note_unexpected(error))


def no_such_address(error: HTTPException) -> ResponseReturnValue:
    """An address or a method that no rule knows: a problem under /api/v1, a page elsewhere."""
    if request.path.startswith(f"{bp.url_prefix}/"):
        return let_any_page_read(http_error(error))
    return errors.show_http_error(error)


@bp.after_request
def let_any_page_read(answer: Response) -> Response:
    """What a visitor may read is everybody's; no cookie changes it, and none is taken from another site (CORS).

    `Authorization` is not among the headers that a page of another site may send: tokens are for programs, and one
    that stands in a page is everybody's.
    """
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Access-Control-Allow-Headers"] = "If-None-Match"
    answer.headers["Access-Control-Expose-Headers"] = "ETag, Link"
    answer.vary.add("Accept-Language")
    answer.vary.add("Authorization")
    return answer
