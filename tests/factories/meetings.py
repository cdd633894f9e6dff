"""Meetings to test with, in any state, on the agenda whatever is given."""

from datetime import timedelta
from typing import Any

from app.kernel import clock
from app.meetings.models import (
    AgendaItem,
    Attendance,
    Invitee,
    Knock,
    Meeting,
    OfflineEntry,
    Posting,
    Recusal,
    Remark,
    Resolution,
)
from app.meetings.states import Deed, Ground, MeetingState, Merged, Outcome
from app.people.models import User
from tests.factories import a_council, a_facilitator, kept, next_number

MINUTE = timedelta(minutes=1)


def a_meeting(**given: Any) -> Meeting:
    """An announced meeting that begins now, without agenda; the moments of its state are filled in."""
    council = given.pop("council", None) or a_council()
    called_by = given.pop("called_by", None) or a_facilitator(council)
    state = given.pop("state", MeetingState.ANNOUNCED)
    values: dict[str, Any] = {
        "title": f"골목회의 {next_number()}",
        "place": "국사봉길 84 빌라 주차장",
        "starts_at": clock.now() + 10 * MINUTE,
        "access_note": "계단이 없습니다.",
        **_moments(state, called_by.id),
    }
    return kept(Meeting(council=council, called_by=called_by, state=state, **{**values, **given}))


def _moments(state: MeetingState, facilitator_id: int) -> dict[str, Any]:
    now = clock.now()
    order = [MeetingState.DRAFT, MeetingState.ANNOUNCED, MeetingState.RUNNING, MeetingState.ENDED]
    order.append(MeetingState.PUBLISHED)
    stage = order.index(state) if state in order else 1
    moments = {
        "announced_at": (1, now - timedelta(days=7)),
        "opened_at": (2, now - 50 * MINUTE),
        "opened_by_id": (2, facilitator_id),
        "ended_at": (3, now - 5 * MINUTE),
        "publish_by": (3, clock.today() + timedelta(days=14)),
        "published_at": (4, now),
    }
    return {name: value for name, (since, value) in moments.items() if stage >= since}


def an_item(meeting: Meeting, **given: Any) -> AgendaItem:
    """One more matter on the agenda."""
    n = next_number()
    return kept(AgendaItem(**{"meeting_id": meeting.id, "position": n, "title": f"쓰레기 {n}", **given}))


def an_attendance(meeting: Meeting, **given: Any) -> Attendance:
    """Someone who is there: a member when `user` is given, else a walk-in."""
    user, n = given.pop("user", None), next_number()
    came_at = given.get("came_at") or clock.now()
    values = {"user_id": user.id if user else None, "name": user.name if user else f"이웃{n}", "came_at": came_at}
    values["changed_at"] = given.get("left_at") or came_at
    return kept(Attendance(**{"meeting_id": meeting.id, "number": n, **values, **given}))


def a_knock(meeting: Meeting, **given: Any) -> Knock:
    """Somebody new who waits at the door."""
    n = next_number()
    return kept(Knock(**{"meeting_id": meeting.id, "name": f"이웃{n}", "asked_at": clock.now(), **given}))


def a_recusal(item: AgendaItem, came: Attendance, *, by: User, **given: Any) -> Recusal:
    """Somebody who does not decide on the item, as the facilitator wrote down."""
    values = {"item_id": item.id, "attendance_id": came.id, "ground": Ground.FAMILY, "at": clock.now()}
    return kept(Recusal(by_id=by.id, **{**values, **given}))


def a_posting(meeting: Meeting, **given: Any) -> Posting:
    """A place where the paper notice hangs since an hour."""
    values = {"place": "게시판", "posted_at": clock.now() - 60 * MINUTE, "key": f"{next_number()}.webp", "width": 60}
    by_id = given.pop("by_id", None) or meeting.called_by_id
    return kept(Posting(**{"meeting_id": meeting.id, "by_id": by_id, "height": 40, **values, **given}))


def an_invitee(meeting: Meeting, **given: Any) -> Invitee:
    """Somebody who is affected and was not asked yet."""
    return kept(Invitee(**{"meeting_id": meeting.id, "who": f"{next_number()}층 가게", **given}))


def a_remark(item: AgendaItem, **given: Any) -> Remark:
    """What somebody said."""
    return kept(Remark(**{"item_id": item.id, "text": "밤에 몰래 버리고 갑니다.", "written_at": clock.now(), **given}))


def a_conflict(meeting: Meeting, item: AgendaItem, by: Any, **given: Any) -> OfflineEntry:
    """What a phone without network counted and could not be merged."""
    values: dict[str, Any] = {
        "journal": "a phone",
        "key": f"conflict-{next_number()}",
        "kind": Deed.HANDS.value,
        "facts": {"item": item.id, "text": "유리를 담을 봉투를 나누어 준다", "yes": 1, "no": 1, "abstain": 0},
        "at": clock.now() - 10 * MINUTE,
        "received_at": clock.now(),
        "merged": Merged.WAITING,
        "reason": "같은 것을 정했는데 센 수가 다릅니다.",
    }
    return kept(OfflineEntry(meeting_id=meeting.id, by_id=by.id, **{**values, **given}))


def a_resolution(item: AgendaItem, **given: Any) -> Resolution:
    """A resolution that was carried by nine of thirteen."""
    values: dict[str, Any] = {
        "text": "유리를 담을 봉투를 나누어 준다",
        "present": 13,
        "yes": 9,
        "no": 3,
        "abstain": 1,
        "outcome": Outcome.CARRIED,
        "because": "참석 13명. 찬성이 9명으로, 가결에 필요한 7명을 채웠습니다.",
        "decided_at": clock.now(),
        "recorded_by_id": given.pop("by_id", None) or a_facilitator(a_council()).id,
    }
    return kept(Resolution(item_id=item.id, **{**values, **given}))
