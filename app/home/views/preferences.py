"""Language and type size: kept in the browser, for visitors too."""

from flask import redirect, request
from flask.typing import ResponseReturnValue

from app.home.views.blueprint import bp
from app.kernel.i18n import LANGUAGE, LANGUAGES, TYPE_SIZE, TYPE_SIZES, keep_preference
from app.kernel.policy import public
from app.kernel.security import local_path

_CHOICES = {LANGUAGE: LANGUAGES, TYPE_SIZE: TYPE_SIZES}


@bp.post("/preferences")
@public
def preferences() -> ResponseReturnValue:
    """Keep the choice and go back to the page it was made on."""
    answer = redirect(local_path(request.form.get("next")), 303)
    for name, allowed in _CHOICES.items():
        chosen = request.form.get(name)
        if chosen in allowed:
            keep_preference(answer, name, chosen)
    return answer
