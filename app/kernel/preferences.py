"""What a browser keeps of its reader's choices, for visitors too: the language and the size of type.

Over https the names begin with `__Host-`, as that of the session does: no other host of the domain can set such a
cookie, and none is sent over plain http.
"""

from flask import current_app, has_request_context, request
from werkzeug.wrappers import Response

LANGUAGE, TYPE_SIZE = "language", "type_size"
_A_YEAR = 365 * 24 * 60 * 60


def kept(name: str) -> str | None:
    """What the browser keeps under this name; over https what it kept before the names were bound still counts."""
    if not has_request_context():
        return None
    return request.cookies.get(_bound(name), request.cookies.get(name))


def keep(response: Response, name: str, value: str) -> None:
    """Let the browser remember it for a year, and forget what it kept under the name of before."""
    secure, bound = bool(current_app.config["HTTPS"]), _bound(name)
    response.set_cookie(bound, value, max_age=_A_YEAR, secure=secure, httponly=True, samesite="Lax")
    if bound != name and name in request.cookies:
        response.delete_cookie(name, secure=secure, httponly=True, samesite="Lax")


def _bound(name: str) -> str:
    return f"__Host-{name}" if current_app.config["HTTPS"] else name
