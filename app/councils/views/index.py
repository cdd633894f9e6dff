"""The list of councils."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.councils import queries
from app.councils.views.blueprint import bp
from app.kernel.db import key_of
from app.kernel.forms import trimmed
from app.kernel.paging import page_number
from app.kernel.policy import public


@bp.get("/councils")
@public
def index() -> ResponseReturnValue:
    """Councils of all dongs, the person's own first."""
    text = trimmed(request.args.get("q", ""))[:80]
    dong_id = key_of(request.args.get("dong"))
    number = page_number(request.args.get("page"))
    mine = queries.my_memberships(current_user) if current_user.is_authenticated else []
    return render_template(
        "councils/index.html",
        page=queries.councils(number, text=text, dong_id=dong_id),
        dongs=queries.dongs(),
        mine=mine,
        text=text,
        dong_id=dong_id,
        asked=bool(text or dong_id),
    )
