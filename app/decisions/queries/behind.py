"""What stands behind a report and is told on its page and on its paper alike: minutes, and votes for something else."""

from collections.abc import Mapping

from sqlalchemy import select

from app.decisions.models import Body, PollPart, meetings_in
from app.kernel.db import session
from app.kernel.i18n import _, number
from app.meetings.models import Meeting

_NOT_COUNTED_FOR_AN_OPTION = {"duels", "grades"}  # their figures compare options; none is a vote for another one


def meetings_behind(body: Body) -> Mapping[int, Meeting]:
    """The meetings behind a report as they are now, by number: minutes may come out after it was sent."""
    numbers = [part["id"] for part in meetings_in(body)]
    if not numbers:
        return {}
    found = session().scalars(select(Meeting).where(Meeting.id.in_(numbers)))
    return {meeting.id: meeting for meeting in found}


def votes_against(poll: PollPart) -> str:
    """How many votes went to what a poll did not decide, in one line; "" where nobody's did or nothing was decided.

    Where few took part it says that no numbers are told, whatever they are.
    """
    counted = poll.get("counted", "votes")
    if counted in _NOT_COUNTED_FOR_AN_OPTION or not any(option["chosen"] for option in poll["options"]):
        return ""
    if poll["ballots"] is None:
        return _("투표한 사람이 적어 다른 쪽에 간 표의 수는 밝히지 않습니다.")
    others = [(one["label"], one["votes"]) for one in poll["options"] if one["votes"] and not one["chosen"]]
    if not others:
        return ""
    if counted == "points":
        told = ", ".join(_("%(label)s %(points)s점", label=label, points=number(votes)) for label, votes in others)
        return _("다른 쪽에 간 점수: %(points)s", points=told)
    told = ", ".join(_("%(label)s %(votes)s표", label=label, votes=number(votes)) for label, votes in others)
    return _("다른 쪽에 간 표: %(votes)s", votes=told)
