"""How far a matter has come, and what comes next, in one sentence for each state it can be in."""

from collections.abc import Sequence
from datetime import date

from app.decisions.models import Decision
from app.home.queries import promises
from app.home.queries.matters import Matter
from app.home.queries.telling import is_chosen
from app.kernel.i18n import LazyString, _, day, lazy, moment, ngettext
from app.meetings.models import Meeting
from app.meetings.states import MeetingState
from app.polls.models import Poll
from app.polls.states import PollState
from app.proposals.models import Proposal
from app.proposals.states import ProposalState

PROPOSED, MET, VOTED = lazy("제안"), lazy("회의"), lazy("투표")
ASKED, ANSWERED = lazy("요청"), lazy("답변")


def progress(matter: Matter) -> tuple[list[LazyString], int]:
    """The stages of the way, and on which the matter stands: from 1; one more than there are where all is done.

    A matter that went on without a meeting or without a poll never shows that stage as if it had been done.
    """
    meetings, requests = _held(matter), matter.requests
    went_on = bool(matter.polls or requests)
    stages = [PROPOSED] if matter.proposal else []
    stages += [MET] if meetings or not went_on else []
    stages += [VOTED] if matter.polls or not requests else []
    stages += [ASKED, ANSWERED]
    if requests:
        done = not any(request.is_open for request in requests)
        if matter.commitments:
            return [*stages, promises.DONE], len(stages) + _deeds_done(matter, done)
        return stages, len(stages) + (1 if done else 0)
    if matter.polls:
        return stages, stages.index(ASKED if matter.polls[-1].is_counted else VOTED) + 1
    if meetings:
        return stages, stages.index(VOTED if meetings[-1].has_minutes else MET) + 1
    return stages, 1


def _deeds_done(matter: Matter, is_answered: bool) -> int:
    """How many stages after the answer: 0 while one waits, 1 while something is to be done, 2 where all has ended."""
    if not is_answered:
        return 0
    return 2 if all(one.has_ended for one in matter.commitments) else 1


def _held(matter: Matter) -> list[Meeting]:
    """The meetings that took place or will."""
    return [meeting for meeting in matter.meetings if not meeting.is_cancelled]


def next_step(matter: Matter, today: date) -> str:
    """What comes next, in one sentence."""
    proposal = matter.proposal
    if proposal and proposal.is_draft:
        return _("아직 쓰는 중입니다. 이웃에게 내놓으면 이야기가 시작됩니다.")
    if proposal and proposal.is_withdrawn:
        return _("제안한 분이 거두어서 더 이어지지 않습니다.")
    if matter.requests:
        return _after_requests(matter, today)
    if proposal and proposal.has_ended and proposal.ending:
        return _("결말이 났습니다: %(fate)s. 까닭은 제안 쪽에 적혀 있습니다.", fate=proposal.ending.fate.label)
    return _after_poll_or_meeting(matter) or _before_meetings(proposal)


def _after_requests(matter: Matter, today: date) -> str:
    requests = matter.requests
    waiting = sorted(request.due_on for request in requests if request.is_open and request.due_on)
    if not waiting and any(request.is_stopped for request in requests):
        return _("동주민센터가 보완을 기다립니다. 그동안 답변 기한이 멈춰 있습니다.")
    if not waiting:
        asked_again = {request.again_of_id for request in requests}
        last = (request.answered_decision for request in requests if request.id not in asked_again)
        return _after_answers(matter, [decision for decision in last if decision], today)
    if waiting[0] < today:
        return _(
            "동주민센터가 %(day)s까지 답해야 했지만 아직 답하지 않았습니다. 담당자에게 물어볼 수 있습니다.",
            day=day(waiting[0]),
        )
    return ngettext(
        "동주민센터가 %(day)s까지 답합니다. 기다리는 요청은 %(num)d건입니다.",
        "동주민센터가 %(day)s까지 답합니다. 기다리는 요청은 %(num)d건입니다.",
        len(waiting),
        day=day(waiting[0]),
    )


def _after_answers(matter: Matter, decisions: Sequence[Decision], today: date) -> str:
    put_off = min(
        (decision.next_on for decision in decisions if decision.is_deferred and decision.next_on), default=None
    )
    if put_off is not None:
        return _("동주민센터가 보류했고, %(day)s에 다시 답하기로 했습니다.", day=day(put_off))
    if matter.commitments:
        return promises.next_step(matter.commitments, today)
    promised = max((decision.do_by for decision in decisions if decision.do_by is not None), default=None)
    if promised is not None and promised < today:
        return _(
            "동주민센터가 %(day)s까지 하기로 한 일입니다. 되지 않았으면 답변에 적힌 담당자에게 물어봐 주세요.",
            day=day(promised),
        )
    if promised is not None:
        return _("동주민센터가 %(day)s까지 하기로 했습니다. 약속한 일이 되는지 함께 지켜봐 주세요.", day=day(promised))
    if not decisions:
        return _("동주민센터에 요청한 것이 모두 끝났습니다. 까닭은 요청에 적혀 있습니다.")
    return _("동주민센터의 답이 모두 나왔습니다. 까닭과 다시 물을 길은 답변에 적혀 있습니다.")


def _after_poll_or_meeting(matter: Matter) -> str | None:
    """Whichever came last decides: a poll may follow a meeting, and a meeting may take up what a poll left open."""
    poll = matter.polls[-1] if matter.polls else None
    meeting = matter.meetings[-1] if matter.meetings else None
    if poll is not None and (meeting is None or poll.opens_at >= meeting.starts_at):
        return _after_poll(matter, poll)
    return _after_meeting(meeting) if meeting is not None else None


def _after_poll(matter: Matter, poll: Poll) -> str:
    match poll.state:
        case PollState.DRAFT:
            return _("%(moment)s부터 투표합니다.", moment=moment(poll.opens_at))
        case PollState.OPEN:
            return _("%(moment)s까지 투표합니다. 결과는 마감한 뒤에 모두 함께 봅니다.", moment=moment(poll.closes_at))
        case PollState.COUNTING:
            return _("투표를 마감했습니다. 종이 표까지 모두 센 뒤에 결과를 함께 봅니다.")
        case PollState.VOID:
            return _("투표가 무효가 되어 다시 정해야 합니다.")
        case PollState.CLOSED:
            return _("동주민센터가 다시 세어 보고 투표 결과를 확정합니다.")
    if is_chosen(matter, poll):
        return _("투표로 정한 것을 퍼실리테이터가 동주민센터에 보낼 차례입니다.")
    return _("이번 투표에서는 정해지지 않았습니다. 다음 회의에서 다시 이야기할 수 있습니다.")


def _after_meeting(meeting: Meeting) -> str:
    match meeting.state:
        case MeetingState.CANCELLED:
            return _("회의가 취소되었습니다. 퍼실리테이터가 다시 날을 잡습니다.")
        case MeetingState.ANNOUNCED:
            words = {"moment": moment(meeting.starts_at), "place": meeting.place}
            return _("%(moment)s에 만나 이야기합니다. 곳: %(place)s", **words)
        case MeetingState.RUNNING:
            return _("지금 회의에서 이야기하고 있습니다.")
        case MeetingState.ENDED:
            return _("퍼실리테이터가 회의록을 다듬어 공개합니다.")
    return _("회의에서 정한 것을 투표에 부치거나 동주민센터에 보낼 차례입니다.")


def _before_meetings(proposal: Proposal | None) -> str:
    if proposal and proposal.state is ProposalState.TABLED:
        return _("다음 회의의 안건으로 올라가 있습니다.")
    if proposal and proposal.moved_on_at:
        return _("공감이 모였습니다. 퍼실리테이터가 다음 회의의 안건으로 올립니다.")
    return _("이웃의 공감과 의견을 모으고 있습니다. 퍼실리테이터가 회의 안건으로 올립니다.")
