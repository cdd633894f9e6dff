"""Taking part in a division by one's own phone, or by a paper slip from a teller: one channel a person."""

from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.i18n import _
from app.meetings import queries
from app.meetings.models import Attendance, Division, Meeting, Voice
from app.meetings.service.dividing import locked_division
from app.meetings.states import Channel, Mark
from app.people.models import User


def answer(meeting: Meeting, number: int, mark: Mark, *, by: User) -> Voice:
    """Who is there says yes, no or abstains on their own phone; until the phones are closed they may say otherwise.

    Raises Conflict for who is not there or does not decide, for who took a slip, and when the phones are closed.
    """
    held, division = locked_division(meeting, number)
    held.move("resolve")
    if not division.allows("answer"):
        raise Conflict(_("전화기 표결은 마쳤습니다. 아직 표를 내지 않으셨으면 손을 들어 주세요."))
    came = queries.speaker(held.id, by.id)
    if came is None:
        raise Conflict(_("온 사람 확인이 아직 되지 않았습니다. 퍼실리테이터에게 이름을 말해 주세요."))
    _refuse_without_voice(division, came)
    mine = queries.voice(division.id, came.id)
    if mine is None:
        mine = Voice(division_id=division.id, attendance_id=came.id, channel=Channel.PHONE, mark=mark)
        session().add(mine)
    elif mine.channel is Channel.SLIP:
        raise Conflict(_("종이를 받으셨으니 종이로 내 주세요. 전화기로 하시려면 종이를 먼저 돌려주세요."))
    mine.mark = mark
    session().flush()
    return mine


def hand_out(meeting: Meeting, number: int, door: int) -> Voice:
    """Somebody takes a paper slip, by the number at the door; they decide by that alone. A second call changes nothing.

    Raises Invalid for a number that is not there, is recused or does not count, and for who has used the phone.
    """
    held, division = locked_division(meeting, number)
    held.move("resolve")
    division.move("hand_out")
    came = _here(held, door)
    try:
        _refuse_without_voice(division, came)
    except Conflict as fault:
        raise Invalid(fault.reason) from fault
    theirs = queries.voice(division.id, came.id)
    if theirs is not None and theirs.channel is Channel.PHONE:
        words = {"number": door}
        raise Invalid(_("%(number)d번은 이미 전화기로 표를 냈습니다. 종이를 함께 쓸 수 없습니다.", **words))
    if theirs is None:
        theirs = Voice(division_id=division.id, attendance_id=came.id, channel=Channel.SLIP, mark=None)
        session().add(theirs)
        session().flush()
    return theirs


def take_back_slip(meeting: Meeting, number: int, door: int) -> None:
    """A slip came back unused: who had it may take part otherwise. A second call changes nothing.

    Raises Conflict once the division is decided.
    """
    held, division = locked_division(meeting, number)
    division.move("hand_out")
    which = select(Attendance.id).where(Attendance.meeting_id == held.id, Attendance.number == door)
    came = session().scalar(which)
    theirs = queries.voice(division.id, came) if came else None
    if theirs is not None and theirs.channel is Channel.SLIP:
        session().delete(theirs)
        session().flush()


def _here(meeting: Meeting, door: int) -> Attendance:
    one = select(Attendance).where(
        Attendance.meeting_id == meeting.id, Attendance.number == door, Attendance.left_at.is_(None)
    )
    found = session().scalars(one.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        words = {"number": door}
        raise Invalid(_("%(number)d번은 지금 와 있는 사람의 번호가 아닙니다. 온 사람 목록에서 보아 주세요.", **words))
    return found


def _refuse_without_voice(division: Division, came: Attendance) -> None:
    own = queries.own_voice(division, came)
    if own.is_recused:
        raise Conflict(_("이 안건을 정할 때 빠지기로 하셨습니다(제척·회피)."))
    if not own.counts:
        raise Conflict(_("이 골목회의는 방에 온 사람만 함께 정합니다. 화상·전화로는 이야기만 함께합니다."))
