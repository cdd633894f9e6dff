"""What could not be merged by itself: listed, for a person to decide."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.meetings import queries, service
from app.meetings.states import Deed, Merged
from app.meetings.views.blueprint import bp, to


@bp.get("/meetings/<int:meeting_id>/conflicts")
def conflicts(meeting_id: int) -> ResponseReturnValue:
    """What could not be merged, for a person to decide."""
    meeting = queries.meeting(meeting_id)
    authorize("run", meeting)
    titles = {item.id: item.title for item in meeting.items}
    facts = {"titles": titles, "Deed": Deed, "Merged": Merged}
    return render_template("meetings/conflicts.html", meeting=meeting, rows=queries.conflicts(meeting_id), **facts)


@bp.post("/meetings/<int:meeting_id>/conflicts/<int:entry_id>/dismissal")
def dismiss(meeting_id: int, entry_id: int) -> ResponseReturnValue:
    """It shall not count."""
    meeting = queries.meeting(meeting_id)
    authorize("run", meeting)
    entry = queries.conflict(meeting_id, entry_id)
    with transaction():
        service.dismiss(meeting, entry, by=current_user, at=clock.now())
    flash(_("쓰지 않기로 했습니다."))
    return to("conflicts", meeting_id=meeting_id)


@bp.post("/meetings/<int:meeting_id>/conflicts/<int:entry_id>/adoption")
def adopt(meeting_id: int, entry_id: int) -> ResponseReturnValue:
    """It shall count."""
    meeting = queries.meeting(meeting_id)
    authorize("run", meeting)
    entry = queries.conflict(meeting_id, entry_id)
    with transaction():
        service.adopt(meeting, entry, by=current_user, at=clock.now())
    flash(_("옮겨 적었습니다."))
    return to("conflicts", meeting_id=meeting_id)
