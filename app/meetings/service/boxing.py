"""A division that a ballot box decides: this slice knows no poll, it is told what came out."""

from dataclasses import dataclass
from datetime import datetime

from app.kernel.db import session
from app.kernel.events import record
from app.kernel.i18n import _, force_locale
from app.meetings import queries
from app.meetings.models import Meeting, Resolution
from app.meetings.queries import Deciding
from app.meetings.service.resolving import Motion, figures, write
from app.meetings.states import DivisionState


@dataclass(frozen=True)
class Box:
    """What a box says when it is counted; `roll` are those who could vote."""

    roll: int
    yes: int
    no: int
    abstain: int
    shows_numbers: bool  # whether there are so many ballots that the figures expose nobody


def decide_by_box(meeting_id: int, number: int, box: Box, *, at: datetime) -> Resolution | None:
    """Let the count be the resolution of the division; a second call gives the one that is there.

    None where the division was withdrawn.
    """
    held = queries.locked(meeting_id)
    division = queries.division(held.id, number, fresh=True)
    if division.resolution_id is not None:
        return session().get(Resolution, division.resolution_id)
    if not division.goes_on:
        return None
    if division.state is DivisionState.OPEN:
        division.move("close")
        division.closed_at = at
    division.move("decide")
    recused = queries.deciding(held.id, division.item_id).recused
    resolution = Resolution(item_id=division.item_id, decided_at=at, recorded_by_id=division.opened_by_id)
    motion = Motion(division.text, box.yes, box.no, box.abstain, way=division.way)
    write(resolution, motion, Deciding(box.roll, recused=recused), meeting=held)
    if not box.shows_numbers:
        _hide(resolution)
    session().add(resolution)
    session().flush()
    division.resolution_id, division.counted_at = resolution.id, at
    session().flush()
    record("resolution.recorded", held, by=None, at=at, item=resolution.item_id, **figures(resolution))
    return resolution


def withdraw_box(meeting_id: int, number: int, *, at: datetime) -> None:
    """The box was taken back: nothing is decided. A second call changes nothing."""
    held: Meeting = queries.locked(meeting_id)
    division = queries.division(held.id, number, fresh=True)
    if division.goes_on:
        division.move("withdraw")
        session().flush()
        record("division.withdrawn", held, by=None, at=at, item=division.item_id)


def _hide(resolution: Resolution) -> None:
    resolution.yes = resolution.no = resolution.abstain = 0
    with force_locale("ko"):  # the sentence is stored with the minutes
        resolution.because = _("비밀투표로 정했습니다. 낸 표가 적어 수는 밝히지 않습니다.")
