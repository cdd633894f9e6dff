"""What stands on the papers of a meeting: the list to sign, the sheet for counted hands, and all else for no power.

All are in large print (14 pt and more) and made from the same agenda. The list to sign alone has names.
"""

from collections.abc import Sequence
from typing import Any

from app.documents import qr
from app.documents.addresses import absolute
from app.kernel.i18n import _, moment
from app.meetings.models import Meeting
from app.meetings.queries import Seat

WALK_INS = 12  # empty rows: a page and more
FEWEST_CARDS = 4


def sign_in_sheet(meeting: Meeting, members: Sequence[Seat]) -> dict[str, Any]:
    """The list that neighbours sign at the door: members by name, then empty rows for those who come besides."""
    address = absolute("meetings.door", meeting_id=meeting.id)
    rows = [(f"{one.number:04d}", one.name) for one in sorted(members, key=lambda one: (one.name, one.number))]
    return {
        **_head(meeting, _("참석자 명부")),
        "columns": [_("번호"), _("이름"), _("서명")],
        "rows": rows,
        "members": _("확인된 주민 %(count)d명", count=len(rows)),
        "walk_ins": _("처음 온 이웃"),
        "blank": WALK_INS,
        "qr": qr.svg(address),
        "address": address,
        "scan": _("진행을 돕는 분은 휴대전화로 찍어 온 사람을 확인할 수 있습니다."),
        "foot": _("이 종이에는 이름이 있습니다. 게시판에 붙이지 않고, 회의가 끝나면 진행자나 주민센터가 보관합니다."),
    }


def hand_count_sheet(meeting: Meeting) -> dict[str, Any]:
    """A box for each number of each item, and a line for two tellers to sign."""
    return {
        **_head(meeting, _("손 든 수를 적는 종이")),
        "items": _items(meeting),
        "motion": _("정할 말"),
        "boxes": [_("참석"), _("찬성"), _("반대"), _("기권")],
        "check": _("찬성, 반대, 기권을 더한 수는 참석보다 많을 수 없습니다. 많으면 다시 셉니다."),
        "tellers": [_("센 사람 1 (서명)"), _("센 사람 2 (서명)")],
    }


def paper_forms(meeting: Meeting) -> dict[str, Any]:
    """Everything for a meeting without electricity: remarks, what is left for later, and cards for decisions."""
    items = _items(meeting)
    return {
        **_head(meeting, _("전기 없이 하는 회의 종이")),
        "hint": _(
            "한 사람의 말을 한 줄에 적습니다. 누가 말했는지는 적지 않습니다. 회의가 끝나면 회의록에 옮겨 적습니다."
        ),
        "items": items,
        "said": _("나온 이야기"),
        "parking": _("나중에 이야기할 것"),
        "parking_hint": _("오늘 안건이 아닌 이야기는 여기에 적어 두고 다음 회의에 올립니다."),
        "parking_columns": [_("무엇을"), _("누가 꺼냈나")],
        "cards": max(FEWEST_CARDS, len(items)),
        "card": _("결정 카드"),
        "card_lines": [_("무엇을"), _("누가"), _("언제까지 하나")],
        "card_hands": [_("참석"), _("찬성"), _("반대"), _("기권")],
        "dissent": _("다른 의견"),
    }


def _head(meeting: Meeting, title: str) -> dict[str, Any]:
    return {
        "title": title,
        "meeting": meeting.title,
        "council": meeting.council.name,
        "when": _("%(moment)s, %(place)s", moment=moment(meeting.starts_at), place=meeting.place),
    }


def _items(meeting: Meeting) -> list[dict[str, str]]:
    return [
        {
            "title": _("안건 %(number)d. %(title)s", number=number, title=item.title),
            "minutes": _("%(minutes)d분", minutes=item.minutes),
        }
        for number, item in enumerate(meeting.items, 1)
    ]
