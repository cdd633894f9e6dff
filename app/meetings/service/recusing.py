"""제척·회피: who takes no part in deciding an item, by their own wish or because the matter is theirs.

A recused person counts neither for the quorum nor among the hands; the quorum that is needed stays as it is.
"""

from datetime import datetime

from sqlalchemy import delete, select

from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.i18n import _
from app.meetings import queries
from app.meetings.models import AgendaItem, Attendance, Meeting, Recusal
from app.meetings.states import Ground
from app.people.models import User


def recuse(
    meeting: Meeting, item: AgendaItem, came: Attendance, ground: Ground, words: str = "", *, by: User, at: datetime
) -> Recusal:
    """Somebody who came does not decide on the item. A second call keeps what was told first.

    Raises Invalid for another ground without words, Conflict where the meeting does not run.
    """
    queries.locked(meeting.id).move("resolve")
    if ground is Ground.OTHER and not words.strip():
        raise Invalid(_("어떤 까닭인지 적어 주세요."))
    known = select(Recusal).where(Recusal.item_id == item.id, Recusal.attendance_id == came.id)
    found = session().scalars(known).one_or_none()
    if found is not None:
        return found
    kept = words.strip() if ground is Ground.OTHER else ""
    recusal = Recusal(item_id=item.id, attendance_id=came.id, ground=ground, words=kept, at=at, by_id=by.id)
    session().add(recusal)
    session().flush()
    return recusal


def step_aside(meeting: Meeting, item: AgendaItem, *, by: User, at: datetime) -> Recusal:
    """회피: who is there says by their own telephone that they do not decide. Raises Conflict for who is not there."""
    came = queries.attendance_of(meeting.id, by.id)
    if came is None or not came.is_here:
        raise Conflict(_("온 사람으로 확인된 뒤에 할 수 있습니다."))
    return recuse(meeting, item, came, Ground.OWN_WISH, by=by, at=at)


def take_back_recusal(meeting: Meeting, item_id: int, number: int) -> None:
    """It was a mistake: they decide on the item again. A second call changes nothing."""
    queries.locked(meeting.id).move("resolve")
    items = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting.id)
    session().execute(
        delete(Recusal).where(Recusal.id == number, Recusal.item_id == item_id, Recusal.item_id.in_(items))
    )
