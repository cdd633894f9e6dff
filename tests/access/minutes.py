"""Minutes for the small world, as far as they come, each with a correction by the resident who was there."""

from typing import Any

from app.councils.models import Council
from app.kernel import clock
from app.kernel.db import transaction
from app.meetings import queries, service
from app.meetings.models import Meeting
from app.meetings.states import LineKind, MinutesState
from tests.factories import minutes

SECRET = "아직비밀"  # as in tests/access/world.py, which asks for these


def keep_minutes(world: Any, council: Council) -> None:
    """Draft, shown, over (the 72 hours), approved and sealed; the draft holds what R, who was there, may not read."""
    for name in ("draft", "shown", "over", "approved", "sealed"):
        _keep(world, council, name)


def _keep(world: Any, council: Council, name: str) -> None:
    by, resident = world.users["F"], world.users["R"]
    meeting = minutes.a_meeting_with_minutes(
        MinutesState.DRAFT, resident, council=council, called_by=by, title=f"{name} 회의록"
    )
    if name == "draft":
        _reword(meeting, f"나온 이야기: {SECRET} 봉투가 찢어집니다.")
    values = {"meeting_id": meeting.id, "line_id": minutes.the_line(meeting, LineKind.SAID).id}
    if name != "draft":
        minutes.bring_to(meeting, MinutesState.SHOWN)
        answered = name != "shown"
        correction = minutes.a_correction(meeting, resident, reason="자주라고 했습니다")
        values["correction_id"] = correction.id
        if answered:
            _answer(meeting, correction.id)
            minutes.let_corrections_end(meeting)
    if name in {"approved", "sealed"}:
        minutes.bring_to(meeting, MinutesState(name))
    if name == "sealed":
        with transaction():
            service.add_to_sealed(meeting, "봉투는 구청이 다시 나누어 줍니다.", by=by, at=clock.now())
    world.keep(f"minutes {name}", **values)


def _reword(meeting: Meeting, text: str) -> None:
    line = minutes.the_line(meeting, LineKind.SAID)
    with transaction():
        service.reword_line(line, text, seen=line.version, by=meeting.called_by, at=clock.now())


def _answer(meeting: Meeting, number: int) -> None:
    with transaction():
        found = queries.correction(meeting.id, number)
        service.decline_correction(found, "그대로가 맞습니다", by=meeting.called_by, at=clock.now())


def add_foreign(world: Any, there: Council) -> None:
    """A sentence of the neighbours next door, and a correction to it."""
    author, by = world.users["a"], world.users["f"]
    meeting = minutes.a_meeting_with_minutes(MinutesState.SHOWN, author, council=there, called_by=by)
    line, correction = minutes.the_line(meeting, LineKind.SAID), minutes.a_correction(meeting, author)
    world.keep("foreign", **world.things["foreign"], line_id=line.id, correction_id=correction.id)
