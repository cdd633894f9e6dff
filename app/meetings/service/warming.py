"""온도 재기 on phones: who is there shows a step, the sums go into the journal, and who showed what is deleted."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete

from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.i18n import _
from app.meetings import queries
from app.meetings.floor import Kind
from app.meetings.floor.journal import STEPS
from app.meetings.models import Meeting, Reading, Thermometer
from app.meetings.service.floor import enter
from app.people.models import User


def begin_thermometer(meeting: Meeting, *, once: str | None = None, by: User, at: datetime) -> Thermometer:
    """Phones may show a step from now on. While one is on, a second call gives it."""
    held = queries.locked(meeting.id)
    held.move("proceed")
    known, once = queries.sent_before(Thermometer, once, meeting_id=held.id)
    there = known or queries.thermometer_on(held.id)
    if there is not None:
        return there
    thermometer = Thermometer(meeting_id=held.id, once=once, began_at=at, began_by_id=by.id)
    session().add(thermometer)
    session().flush()
    return thermometer


def show_step(meeting: Meeting, number: int, step: int, *, by: User) -> Reading:
    """Who is there shows a step, the coldest 1, and may show another one until it ends.

    Raises Conflict for who is not there, and when it has ended.
    """
    held = queries.locked(meeting.id)
    held.move("proceed")
    thermometer = queries.thermometer_on(held.id)
    if thermometer is None or thermometer.id != number:
        raise Conflict(_("온도 재기를 마쳤습니다."))
    came = queries.speaker(held.id, by.id)
    if came is None:
        raise Conflict(_("온 사람 확인이 아직 되지 않았습니다. 퍼실리테이터에게 이름을 말해 주세요."))
    mine = queries.reading(thermometer.id, came.id)
    if mine is None:
        mine = Reading(thermometer_id=thermometer.id, attendance_id=came.id, step=step)
        session().add(mine)
    mine.step = step
    session().flush()
    return mine


def end_thermometer(
    meeting: Meeting, number: int, hands: Sequence[int], *, key: str, by: User, at: datetime
) -> tuple[int, ...]:
    """Phones and hands go into the journal as sums; who showed what is deleted. The same form again changes nothing.

    Gives the five sums. Raises Invalid where more hands were counted than are there without a phone that shows
    something, Conflict where somebody else has ended it.
    """
    held = queries.locked(meeting.id)
    thermometer = queries.thermometer_on(held.id)
    if thermometer is None or thermometer.id != number:
        return _ended_before(held, key)
    warmth = queries.warmth(thermometer)
    if sum(hands) > warmth.free:
        raise Invalid(
            _(
                "손을 든 사람(%(hands)d명)이 전화기로 보이지 않은 사람 %(free)d명보다 많습니다. 다시 세어 주세요.",
                hands=sum(hands),
                free=warmth.free,
            )
        )
    steps = tuple(phone + hand for phone, hand in zip(warmth.steps, hands, strict=True))
    session().execute(delete(Reading).where(Reading.thermometer_id == thermometer.id))
    thermometer.ended_at = at
    session().flush()
    enter(held, Kind.TEMPERATURE, {"steps": list(steps)}, key=key, by=by, at=at)
    return steps


def end_any_thermometer(meeting: Meeting, *, key: str, by: User, at: datetime) -> None:
    """The meeting ends: what phones show is taken as it is."""
    on = queries.thermometer_on(meeting.id)
    if on is not None:
        end_thermometer(meeting, on.id, [0] * STEPS, key=key, by=by, at=at)


def _ended_before(meeting: Meeting, key: str) -> tuple[int, ...]:
    from_form = next((one for one in queries.entries_of(meeting.id) if one.key == key), None)
    if from_form is None:
        raise Conflict(_("다른 분이 먼저 온도 재기를 마쳤습니다."))
    return tuple(from_form.facts["steps"])
