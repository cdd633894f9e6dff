"""What stands in the printed minutes: numbers and words, never the names of those who came."""

from typing import Any

from app.kernel.i18n import _, day, hour, moment
from app.meetings.models import AgendaItem, Meeting, Resolution
from app.meetings.queries import Presence


def minutes(meeting: Meeting, presence: Presence) -> dict[str, Any]:
    """The facts of the minutes: date, place, how many came, items, results (Goyang-si ordinance, art. 21 (6))."""
    return {
        "title": _("회의록"),
        "meeting": meeting.title,
        "council": meeting.council.name,
        "draft": "" if meeting.has_minutes else _("초안입니다. 아직 공개하지 않았습니다."),
        "facts": _facts(meeting, presence),
        "items": [_item(number, item) for number, item in enumerate(meeting.items, 1)],
        "said": _("나온 이야기"),
        "nothing": _("이 안건에서는 적은 이야기도, 정한 것도 없습니다."),
        "foot": _published(meeting),
    }


def _facts(meeting: Meeting, presence: Presence) -> list[tuple[str, str]]:
    began, ended = meeting.opened_at or meeting.starts_at, meeting.ended_at or meeting.ends_at
    words = {"came": presence.came, "members": presence.came_as_members, "walk_ins": presence.walk_ins}
    return [
        (_("때"), _("%(start)s부터 %(end)s까지", start=moment(began), end=hour(ended))),
        (_("장소"), meeting.place),
        (_("연 사람"), meeting.opened_by.name if meeting.opened_by else ""),
        (_("참석"), _("%(came)d명 (확인된 주민 %(members)d명, 처음 온 이웃 %(walk_ins)d명)", **words)),
    ]


def _item(number: int, item: AgendaItem) -> dict[str, Any]:
    return {
        "title": _("안건 %(number)d. %(title)s", number=number, title=item.title),
        "remarks": [remark.text for remark in item.remarks],
        "resolutions": [_resolution(one) for one in item.resolutions],
    }


def _resolution(one: Resolution) -> dict[str, Any]:
    rows = [
        (_("손을 든 수"), one.hands),
        (_("나누어 보면"), one.by_channel),
        (_("까닭"), one.because),
        (_("다른 의견"), one.dissent),
        (_("맡은 곳"), one.owner),
        (_("기한"), day(one.due_on) if one.due_on else ""),
        (_("주민센터에"), _("요청합니다") if one.asks_centre else ""),
    ]
    outcome = str(one.outcome.label)
    return {"outcome": outcome, "text": one.text, "rows": [row for row in rows if row[1]]}


def _published(meeting: Meeting) -> str:
    if meeting.published_at is None:
        return ""
    return _("%(moment)s에 공개했습니다. 누가 왔는지는 공개하지 않습니다.", moment=moment(meeting.published_at))
