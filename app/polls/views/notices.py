"""What a poll's page says to whoever has nothing to mark on it, and what a receipt is answered."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import url_for

from app.kernel.errors import Invalid
from app.kernel.i18n import LazyString, _, lazy, moment
from app.polls import service
from app.polls.models import Poll
from app.polls.states import Channel
from app.polls.views.entries import to_join, why_not_on_made_roll

_BY_CHANNEL: dict[Channel, LazyString] = {
    Channel.ONLINE: lazy("온라인으로 투표하셨습니다. 더 하실 일이 없습니다."),
    Channel.ASSISTED: lazy("도움을 받아 투표하셨습니다. 더 하실 일이 없습니다."),
    Channel.PAPER: lazy("종이로 투표하셨습니다. 더 하실 일이 없습니다."),
}
COUNTED_WITHIN = timedelta(minutes=10)  # of its end; what takes longer is held up


@dataclass(frozen=True)
class Notice:
    """A sentence or two with a title, and what the person can do: (label, address)."""

    title: str
    text: str
    tone: str = "info"
    action: tuple[str, str] | None = None
    is_off_roll: bool = False  # of an open poll, to a person who has signed in


def notice_of(poll: Poll, user: Any, receipt: Callable[[int], str | None], at: datetime) -> Notice | None:
    """What there is to say instead of a ballot paper; None for a person on the roll who has not voted yet."""
    if not poll.is_open or at >= poll.closes_at:
        return _about_time(poll, at)
    if not user.is_authenticated:
        here = url_for("polls.show", poll_id=poll.id)
        return Notice(
            _("이 골목회의 주민이 투표하고 있습니다"),
            _("로그인하면 이 쪽으로 돌아와 바로 투표할 수 있습니다."),
            action=(_("로그인하고 투표하기"), url_for("people.sign_in", next=here)),
        )
    line = service.standing(poll, user)
    if line.channel is not None:
        return _has_voted(poll, line.channel, receipt(poll.id))
    return None if line.is_on_roll else _not_on_roll(poll, user)


def _about_time(poll: Poll, at: datetime) -> Notice:
    if poll.is_void:
        return Notice(_("무효가 된 투표입니다"), poll.void_reason, "warning")
    if poll.is_being_counted:
        return Notice(
            _("투표가 마감되었습니다"),
            _("종이 표를 두 사람이 따로 옮겨 적고 있습니다. 온라인 표와 함께 모두 센 뒤 결과가 이 주소에 보입니다."),
        )
    if poll.is_open and at > poll.closes_at + COUNTED_WITHIN:
        return Notice(
            _("결과를 아직 낼 수 없습니다"),
            _(
                "투표는 마감되었고 표는 투표함에 그대로 있습니다. 결과를 내기 전에 살펴볼 것이 있습니다."
                " 살펴본 뒤에 결과가 이 주소에 보입니다. 오래 걸리면 동주민센터에 물어봐 주세요."
            ),
            "warning",
        )
    if poll.is_open:
        return Notice(_("투표가 마감되었습니다"), _("표를 세고 있습니다. 잠시 뒤 결과가 이 주소에 보입니다."))
    return Notice(
        _("아직 열리지 않은 투표입니다"),
        _("%(opens)s에 열고 %(closes)s에 마감합니다.", opens=moment(poll.opens_at), closes=moment(poll.closes_at)),
    )


def _has_voted(poll: Poll, channel: Channel, receipt: str | None) -> Notice:
    action = (_("내 접수증 보기"), url_for("polls.receipt", poll_id=poll.id)) if receipt else None
    return Notice(_("투표하셨습니다"), str(_BY_CHANNEL[channel]), "success", action)


def _not_on_roll(poll: Poll, user: Any) -> Notice:
    action = to_join(poll, user)
    return Notice(_("이 투표의 명부에 없습니다"), why_not_on_made_roll(poll, user), "warning", action, is_off_roll=True)


def sought(poll: Poll, typed: str) -> Notice:
    """Whether the ballot of these words or this number is in the count. Nothing is looked up before closing."""
    if poll.is_being_counted:
        return Notice(
            _("아직 확인할 수 없습니다"), _("투표가 마감되어 표를 세고 있습니다. 결과가 나온 뒤에 확인할 수 있습니다.")
        )
    if not poll.is_counted:
        return Notice(
            _("아직 확인할 수 없습니다"),
            _("접수된 표는 결과가 나온 뒤에 확인할 수 있습니다. 마감은 %(when)s입니다.", when=moment(poll.closes_at)),
        )
    try:
        standing = service.receipt_standing(poll.id, typed)
    except Invalid as unread:
        return Notice(_("접수증을 읽지 못했습니다"), str(unread.reason), "warning")
    if standing == "in":
        return Notice(_("함 안에 있습니다"), _("이 접수증의 표가 투표함에 있고, 결과에 함께 세었습니다."), "success")
    return Notice(
        _("함 안에 없습니다"),
        _("이 접수증의 표가 없습니다. 적은 것을 다시 보시고, 그래도 없으면 퍼실리테이터나 주민센터에 알려 주세요."),
        "warning",
    )
