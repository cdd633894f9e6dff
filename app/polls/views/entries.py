"""One's own line of the roll: what it says or would say of whoever reads, and what they object to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from app.councils.states import MembershipState
from app.kernel import clock
from app.kernel.files import link
from app.kernel.i18n import _, moment
from app.kernel.policy import can
from app.polls import queries
from app.polls.models import Objection, Poll
from app.polls.service.opening import year_of_opening


@dataclass(frozen=True)
class Entry:
    """One person's own line, for no other eyes: "" once the roll is made and the page says so elsewhere."""

    text: str
    objection: Objection | None
    action: tuple[str, str] | None = None


def entry_of(poll: Poll, user: Any, at: datetime) -> Entry | None:
    """What an announced poll's page tells a person of their own line; None before the announcement and for visitors."""
    if not user.is_authenticated or not poll.is_announced:
        return None
    text, action = (_expected(poll, user, at), to_join(poll, user)) if poll.is_draft else ("", None)
    return Entry(text, queries.latest_objection(poll.id, user.id), action or _to_object(poll, user))


def _expected(poll: Poll, user: Any, at: datetime) -> str:
    bylaws, year = poll.council.bylaws, year_of_opening(poll, at)
    if queries.would_be_on_roll(bylaws, year, user.id):
        return _("지금대로면 명부에 오르게 됩니다. 열리면 투표하실 수 있습니다.")
    why = why_not_on_roll(poll, user, {"min_age": bylaws.min_age, "ties": bylaws.ties}, year)
    return _("지금대로면 명부에 오르지 않습니다: %(why)s", why=why)


def to_join(poll: Poll, user: Any) -> tuple[str, str] | None:
    """Where somebody asks to belong to the council: (label, address); None for whoever does or has asked."""
    states = {one.state for one in user.memberships if one.council_id == poll.council_id}
    if states & {MembershipState.CONFIRMED, MembershipState.REQUESTED}:
        return None
    address = link("councils.join", council_id=poll.council_id)
    return (_("이 골목회의에 참여하기"), address) if address else None


def _to_object(poll: Poll, user: Any) -> tuple[str, str] | None:
    may = can(user, "object", poll)
    return (_("명부에 이의 신청하기"), url_for("polls.object_to_roll", poll_id=poll.id)) if may else None


def why_not_on_roll(poll: Poll, user: Any, roll: Mapping[str, Any], year: int) -> str:
    """Why the person is not on the roll, or would not be; `roll` is that part of the sheet, `year` that of opening."""
    mine = [one for one in user.memberships if one.council_id == poll.council_id]
    states = {one.state for one in mine}
    if MembershipState.REQUESTED in states:
        return _("참여 신청을 주민센터가 아직 확인하지 않았습니다.") + " " + _if_confirmed(poll)
    if MembershipState.CONFIRMED not in states:
        return _("참여가 확인된 주민만 투표합니다.") + " " + _if_asked(poll)
    if all(one.birth_year > year - roll["min_age"] for one in mine):
        return _("이 골목회의의 세칙에 따라 %(age)d세부터 투표합니다.", age=roll["min_age"])
    if all(one.tie not in roll["ties"] for one in mine):
        return _("이 골목회의의 세칙이 정한 주민만 투표합니다. 퍼실리테이터나 주민센터에 물어보실 수 있습니다.")
    return _(
        "명부는 투표가 열린 %(when)s에 확인되어 있던 주민으로 만들었습니다. 빠지셨다면 이의를 신청해 주세요.",
        when=moment(datetime.fromisoformat(roll["made_at"])),
    )


def why_not_on_made_roll(poll: Poll, user: Any) -> str:
    """As `why_not_on_roll`, of the roll that a poll opened with."""
    roll = poll.rules["roll"]
    return why_not_on_roll(poll, user, roll, clock.seoul(datetime.fromisoformat(roll["made_at"])).year)


def _if_confirmed(poll: Poll) -> str:
    if poll.is_draft:
        return _("투표가 열리기 전에 확인되면 명부에 오릅니다.")
    return _("확인되면 다음 투표부터 함께하실 수 있습니다.")


def _if_asked(poll: Poll) -> str:
    if poll.is_draft:
        return _("참여를 신청하시고 투표가 열리기 전에 확인되면 명부에 오릅니다.")
    return _("참여를 신청해 두시면 다음 투표부터 함께하실 수 있습니다.")
