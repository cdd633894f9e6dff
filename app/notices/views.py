"""Pages of notices."""

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.paging import page_number, page_of
from app.kernel.policy import authorize
from app.notices import queries, service
from app.notices.models import Inbox
from app.people.queries import count_along

bp = Blueprint("notices", __name__)


@bp.get("/notices")
def inbox() -> ResponseReturnValue:
    """What the person was told, the newest first."""
    authorize("read", Inbox())
    page = page_of(queries.notices_of(current_user.id), page_number(request.args.get("page")))
    return render_template("notices/inbox.html", page=page, unread=unread_count())


@bp.post("/notices/<int:notification_id>/reading")
def read(notification_id: int) -> ResponseReturnValue:
    """Open what a notice is about, and remember that it was opened."""
    notification = queries.notification(notification_id)
    authorize("read", notification)
    with transaction():
        service.read(notification, at=clock.now())
    return redirect(notification.url, 303)


@bp.post("/notices/readings")
def read_all() -> ResponseReturnValue:
    """Remember that everything was seen."""
    authorize("read", Inbox())
    with transaction():
        service.read_all(current_user, at=clock.now())
    return redirect(url_for("notices.inbox"), 303)


def unread_count() -> int:
    """How many notices the person who reads the page had not opened when the request began."""
    return int(getattr(current_user, "unread_notices", 0))


def init_app(app: Flask) -> None:
    """Register the pages, and let every page show the count."""
    app.register_blueprint(bp)
    count_along("unread_notices", queries.UNREAD)
    app.context_processor(lambda: {"unread_count": unread_count})
