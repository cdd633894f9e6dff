"""Reads of divisions: who may take part, through which channel they do, and how many. What phones said stands apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased, joinedload

from app.kernel.db import session
from app.kernel.errors import NotFound
from app.meetings.models import Attendance, Division, Recusal, Voice
from app.meetings.queries.attendance import counts
from app.meetings.queries.deciding import Deciding
from app.meetings.states import Channel, DivisionState, Mark

_GOING_ON = Division.state.in_((DivisionState.OPEN, DivisionState.CLOSED))


@dataclass(frozen=True)
class Turnout:
    """How many take part in a division, never how: each of those present in one channel, or in none so far.

    `present` are those who may decide and are there, and those who took part and have left since; the recused are
    in none of these figures but `recused`. `free` are those there who took neither phone nor slip: they raise hands.
    """

    present: int
    remote: int
    recused: int
    free: int
    phones: int
    slips: int

    @property
    def deciding(self) -> Deciding:
        """Who decides, as a resolution keeps it."""
        return Deciding(self.present, self.remote, self.recused)


@dataclass(frozen=True)
class Voting:
    """The division that goes on, and how many take part."""

    division: Division
    turnout: Turnout
    slips: Sequence[int]  # the numbers at the door of those who took a slip


@dataclass(frozen=True)
class OwnVoice:
    """Where somebody who came stands in a division: whether they may take part, and how they do."""

    is_recused: bool
    counts: bool
    channel: Channel | None
    mark: Mark | None


def division(meeting_id: int, number: int, *, fresh: bool = False) -> Division:
    """A division of the meeting with its item; `fresh` reads it again, once the meeting is held. Raises NotFound."""
    one = select(Division).where(Division.id == number, Division.meeting_id == meeting_id)
    one = one.options(joinedload(Division.item)).execution_options(populate_existing=fresh)
    found = session().scalars(one).one_or_none()
    if found is None:
        raise NotFound
    return found


def going_on(meeting_id: int) -> Division | None:
    """The division that is neither decided nor withdrawn."""
    one = select(Division).where(Division.meeting_id == meeting_id, _GOING_ON)
    return session().scalars(one.execution_options(populate_existing=True)).one_or_none()


def voting(division: Division) -> Voting:
    """What the screens show of the division that goes on."""
    return Voting(division, turnout(division), [one.number for one in slip_holders(division.id)])


def turnout(division: Division, *, since: datetime | None = None) -> Turnout:
    """How many take part now; with `since`, those who have left only after that moment count as there."""
    of_division = aliased(Voice, select(Voice).where(Voice.division_id == division.id).subquery())
    spoke, recused = of_division.attendance_id.is_not(None), _recused(division.item_id)
    here = Attendance.left_at.is_(None) if since is None else _was_there(since)
    here &= counts(division.meeting_id)
    decides = ~recused & (here | spoke)
    counted = (
        select(
            func.count(Attendance.id).filter(decides),
            func.count(Attendance.id).filter(decides & Attendance.remote.is_(True)),
            func.count(Attendance.id).filter(recused & here),
            func.count(Attendance.id).filter(~recused & here & ~spoke),
            func.count(Attendance.id).filter(~recused & (of_division.channel == Channel.PHONE)),
            func.count(Attendance.id).filter(~recused & (of_division.channel == Channel.SLIP)),
        )
        .outerjoin(of_division, of_division.attendance_id == Attendance.id)
        .where(Attendance.meeting_id == division.meeting_id)
    )
    return Turnout(*session().execute(counted).one())


def marks(division: Division) -> list[int]:
    """What phones said, of those who are not recused: yes, no and abstain. Asked when the phones are closed alone."""
    said = (
        select(Voice.mark, func.count().label("phones"))
        .where(Voice.division_id == division.id, Voice.channel == Channel.PHONE)
        .where(Voice.attendance_id.not_in(_recused_of(division.item_id)))
        .group_by(Voice.mark)
    )
    found = {row.mark: row.phones for row in session().execute(said)}
    return [found.get(mark, 0) for mark in Mark]


def voice(division_id: int, attendance_id: int) -> Voice | None:
    """How somebody takes part so far, as it is now that the meeting is held."""
    return session().get(Voice, (division_id, attendance_id), populate_existing=True)


def own_voice(division: Division, came: Attendance) -> OwnVoice:
    """Where somebody who is there stands."""
    may = select(_recused(division.item_id), counts(division.meeting_id)).where(Attendance.id == came.id)
    is_recused, is_counted = session().execute(may).one()
    mine = voice(division.id, came.id)
    return OwnVoice(is_recused, is_counted, mine.channel if mine else None, mine.mark if mine else None)


def slip_holders(division_id: int) -> Sequence[Attendance]:
    """Who took a paper slip, by their number at the door."""
    took = select(Attendance).join(Voice).where(Voice.division_id == division_id, Voice.channel == Channel.SLIP)
    return session().scalars(took.order_by(Attendance.number)).all()


def voices_to_check(division_id: int) -> Sequence[Voice]:
    """What each phone said, with who held it, by their number at the door."""
    said = select(Voice).join(Voice.attendance).where(Voice.division_id == division_id)
    said = said.where(Voice.channel == Channel.PHONE).options(joinedload(Voice.attendance))
    return session().scalars(said.order_by(Attendance.number)).all()


def last_division_of(resolution_ids: Sequence[int]) -> dict[int, int]:
    """The division that each of the resolutions came from, where there was one."""
    made = select(Division.resolution_id, Division.id).where(Division.resolution_id.in_(resolution_ids))
    return {resolution: number for resolution, number in session().execute(made) if resolution is not None}


def _was_there(moment: datetime) -> ColumnElement[bool]:
    return Attendance.left_at.is_(None) | (Attendance.left_at >= moment)


def _recused_of(item_id: int) -> ColumnElement[int]:
    return select(Recusal.attendance_id).where(Recusal.item_id == item_id).scalar_subquery()


def _recused(item_id: int) -> ColumnElement[bool]:
    own = select(Recusal.id).where(Recusal.item_id == item_id, Recusal.attendance_id == Attendance.id)
    return own.correlate(Attendance).exists()
