"""Telling the welfare planners of a dong of a worry, and what they do about it.

What is told is kept until the purpose is served and then destroyed: 개인정보 보호법 §21.
"""

from datetime import datetime

from app.councils.models import Council
from app.kernel.db import kept_once, session
from app.kernel.errors import Conflict
from app.kernel.events import record
from app.kernel.i18n import _
from app.meetings import service as meetings
from app.meetings.models import Meeting
from app.meetings.queries import locked as locked_meeting
from app.people.models import User
from app.people.queries import has_planner
from app.places.models import Dong
from app.referrals import queries
from app.referrals.models import Referral, ReferralLook
from app.referrals.states import Step, Urgency


def refer(
    meeting: Meeting, text: str, urgency: Urgency, *, once: str | None = None, by: User, at: datetime
) -> Referral:
    """Tell the planners of the meeting's dong. The same form sent twice tells once. Event referral.made, without words.

    Raises Conflict where the meeting has not begun or its minutes are out, and where the dong has no planner: then
    nothing is kept.
    """
    locked_meeting(meeting.id).move("note")
    new = Referral(
        dong_id=_dong_with_planner(meeting).id,
        meeting_id=meeting.id,
        author_id=by.id,
        once=once or None,
        text=text,
        urgency=urgency,
        made_at=at,
    )
    referral, is_new = kept_once(new, lambda: queries.made_once(by.id, once))
    if is_new:
        record("referral.made", referral, by=by, at=at)
    return referral


def refer_remark(meeting: Meeting, remark_id: int, urgency: Urgency, *, by: User, at: datetime) -> Referral | None:
    """Take a remark out of what is recorded and tell the planners what it said, both or neither.

    None where the remark is gone already, so that a second press does nothing. Raises as `refer`.
    """
    _dong_with_planner(meeting)
    text = meetings.take_out(meeting, remark_id)
    return None if text is None else refer(meeting, text, urgency, by=by, at=at)


def _dong_with_planner(meeting: Meeting) -> Dong:
    council = session().get_one(Council, meeting.council_id)
    dong = session().get_one(Dong, council.dong_id)
    if not has_planner(dong.id):
        raise Conflict(
            _(
                "이 동에는 아직 이곳을 쓰는 복지 담당자가 없습니다. %(centre)s에 전화해 주세요(%(phone)s).",
                centre=dong.centre_name,
                phone=dong.centre_phone or _("적힌 번호가 없습니다"),
            )
        )
    return dong


def look(referral: Referral, *, by: User, at: datetime) -> Referral:
    """A planner has the words shown: written down each time, in the transaction that reads them."""
    held = queries.locked(referral.id)
    session().add(ReferralLook(referral_id=held.id, user_id=by.id, at=at))
    if held.allows("see"):
        held.move("see")
        held.seen_at = at
    session().flush()
    return held


def step(referral: Referral, taken: Step, note: str, *, by: User, at: datetime) -> Referral:
    """Keep the note, and that a planner sees to it or is done; pressed twice, the first moment stays.

    Events referral.taken_up and referral.done, without the note. Raises Conflict where nobody has read it, where it
    was done before, and once its words were erased.
    """
    held = queries.locked(referral.id)
    if held.erased_at is not None:
        raise Conflict(_("보관 기간이 지나 글을 지웠습니다. 더 적을 수 없습니다."))
    held.note = note
    if taken is Step.TAKE_UP and held.taken_up_at is None:
        held.move("take_up")
        held.taken_up_at = at
        record("referral.taken_up", held, by=by, at=at)
    elif taken is Step.FINISH and held.done_at is None:
        held.move("finish")
        held.done_at = at
        record("referral.done", held, by=by, at=at)
    else:
        held.move("note")
    return held


def erase(referral_id: int, *, at: datetime) -> None:
    """Destroy what is personal in a referral that was seen through (개인정보 보호법 §21): state and moments stay."""
    held = queries.locked(referral_id)
    held.text, held.note, held.once = "", "", None
    held.author_id, held.meeting_id = None, None
    held.erased_at = held.erased_at or at
