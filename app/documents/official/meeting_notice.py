"""회의 공고: when, where and what about, and whom to ask."""

from collections.abc import Iterator

from app.documents.addresses import absolute
from app.documents.official.paper import Block, Item, Paper, Text, facts, table
from app.documents.official.words import centre, issued, no_seal
from app.kernel.i18n import _, hour, moment
from app.meetings.models import Meeting


def meeting_notice(meeting: Meeting, place: int = 0) -> Paper:
    """The notice of a meeting; `place` is its number among the papers of the council."""
    council = meeting.council.name
    return Paper(
        kind=_("회의 공고"),
        office=council,
        draft=_standing(meeting),
        receiver=_("이웃 여러분"),
        title=_("회의 공고: %(title)s", title=meeting.title),
        body=tuple(_body(meeting)),
        sender=council,
        seal=no_seal(),
        foot=(
            (_("시행"), issued(council, place, meeting.announced_at)),
            (_("물어볼 곳"), centre(meeting.council.dong)),
        ),
        address=absolute("meetings.show", meeting_id=meeting.id),
    )


def _standing(meeting: Meeting) -> str:
    if meeting.is_cancelled:
        return _("취소되었습니다: %(reason)s", reason=meeting.cancelled_reason)
    return "" if meeting.announced_at else _("아직 알리지 않은 회의입니다.")


def _body(meeting: Meeting) -> Iterator[Block]:
    yield Item(_("언제 어디서"), strong=True)
    when = _("%(start)s부터 %(end)s까지", start=moment(meeting.starts_at), end=hour(meeting.ends_at))
    yield from facts(
        [
            (_("때"), when),
            (_("장소"), meeting.place),
            (_("오시는 분께"), meeting.access_note),
            (_("가져올 것"), meeting.bring),
        ]
    )
    yield Item(_("이야기할 것"), strong=True)
    if meeting.items:
        rows = [
            (str(number), item.title, _("%(minutes)d분", minutes=item.minutes))
            for number, item in enumerate(meeting.items, 1)
        ]
        yield table(_("이야기할 것"), (_("연번"), _("안건"), _("시간")), rows, (2, 12, 3))
    else:
        yield Text(_("안건을 모으고 있습니다."))
    yield Item(_("누구나 오실 수 있습니다"), strong=True)
    yield Text(_("휠체어 자리, 수어 통역처럼 필요한 것이 있으면 미리 전화해 주세요."))
