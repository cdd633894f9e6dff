"""What a facilitator is told before opening: whether it can be done now, and what would come of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.kernel.i18n import _, moment
from app.polls import queries
from app.polls.methods import METHODS
from app.polls.methods.rules import Rules, passing_base, yes_needed
from app.polls.models import Poll
from app.polls.service.grouping import wrong_caps
from app.polls.service.opening import sheet_now
from app.polls.service.trial import may_be_tried
from app.polls.views.rules import Rows, sheet_rows

FEW = 8  # with fewer on the roll, neighbours can guess who marked what


@dataclass(frozen=True)
class Readiness:
    """The draft as it stands: the rules it would open under, why it cannot open yet, and a warning."""

    rules: Rows
    example: str
    warning: str
    why_not_yet: str
    must_announce: bool
    may_announce: bool
    may_be_tried: bool
    has_limits: bool  # whether its options can be put in groups
    objections: int  # that wait for an answer


def readiness(poll: Poll, at: datetime) -> Readiness:
    """Read the draft as opening would, with the people who would be on the roll now."""
    sheet = sheet_now(poll, at=at)
    waiting = queries.unanswered(poll.id)
    must_announce = poll.announced_at is None and poll.council.bylaws.notice_days > 0
    return Readiness(
        rules=sheet_rows(sheet),
        example=_example(sheet),
        warning=" ".join(filter(None, (_warning(sheet["roll"]["count"]), _stuck(sheet), *wrong_caps(poll)))),
        why_not_yet=_why_not_yet(poll, at) or _objected(waiting),
        must_announce=must_announce,
        may_announce=poll.announced_at is None and not must_announce and poll.opens_at > at,
        may_be_tried=may_be_tried(poll),
        has_limits=METHODS[poll.method].has_limits,
        objections=waiting,
    )


def _why_not_yet(poll: Poll, at: datetime) -> str:
    days = timedelta(days=poll.council.bylaws.notice_days)
    if poll.announced_at is None:
        return _("운영세칙에 따라 먼저 알리고 %(days)d일 뒤에 열 수 있습니다.", days=days.days) if days else ""
    earliest = max(poll.announced_at + days, poll.opens_at)
    return _("알린 대로 %(moment)s부터 열 수 있습니다.", moment=moment(earliest)) if at < earliest else ""


def _objected(waiting: int) -> str:
    return _("명부에 대한 이의 신청 %(count)d건에 답하면 열 수 있습니다.", count=waiting) if waiting else ""


def _warning(people: int) -> str:
    if not people:
        return _("지금은 명부에 오를 주민이 없어 열 수 없습니다. 먼저 주민센터가 참여 신청을 확인해야 합니다.")
    if people < FEW:
        return _("명부가 %(people)d명뿐이라, 결과를 보고 누가 무엇을 골랐는지 짐작할 수 있습니다.", people=people)
    return ""


def _stuck(sheet: Mapping[str, Any]) -> str:
    if sheet["method"] == "budget_equal_shares" and sheet["tie_rule"] == "fail":
        return _(
            "표가 같은 것들이 같은 사람의 몫을 두고 겨루는 일이 잦습니다. 운영세칙대로 동점에서 멈추면 아무것도"
            " 정하지 못할 수 있으니, 세칙의 동점 규칙을 제비로 바꾼 뒤에 여는 것이 좋습니다."
        )
    return ""


def _example(sheet: Mapping[str, Any]) -> str:
    """What half of the roll, or the quorum, would mean for a motion; "" for other methods."""
    rules = Rules.from_sheet(sheet)
    turnout = max(sheet["quorum"]["needed"], -(-rules.roll_count // 2))
    if not METHODS[sheet["method"]].answers or not turnout:
        return ""
    base = passing_base(rules, yes=turnout, no=0, abstain=0, cast=turnout)
    yes = yes_needed(base, rules.passing_share, strict=rules.passing_strict)
    return _("예를 들어 %(turnout)d명이 기권 없이 투표하면 찬성 %(yes)d표부터 가결입니다.", turnout=turnout, yes=yes)
