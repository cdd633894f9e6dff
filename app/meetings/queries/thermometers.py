"""Reads of the temperature that phones show."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app.kernel.db import session
from app.kernel.errors import NotFound
from app.meetings.floor.journal import STEPS
from app.meetings.models import Attendance, Division, Meeting, Reading, Thermometer
from app.meetings.queries.divisions import Voting, voting
from app.meetings.states import DivisionState


@dataclass(frozen=True)
class Warmth:
    """A thermometer that is on: how many phones show each step, the coldest first, and how many are there."""

    thermometer: Thermometer
    steps: tuple[int, ...]
    here: int

    @property
    def phones(self) -> int:
        """How many phones show something."""
        return sum(self.steps)

    @property
    def free(self) -> int:
        """How many are there whose phone shows nothing: their hands are counted."""
        return self.here - self.phones


@dataclass(frozen=True)
class Taking:
    """The division that goes on and the thermometer that is on; None where there is none."""

    voting: Voting | None
    warmth: Warmth | None


def thermometer(meeting_id: int, number: int) -> Thermometer:
    """A thermometer of the meeting, whether on or not. Raises NotFound."""
    one = select(Thermometer).where(Thermometer.id == number, Thermometer.meeting_id == meeting_id)
    found = session().scalars(one).one_or_none()
    if found is None:
        raise NotFound
    return found


def thermometer_on(meeting_id: int) -> Thermometer | None:
    """The thermometer that is on."""
    one = select(Thermometer).where(Thermometer.meeting_id == meeting_id, Thermometer.ended_at.is_(None))
    return session().scalars(one.execution_options(populate_existing=True)).one_or_none()


def warmth(thermometer: Thermometer) -> Warmth:
    """What phones show now, of those who have not left."""
    here = Attendance.meeting_id == thermometer.meeting_id, Attendance.left_at.is_(None)
    shown = (
        select(Reading.step, func.count().label("phones"))
        .join(Attendance, Attendance.id == Reading.attendance_id)
        .where(Reading.thermometer_id == thermometer.id, *here)
        .group_by(Reading.step)
    )
    counts = {row.step: row.phones for row in session().execute(shown)}
    steps = tuple(counts.get(step, 0) for step in range(1, STEPS + 1))
    return Warmth(thermometer, steps, session().scalar(select(func.count(Attendance.id)).where(*here)) or 0)


def taking(meeting_id: int) -> Taking:
    """What goes on beside the talk: one statement where nothing does."""
    goes_on = Division.state.in_((DivisionState.OPEN, DivisionState.CLOSED))
    both = (
        select(Division, Thermometer)
        .select_from(Meeting)
        .outerjoin(Division, (Division.meeting_id == Meeting.id) & goes_on)
        .outerjoin(Thermometer, (Thermometer.meeting_id == Meeting.id) & Thermometer.ended_at.is_(None))
        .where(Meeting.id == meeting_id)
    )
    division, thermometer = session().execute(both).one()
    return Taking(voting(division) if division else None, warmth(thermometer) if thermometer else None)


def reading(thermometer_id: int, attendance_id: int) -> Reading | None:
    """What somebody's own phone shows."""
    return session().get(Reading, (thermometer_id, attendance_id), populate_existing=True)
