"""Who calls: a token and nothing else; what it may do; and what makes a write safe to repeat or to refuse."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from flask import Response, g, request
from flask.typing import ResponseReturnValue
from flask_limiter.util import get_remote_address
from werkzeug.exceptions import BadRequest
from werkzeug.http import quote_etag

from app.api import forms
from app.api.views.blueprint import Changed, Unseen, as_json, bp
from app.kernel import chance, clock
from app.kernel.db import transaction
from app.kernel.errors import Forbidden, SignInNeeded
from app.kernel.forms import Form, carried_out
from app.kernel.i18n import LazyString, lazy
from app.kernel.outbox import address_of
from app.kernel.security import keyed_hash, limiter
from app.kernel.states import Labelled
from app.people import queries
from app.people.models import ApiToken
from app.people.service import tokens
from app.people.states import Scope
from app.people.views.blueprint import Visitor

T = TypeVar("T")
View = Callable[..., ResponseReturnValue]
PACE = "60 per minute; 600 per hour"  # a token, however many machines use it
_NO_TOKEN = lazy("토큰이 있어야 할 수 있습니다. ‘내 정보’에서 만들어 Authorization: Bearer로 보내 주세요.")
UNSEEN = lazy("먼저 읽고, 받은 ETag를 If-Match로 보내 주세요.")
_BAD_TOKEN = lazy("이 토큰은 맞지 않거나, 날이 지났거나, 거두어졌습니다.")


@dataclass(frozen=True)
class Call:
    """A line of the table of everything that needs a token: the description and the tests read it."""

    scope: Scope
    about: LazyString
    blank: Callable[..., Form] | None = None
    members: tuple[str, ...] = ()
    is_conditional: bool = False
    is_repeatable: bool = False
    status: int = 200
    answer: str = "done"  # the schema of the answer, where it is not the form itself
    more: str = ""  # the pattern of members that only some things have
    asked: Mapping[str, type[Labelled] | None] = field(default_factory=dict)  # in the query: a word, or a number


CALLS: dict[tuple[str, str], Call] = {}  # (method, endpoint) -> Call


@bp.before_request
def know_the_caller() -> None:
    """The caller is the token's owner or a visitor; whoever a cookie names is nobody here."""
    shown, at = _token_shown(), clock.now()
    token = queries.api_token_shown(shown, at) if shown is not None else None
    g.api_token = token
    g._login_user = token.user if token else Visitor()
    if shown is not None and token is None:
        raise SignInNeeded(_BAD_TOKEN)
    if token is not None and token.last_used_on != clock.today():
        with transaction():
            tokens.use(token, clock.today())


def _token_shown() -> str | None:
    given = request.authorization
    if given is None:
        return "" if "Authorization" in request.headers else None
    return given.token or "" if given.type == "bearer" else ""


def _caller() -> str:
    token: ApiToken | None = g.get("api_token")
    return f"token:{token.id}" if token else get_remote_address()


def needs(scope: Scope, about: LazyString, **more: Any) -> Callable[[View], View]:
    """Let only a token with this scope in, and write the call into the table; `more` as in Call."""

    def guard(view: View) -> View:
        method = "GET" if view.__name__.startswith("read_") else "POST"
        CALLS[method, f"{bp.name}.{view.__name__}"] = Call(scope, about, **more)

        @wraps(view)
        def guarded(**values: Any) -> ResponseReturnValue:
            token: ApiToken | None = g.api_token
            if token is None:
                raise SignInNeeded(_NO_TOKEN)
            if scope not in token.scopes:
                raise Forbidden(lazy("이 토큰으로 할 수 있는 일이 아닙니다: %(scope)s", scope=scope.label))
            return view(**values)

        return limiter.shared_limit(PACE, scope="api", key_func=_caller)(guarded)

    return guard


def sent(make: Callable[..., Form], **given: Any) -> Form:
    """The page's form with what the program has sent; `make` makes it as the page does. Raises Refused."""
    call = CALLS["POST", request.endpoint or ""]
    kept = {**given, "meta": {"csrf": False}}
    filled = forms.as_sent(make(formdata=None, **kept), call.members, _body(call))
    if call.is_repeatable:
        filled["once"] = once_of() or chance.token()
    return make(formdata=filled, **kept)


def shown(make: Callable[..., Form], tag: str, **given: Any) -> Response:
    """The form as the page would show it, as JSON that could be sent back with If-Match."""
    call = CALLS["GET", request.endpoint or ""]
    form = make(formdata=None, meta={"csrf": False}, **given)
    answer = as_json(forms.told(form, call.members), 200)
    answer.headers["ETag"] = quote_etag(tag)
    return answer


def _body(call: Call) -> dict[str, Any]:
    if not call.members:
        return {}
    given = request.get_json()
    if not isinstance(given, dict):
        raise BadRequest
    return given


def once_of() -> str:
    """The form's own key: of this caller, address, Idempotency-Key and content, so that no other's is ever met.

    "" where the program has named none.
    """
    key = request.headers.get("Idempotency-Key")
    if not key:
        return ""
    content = request.get_data(as_text=True) if request.is_json else ""
    return keyed_hash("api-once", str(g.api_token.user_id), request.path, key, content)[:32]


def kept(form: Form, verb: Callable[[], T], stale: LazyString | None = None) -> T:
    """Do it in one transaction, as the page does. Raises Refused, and Changed where the service says `stale`."""
    done = carried_out(form, verb)
    if done is not None:
        return done
    if stale is not None and stale in form.form_errors:
        raise Changed(stale)
    raise forms.refusal(form)


def matched(tag: str, stale: LazyString) -> str:
    """The tag that the program has seen, which is the present one. Raises Unseen and Changed."""
    if not request.if_match:
        raise Unseen(UNSEEN)
    if not request.if_match.contains(tag):
        raise Changed(stale)
    return tag


def done(number: int, page: str, said: str, *, status: int = 201, at: str = "", tag: str = "") -> Response:
    """What was made or changed: its number, its page, and the sentence that the page would say."""
    answer = as_json({"number": number, "page": address_of(page), "said": said}, status)
    if status == 201:
        answer.headers["Location"] = address_of(at or page)
    if tag:
        answer.headers["ETag"] = quote_etag(tag)
    return answer
