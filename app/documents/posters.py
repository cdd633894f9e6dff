"""What stands on the poster of a meeting."""

from typing import Any

from app.documents import qr
from app.documents.addresses import absolute
from app.kernel.i18n import _, day, hour
from app.meetings.models import Meeting

MOST_ITEMS = 4


def poster(meeting: Meeting) -> dict[str, Any]:
    """The facts of one A4 page that is read from two metres: what, when, where, whom to call."""
    address = absolute("meetings.show", meeting_id=meeting.id)
    titles = [item.title for item in meeting.items]
    left_out = len(titles) - MOST_ITEMS
    dong = meeting.council.dong
    return {
        "title": meeting.title,
        "council": meeting.council.name,
        "cancelled": _("취소되었습니다") if meeting.is_cancelled else "",
        "day": day(meeting.starts_at),
        "hour": hour(meeting.starts_at),
        "place": meeting.place,
        "items": titles[:MOST_ITEMS],
        "more": _("그 밖에 %(count)d가지", count=left_out) if left_out > 0 else "",
        "access": meeting.access_note,
        "invitation": _("누구나 오실 수 있습니다"),
        "scan": _("휴대전화로 찍으면 자세히 보입니다"),
        "qr": qr.svg(address),
        "address": address,
        "call": _("전화로 물어보세요"),
        "centre": dong.centre_name,
        "phone": dong.centre_phone,
    }
