"""Language and type size: kept in the browser, for visitors too."""

from flask import current_app, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from app.home.views.blueprint import bp
from app.kernel.i18n import LANGUAGES, TYPE_SIZES
from app.kernel.policy import public
from app.kernel.security import local_path

_A_YEAR = 365 * 24 * 60 * 60
_CHOICES = {"language": LANGUAGES, "type_size": TYPE_SIZES}


@bp.post("/preferences")
@public
def preferences() -> ResponseReturnValue:
    """Keep the choice and go back to the page it was made on."""
    answer = redirect(local_path(request.form.get("next")), 303)
    for name, allowed in _CHOICES.items():
        chosen = request.form.get(name)
        if chosen in allowed:
            _keep(answer, name, chosen)
    return answer


def _keep(answer: Response, name: str, value: str) -> None:
    answer.set_cookie(name, value, max_age=_A_YEAR, secure=current_app.config["HTTPS"], httponly=True, samesite="Lax")
