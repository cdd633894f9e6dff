"""Making a referral at a meeting, and how far those are that one has made."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Invalid
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.paging import page_number, page_of
from app.kernel.policy import authorize, can
from app.meetings import queries as meetings
from app.people.queries import has_planner
from app.referrals import queries, service
from app.referrals.forms import ReferralForm, UrgencyForm
from app.referrals.models import Referral
from app.referrals.states import Urgency
from app.referrals.views.blueprint import bp, to


@bp.route("/meetings/<int:meeting_id>/referrals/new", methods=["GET", "POST"])
def write(meeting_id: int) -> ResponseReturnValue:
    """Tell the planners of a worry; where there is none, whom to phone."""
    meeting = meetings.meeting(meeting_id)
    authorize("write_down", meeting)
    form, by, at, is_heard = ReferralForm(), current_user, clock.now(), has_planner(meeting.council.dong_id)

    def refer() -> Referral:
        urgency = Urgency(form.urgency.data)
        return service.refer(meeting, form.text.data or "", urgency, once=form.once.data, by=by, at=at)

    if is_heard and carried_out(form, refer) is not None:
        return _back(meeting_id, _("복지 담당자에게만 알렸습니다."))
    meeting = meetings.meeting(meeting_id)
    status = 422 if form.errors else 200
    return render_template("referrals/write.html", meeting=meeting, form=form, is_heard=is_heard), status


@bp.post("/meetings/<int:meeting_id>/remarks/<int:remark_id>/referral")
def move(meeting_id: int, remark_id: int) -> ResponseReturnValue:
    """Take a remark out of the record and tell it to the planners alone; pressed twice, once."""
    meeting = meetings.meeting(meeting_id)
    authorize("write_down", meeting)
    if not has_planner(meeting.council.dong_id):
        return to("write", meeting_id=meeting_id)
    form, by, at = UrgencyForm(), current_user, clock.now()
    if not form.validate_on_submit():
        raise Invalid(_("얼마나 급한지 셋 가운데 하나를 눌러 주세요."))
    with transaction():
        service.refer_remark(meeting, remark_id, Urgency(form.urgency.data), by=by, at=at)
    return _back(meeting_id, _("이야기를 기록에서 빼고, 복지 담당자에게만 알렸습니다."))


def _back(meeting_id: int, done: str) -> Response:
    """To where the meeting goes on, or is written up."""
    meeting = meetings.running(meeting_id)
    where = _("어디까지 왔는지는 ‘내 골목’의 ‘내가 알린 걱정’에서 봅니다.")
    flash(f"{done} {where}", "success")
    is_written_up = meeting.ended_at is not None and can(current_user, "read_minutes", meeting)
    return redirect(url_for(f"meetings.{'minutes' if is_written_up else 'console'}", meeting_id=meeting_id), 303)


@bp.get("/referrals/mine")
def mine() -> ResponseReturnValue:
    """How far those are that the reader has made; never what they say."""
    authorize("read", current_user)
    page = page_of(queries.made_by(current_user.id), page_number(request.args.get("page")))
    return render_template("referrals/mine.html", page=page)
