"""What is entered into the journal of a running meeting, and who helps with it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete

from app.kernel.db import insert_if_new, session
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.events import record
from app.kernel.i18n import _
from app.meetings import queries
from app.meetings.floor import Kind, Why
from app.meetings.models import Attendance, Meeting, MeetingEntry, MeetingRole
from app.meetings.states import Role
from app.people.models import User


def enter(
    meeting: Meeting,
    kind: Kind,
    facts: Mapping[str, Any],
    *,
    key: str,
    by: User,
    at: datetime,
    received_at: datetime | None = None,
) -> Why | None:
    """Write one line into the journal; the same key again writes nothing. `received_at` is given for late news.

    A line that cannot be, such as the later of two who press at once, is kept in the journal and changes nothing: its
    reason is given back. Raises Conflict where the meeting does not run, and for a temperature while phones show one;
    Invalid for a speaker who is not there (with late news: who never was), and for more hands than are there.
    """
    held = queries.locked(meeting.id)
    held.move("proceed", at=at)
    if facts.get("speaker") is not None:
        there = queries.numbers_at_door(held.id) if received_at else {one.number for one in queries.those_here(held.id)}
        _refuse_absent(there, facts["speaker"])
    if kind is Kind.TEMPERATURE and received_at is None:
        _refuse_beside_phones(held.id, facts["steps"])
    insert_if_new(
        MeetingEntry,
        meeting_id=held.id,
        key=key,
        kind=kind.value,
        facts=dict(facts),
        at=at,
        received_at=received_at or at,
        by_id=by.id,
    )
    refused = queries.room(held, queries.items_of(held.id), at).refused
    return next((one.why for one in refused if one.entry.key == key), None)


def ask_to_speak(meeting: Meeting, wish: str, *, key: str, by: User, at: datetime) -> Why | None:
    """Somebody who is there asks for the floor on their own phone. Raises Conflict where they are not."""
    mine = _own(meeting, by)
    facts = {"speaker": mine.number, "wish": wish, "is_remote": mine.remote}
    return enter(meeting, Kind.WISH, facts, key=key, by=by, at=at)


def take_back(meeting: Meeting, *, key: str, by: User, at: datetime) -> Why | None:
    """They no longer want to speak; where they do not wait, nothing changes."""
    mine = _own(meeting, by)
    turns = queries.room(meeting, queries.items_of(meeting.id), at).floor.turns.values()
    turn = next((one for one in turns if one.waits and one.speaker == mine.number), None)
    if turn is None:
        return None
    return enter(meeting, Kind.WITHDRAWAL, {"turn": turn.key}, key=key, by=by, at=at)


def give_role(meeting: Meeting, user_id: int, role: Role, *, by: User, at: datetime) -> None:
    """Let a member who is there help. A second call changes nothing. Raises NotFound for anybody else."""
    if user_id not in {user.id for user in queries.who_can_help(meeting)}:
        raise NotFound(_("지금 와 있는 주민에게만 역할을 줄 수 있습니다."))
    given = insert_if_new(MeetingRole, meeting_id=meeting.id, user_id=user_id, role=role, given_at=at)
    if given:
        record("role.given", meeting, by=by, at=at, user=user_id, role=role.value)


def take_role(meeting: Meeting, user_id: int, role: Role, *, by: User, at: datetime) -> None:
    """They help no longer. A second call changes nothing."""
    which = MeetingRole.meeting_id == meeting.id, MeetingRole.user_id == user_id, MeetingRole.role == role
    if session().scalars(delete(MeetingRole).where(*which).returning(MeetingRole.user_id)).first():
        record("role.taken", meeting, by=by, at=at, user=user_id, role=role.value)


def _own(meeting: Meeting, by: User) -> Attendance:
    mine = queries.speaker(meeting.id, by.id)
    if mine is None:
        raise Conflict(_("온 사람 확인이 아직 되지 않았습니다. 퍼실리테이터에게 이름을 말해 주세요."))
    return mine


def _refuse_absent(there: Collection[int], number: int) -> None:
    if number not in there:
        raise Invalid(
            _("%(number)s번은 지금 와 있는 사람의 번호가 아닙니다. 온 사람 목록에서 번호를 보아 주세요.", number=number)
        )


def _refuse_beside_phones(meeting_id: int, steps: Sequence[int]) -> None:
    if queries.thermometer_on(meeting_id) is not None:
        raise Conflict(_("전화기로 온도를 재고 있습니다. 손은 ‘온도 재기 마치기’에 적어 주세요."))
    here = len(queries.those_here(meeting_id))
    if sum(steps) > here:
        words = {"hands": sum(steps), "here": here}
        raise Invalid(_("손을 든 %(hands)d명이 지금 있는 사람 %(here)d명보다 많습니다. 다시 세어 주세요.", **words))
