"""What can go wrong, said to the person: one page a status, with what happened, why and where to go."""

import logging

from flask import Flask, Response, current_app, g, redirect, render_template, request, url_for
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from app.kernel import chance
from app.kernel.i18n import LazyString, _, lazy

log = logging.getLogger(__name__)
Answer = tuple[str, int] | tuple[str, int, dict[str, str]] | Response | BaseResponse

TITLES = {
    400: lazy("요청을 이해하지 못했습니다"),
    401: lazy("먼저 로그인해 주세요"),
    403: lazy("여기까지는 들어갈 수 없습니다"),
    404: lazy("찾는 쪽이 없습니다"),
    405: lazy("이렇게는 열 수 없는 주소입니다"),
    409: lazy("지금은 할 수 없습니다"),
    412: lazy("그 사이에 바뀌었습니다"),
    413: lazy("파일이 너무 큽니다"),
    415: lazy("읽을 수 없는 꼴입니다"),
    422: lazy("고칠 곳이 있습니다"),
    428: lazy("무엇을 보고 고치는지 알려 주세요"),
    429: lazy("잠시 쉬었다가 다시 해 주세요"),
    500: lazy("저희 쪽에서 문제가 생겼습니다"),
    503: lazy("잠시 쉬고 있습니다"),
}
REASONS = {
    400: lazy("보낸 내용이 도중에 바뀌었거나 빠졌습니다. 앞 쪽으로 돌아가 다시 해 주세요."),
    403: lazy("이 일은 맡은 사람만 할 수 있습니다."),
    404: lazy("주소가 바뀌었거나, 볼 수 있는 사람이 정해진 쪽입니다."),
    405: lazy("앞 쪽으로 돌아가 단추를 눌러 주세요."),
    413: lazy(
        "사진 한 장은 10 MB까지 올릴 수 있습니다. 이번에 보낸 것은 받지 못했습니다. 뒤로 가기를 누르면 쓰신 글이"
        " 남아 있을 수 있습니다. 사진 없이 먼저 저장하거나 작은 사진으로 다시 올려 주세요."
    ),
    429: lazy("짧은 시간에 너무 여러 번 하셨습니다. 몇 분 뒤에 다시 해 주세요."),
    500: lazy("잘못은 저희에게 있습니다. 아래 번호를 알려 주시면 찾아서 고치겠습니다."),
    503: lazy("한꺼번에 많은 분이 쓰고 있거나 저장소를 고치는 중입니다. 잠시 뒤에 다시 해 주세요."),
}
STALE = lazy("그 사이에 다른 사람이 먼저 고쳤습니다. 새로 연 뒤 다시 해 주세요.")
_SAFE = {"GET", "HEAD", "OPTIONS"}


class Fault(Exception):
    """Something a person must be told; `reason` is the sentence."""

    status = 400

    def __init__(self, reason: str | LazyString = "") -> None:
        """Keep the sentence as given: it may be translated only when it is shown."""
        super().__init__(str(reason) if isinstance(reason, str) else reason)
        self.reason = reason


class SignInNeeded(Fault):
    """A visitor asked for what only a person with a name may do."""

    status = 401


class Forbidden(Fault):
    """The person may not do this; the reason says who may."""

    status = 403


class NotFound(Fault):
    """There is no such thing, or not for this person."""

    status = 404


class Conflict(Fault):
    """The thing is not in a state where this can be done, or it was done already."""

    status = 409


class Invalid(Fault):
    """The input cannot be right; raised by services, shown beside the form."""

    status = 422


class Unavailable(Fault):
    """The program cannot keep its promises now and refuses instead."""

    status = 503


def page(status: int, reason: str | LazyString = "", reference: str = "") -> tuple[str, int, dict[str, str]]:
    """The humane page of a status; a 5xx on a write says that nothing was kept.

    A 5xx may mean that the database is away: its page and its headers must not ask again who is reading.
    """
    if status >= 500:
        g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]
    html = render_template(
        "errors/error.html",
        code=status,
        title=TITLES.get(status, TITLES[500]),
        reason=reason or REASONS.get(status, ""),
        reference=reference,
        way_out=_ways_out(status),
        nothing_saved=status >= 500 and request.method not in _SAFE,
    )
    return html, status, {"Retry-After": "10"} if status == 503 else {}


def _ways_out(status: int) -> list[tuple[str, str]]:
    """To the first page; a visitor who finds nothing may have come for a draft of their own."""
    ways = [(_("첫 화면으로 가기"), "/")]
    if status == 404 and request.method == "GET" and not current_user.is_authenticated:
        ways.append((_("로그인하기"), _door()))
    return ways


def _door() -> str:
    """The sign-in page, which leads back to the page that was asked for."""
    here = request.full_path.rstrip("?") if request.method == "GET" else ""
    return url_for("people.sign_in", next=here or None)


def _show_fault(fault: Fault) -> Answer:
    return page(fault.status, fault.reason)


def _ask_to_sign_in(fault: SignInNeeded) -> Answer:
    return redirect(_door(), 303)


def show_http_error(error: HTTPException) -> Answer:
    """The page of what the framework has refused."""
    if error.code is not None and error.code < 400:
        return error.get_response()
    status = error.code or 500
    body, code, headers = page(status)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            headers[name] = value
    return body, code, headers


def _show_csrf_error(error: CSRFError) -> Answer:
    return page(400, lazy("쪽을 연 지 오래되었거나 다른 창에서 로그아웃했습니다. 앞 쪽을 새로 열어 다시 해 주세요."))


def _show_stale(error: StaleDataError) -> Answer:
    return page(409, STALE)


def _show_unavailable(error: OperationalError | PoolTimeoutError) -> Answer:
    note_refusal(error)
    return page(503)


def note_refusal(error: OperationalError | PoolTimeoutError) -> None:
    """Log that the database is away; the kind only: a failing statement near a ballot must not reach a log."""
    log.error("database refused: %s", type(getattr(error, "orig", error)).__name__)


def note_unexpected(error: Exception) -> str:
    """Log what nobody has foreseen, without values, as in `note_refusal`; returns the number by which it is found."""
    reference = chance.token(6)
    log.error("unexpected %s at %s, reference %s", type(error).__name__, request.endpoint, reference)
    if current_app.config.get("PROPAGATE"):
        raise error
    return reference


def _show_unexpected(error: Exception) -> Answer:
    return page(500, reference=note_unexpected(error))


def init_app(app: Flask) -> None:
    """Answer every fault with its page."""
    app.register_error_handler(Fault, _show_fault)
    app.register_error_handler(SignInNeeded, _ask_to_sign_in)
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(CSRFError, _show_csrf_error)
    app.register_error_handler(StaleDataError, _show_stale)
    app.register_error_handler(OperationalError, _show_unavailable)
    app.register_error_handler(PoolTimeoutError, _show_unavailable)
    app.register_error_handler(Exception, _show_unexpected)
