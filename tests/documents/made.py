"""One of each official paper, of texts that residents may write: rare syllables, formulas, marks, control signs."""

from typing import Any

from app.kernel import clock
from app.kernel.db import transaction
from app.people.models import User
from app.polls import queries as poll_queries
from app.polls import service as poll_service
from tests import factories
from tests.factories import decisions, meetings, polls
from tests.factories.minutes import MinutesState, a_meeting_with_minutes

# \x07 and \x1b are no signs in XML; \u202e would turn the direction of what follows
AWKWARD = (
    "펲이 꿻과 洞에서 =cmd|'/c calc'!A0 <b>&amp;</b> #read(\"/etc/passwd\")\x07\x1b[0m\u202e\n+1+1 @ref *굵게* "
    + "가" * 90
)
LEFT_OUT = "\x07\x1b\u202e"
PAPERS = ("report", "draft", "minutes", "old minutes", "answer", "meeting", "poll notice", "poll result", "month")


def a_paper(name: str) -> tuple[User, str, str]:
    """Who may read it, the address of its page, and that of its file without the ending."""
    return _MAKERS[name]()


def _report() -> tuple[User, str, str]:
    resolution = decisions.a_resolution(text=AWKWARD, dissent=AWKWARD)
    council = factories.a_council()
    held = decisions.a_held_meeting(council, resolution, place=AWKWARD[:60])
    report = decisions.a_sent_report(council, source=held)
    return factories.a_user(), f"/reports/{report.id}/paper", f"/reports/{report.id}/report"


def _draft() -> tuple[User, str, str]:
    council = factories.a_council()
    leader = factories.a_facilitator(council)
    report = decisions.a_report(council, by=leader)
    return leader, f"/reports/{report.id}/paper", f"/reports/{report.id}/report"


def _minutes() -> tuple[User, str, str]:
    meeting = a_meeting_with_minutes(MinutesState.SEALED)
    return factories.a_user(), f"/meetings/{meeting.id}/minutes/paper", f"/meetings/{meeting.id}/minutes"


def _old_minutes() -> tuple[User, str, str]:
    meeting = meetings.a_meeting(state=meetings.MeetingState.PUBLISHED)
    item = meetings.an_item(meeting, title="깨진 유리")
    meetings.a_remark(item, text=AWKWARD)
    meetings.a_resolution(item, dissent=AWKWARD)
    meetings.an_item(meeting, title="빈 안건")
    return factories.a_user(), f"/meetings/{meeting.id}/minutes/paper", f"/meetings/{meeting.id}/minutes"


def _answer() -> tuple[User, str, str]:
    asked = decisions.a_request(
        source=decisions.a_held_meeting(council := factories.a_council(), decisions.a_resolution(text=AWKWARD)),
        council=council,
    )
    decisions.an_answer(asked, factories.an_officer(council.dong), reason=AWKWARD, possible="집게를\n빌려 드립니다.")
    return factories.a_user(), f"/requests/{asked.id}/answer/paper", f"/requests/{asked.id}/answer"


def _meeting() -> tuple[User, str, str]:
    meeting = meetings.a_meeting(access_note=AWKWARD[:120], bring="장갑")
    meetings.an_item(meeting, title=AWKWARD[:70])
    return factories.a_user(), f"/meetings/{meeting.id}/notice/paper", f"/meetings/{meeting.id}/notice"


def _poll_notice() -> tuple[User, str, str]:
    options = [polls.NewOption(label, cost_won=1000 * place) for place, label in enumerate((AWKWARD[:60], "꽃길"), 1)]
    poll = polls.an_open_poll(method="choose_one", options=options, explanation=AWKWARD)
    return factories.a_user(), f"/polls/{poll.id}/notice/paper", f"/polls/{poll.id}/notice"


def a_counted_poll(voters: int, **given: Any) -> int:
    """The number of a motion for which all of them but one voted."""
    council = given.pop("council", None) or factories.a_council()
    people = polls.voters_of(council, voters)
    poll = polls.a_draft(council, **given)
    polls.opened(poll)
    for place, voter in enumerate(people):
        polls.cast(poll_queries.poll(poll.id), voter, [2 if place == 0 else 1])
    polls.closed(poll)
    return poll.id


def _poll_result() -> tuple[User, str, str]:
    number = a_counted_poll(7, question=AWKWARD[:120])
    with transaction():
        poll_service.certify(poll_queries.poll(number), by=factories.a_user(), at=clock.now())
    return factories.a_user(), f"/polls/{number}/result/paper", f"/polls/{number}/result"


def _month() -> tuple[User, str, str]:
    council = factories.a_council()
    officer = factories.an_officer(council.dong)
    yesterday = factories.in_days(-1)
    meetings.a_meeting(council=council, state=meetings.MeetingState.ENDED, title=AWKWARD[:60], opened_at=yesterday)
    decisions.a_counted_poll(council, {AWKWARD[:60]: 6, "경로당": 1}, question=AWKWARD[:60])
    path = f"/dongs/{council.dong_id}/months/{clock.seoul(yesterday):%Y-%m}"
    return officer, path, f"{path}/report"


_MAKERS = {
    "report": _report,
    "draft": _draft,
    "minutes": _minutes,
    "old minutes": _old_minutes,
    "answer": _answer,
    "meeting": _meeting,
    "poll notice": _poll_notice,
    "poll result": _poll_result,
    "month": _month,
}
