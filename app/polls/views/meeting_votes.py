"""A secret vote in a meeting: begun by its facilitator, found by who is there."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.errors import NotFound
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.meetings import queries as meetings
from app.polls import queries, service
from app.polls.forms import SecretVoteForm
from app.polls.views.blueprint import bp, to


@bp.route("/meetings/<int:meeting_id>/items/<int:item_id>/secret-votes/new", methods=["GET", "POST"])
def put_to_secret_vote(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Open a box for those who are there and decide."""
    meeting = meetings.meeting(meeting_id)
    authorize("run", meeting)
    item, form, by = meetings.item(meeting, item_id), SecretVoteForm(), current_user
    given = {"minutes": form.minutes.data or 5, "once": form.token, "by": by, "at": clock.now()}

    def put() -> int:
        return service.put_to_secret_vote(meeting, item, form.text.data or "", **given)

    if carried_out(form, put) is None:
        meeting = meetings.meeting(meeting_id)
        item, voters = meetings.item(meeting, item_id), len(queries.people_deciding(meeting, item_id))
        facts = {"item": item, "voters": voters, "deciding": meetings.deciding(meeting_id, item_id)}
        page = render_template("polls/secret_vote.html", meeting=meeting, form=form, **facts)
        return page, 422 if form.errors else 200
    flash(_("비밀투표를 열었습니다. 온 사람의 전화기에 투표로 가는 단추가 보입니다."))
    return to("meeting_vote", meeting_id=meeting_id)


@bp.get("/meetings/<int:meeting_id>/secret-vote")
def meeting_vote(meeting_id: int) -> ResponseReturnValue:
    """On to the poll that goes on in the meeting."""
    meeting = meetings.running(meeting_id)
    authorize("attend", meeting)
    number = queries.poll_going_on(meeting_id)
    if number is None:
        raise NotFound(_("지금 하는 비밀투표가 없습니다."))
    return to("show", poll_id=number)
