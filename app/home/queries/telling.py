"""Tells the way of a matter in sentences: one for each event, with who did it and in which role."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.decisions.models import Request
from app.decisions.states import Answer
from app.home.queries import promises
from app.home.queries.matters import Matter
from app.kernel.events import Event
from app.kernel.files import link
from app.kernel.i18n import LazyString, _, lazy, moment, ngettext
from app.meetings.models import Meeting, Resolution, hands_told
from app.meetings.states import Way
from app.panels.models import Panel
from app.polls.models import Poll
from app.polls.states import Verdict
from app.proposals.models import Proposal
from app.proposals.states import Fate

PROPOSER, FACILITATOR, CENTRE = lazy("제안자"), lazy("퍼실리테이터"), lazy("동주민센터")
NEIGHBOUR, ASKER = lazy("함께 제안한 이웃"), lazy("다시 물은 이웃")
_ANSWERED = {"decision.published", "decision.corrected"}


@dataclass(frozen=True)
class Title:
    """What an event is called on the way, its tone, and the role in which alone the policy lets somebody do it."""

    words: LazyString
    tone: str
    role: LazyString | None = None


# An event that is not named here is not shown. Its names are those that the services record.
TITLES: Mapping[str, Title] = {
    "proposal.published": Title(lazy("제안을 이웃에게 내놓았습니다"), "primary", PROPOSER),
    "proposal.joined": Title(lazy("제안을 함께하기로 했습니다"), "neutral", NEIGHBOUR),
    "amendment.accepted": Title(lazy("이웃의 수정안을 받아들여 글을 고쳤습니다"), "neutral", PROPOSER),
    "proposal.tabled": Title(lazy("회의 안건으로 올렸습니다"), "primary", FACILITATOR),
    "proposal.withdrawn": Title(lazy("제안을 거두었습니다"), "danger", PROPOSER),
    "proposal.moved_on": Title(lazy("다음 회의에 오를 만큼 공감이 모였습니다"), "primary"),
    "proposal.closed": Title(lazy("제안의 결말이 났습니다"), "success"),
    "proposal.reopened": Title(lazy("제안을 다시 열었습니다"), "primary"),
    "meeting.announced": Title(lazy("회의를 알렸습니다"), "primary", FACILITATOR),
    "meeting.changed": Title(lazy("회의를 고쳐 다시 알렸습니다"), "warning", FACILITATOR),
    "meeting.cancelled": Title(lazy("회의를 취소했습니다"), "danger", FACILITATOR),
    "meeting.opened": Title(lazy("회의를 열었습니다"), "primary", FACILITATOR),
    "resolution.recorded": Title(lazy("회의에서 정했습니다"), "success", FACILITATOR),
    "meeting.ended": Title(lazy("회의를 마쳤습니다"), "neutral", FACILITATOR),
    "minutes.published": Title(lazy("회의록을 공개했습니다"), "success", FACILITATOR),
    "poll.announced": Title(lazy("투표를 알렸습니다"), "primary", FACILITATOR),
    "poll.opened": Title(lazy("투표를 시작했습니다"), "primary", FACILITATOR),
    "poll.box_closed": Title(lazy("투표를 마감하고 종이 표를 세기 시작했습니다"), "primary"),
    "poll.roll_added": Title(lazy("투표인명부에 한 분을 더했습니다"), "warning", CENTRE),
    "poll.closed": Title(lazy("투표를 마감하고 세었습니다"), "success"),
    "poll.certified": Title(lazy("투표 결과를 확정했습니다"), "success", CENTRE),
    "poll.voided": Title(lazy("투표를 무효로 했습니다"), "danger"),
    "panel.announced": Title(lazy("추첨 참여단을 뽑는다고 알렸습니다"), "primary", FACILITATOR),
    "panel.drawn": Title(lazy("추첨 참여단을 뽑았습니다"), "primary", FACILITATOR),
    "panel.heard": Title(lazy("추첨 참여단이 의견을 냈습니다"), "success"),
    "report.sent": Title(lazy("동주민센터에 요청했습니다"), "primary", FACILITATOR),
    "request.supplement_asked": Title(lazy("동주민센터가 보완을 요청했습니다"), "warning", CENTRE),
    "request.extended": Title(lazy("동주민센터가 답변 기한을 늘렸습니다"), "warning", CENTRE),
    "request.consented": Title(lazy("두 번째 연장에 동의했습니다"), "warning", FACILITATOR),
    "request.passed_on": Title(lazy("맡은 곳으로 이송했습니다"), "primary", CENTRE),
    "request.on_agenda": Title(lazy("답이 없어 다음 회의의 안건에 올렸습니다"), "danger"),
    "decision.published": Title(lazy("동주민센터가 답했습니다"), "success", CENTRE),
    "request.withdrawn": Title(lazy("동주민센터에 한 요청을 거두었습니다"), "danger", FACILITATOR),
    "request.closed": Title(lazy("동주민센터가 요청을 종결했습니다"), "danger", CENTRE),
    "decision.corrected": Title(lazy("동주민센터가 답변을 바로잡았습니다"), "warning", CENTRE),
    "asking_again.sent": Title(lazy("동주민센터에 다시 물었습니다"), "primary", ASKER),
    **{action: Title(words, tone) for action, (words, tone) in promises.TITLES.items()},
}
_REASONED = {"proposal.withdrawn", "meeting.cancelled", "poll.voided"}
_PLACED = {"meeting.announced", "meeting.changed"}


@dataclass(frozen=True)
class Step:
    """One line of the way, as the timeline macro shows it."""

    at: datetime
    title: str
    text: str
    by: str
    url: str | None
    tone: str


def steps(matter: Matter) -> list[Step]:
    """What happened, oldest first, each with who did it."""
    subjects = matter.subjects
    told = [event for event in matter.events if event.action in TITLES and _is_of(matter, event)]
    return [_step(matter, event, subjects.get((event.subject_type, event.subject_id))) for event in told]


def _is_of(matter: Matter, event: Event) -> bool:
    """Whether it belongs here: a meeting also decides other matters, and decisions show once minutes are out."""
    return event.action != "resolution.recorded" or _resolution(matter, event) is not None


def _resolution(matter: Matter, event: Event) -> Resolution | None:
    """What was decided at that moment on that item."""
    of_item = (one for one in matter.resolutions if one.item_id == event.facts.get("item"))
    return next((one for one in of_item if event.at in (one.decided_at, one.corrected_at)), None)


def _step(matter: Matter, event: Event, subject: Any) -> Step:
    title = TITLES[event.action]
    return Step(
        at=event.at,
        title=str(title.words),
        text=promises.detail(event, subject, matter.commitments) or _detail(matter, event, subject),
        by=_by(matter, event, subject, title.role),
        url=_address(event),
        tone=title.tone,
    )


def _by(matter: Matter, event: Event, subject: Any, role: LazyString | None) -> str:
    """Who did it: role and name; the clock where nobody did."""
    if event.action == "proposal.moved_on":
        return _("이웃의 공감으로")
    if event.by_id is None and event.action == "commitment.reopened":
        return _("이웃의 답으로")
    if event.by_id is None:
        return _("정한 시각에 저절로")
    actor = matter.actors[event.by_id]
    if event.action in _ANSWERED:  # who answers is named in the answer, and may be another section
        return f"{subject.decision.section} {subject.decision.officer_name}"
    if actor.section and role is not FACILITATOR:
        return f"{CENTRE} {actor.section} {actor.name}"
    return f"{role or FACILITATOR} {actor.name}"


def _detail(matter: Matter, event: Event, subject: Any) -> str:
    """What the event was about, where the title alone does not say it."""
    match subject:
        case Proposal():
            return _fate(event) or _spoken(matter, event)
        case _ if event.action in _REASONED:
            return str(event.facts.get("reason", ""))
        case Meeting() if event.action == "resolution.recorded":
            return _hands(matter, event)
        case Meeting():
            return _when_and_where(matter, event, subject)
        case Poll():
            return _about_poll(matter, event, subject)
        case Panel():
            return subject.title
        case Request():
            return _answer(event, subject)
    return _of_report(matter, event)


def _fate(event: Event) -> str:
    if event.action == "proposal.closed":
        return f"{Fate(event.facts['fate']).label} – {event.facts['reason']}"
    return str(event.facts.get("reason", "")) if event.action in _REASONED else ""


def _of_report(matter: Matter, event: Event) -> str:
    if event.action != "report.sent":
        return ""
    mine = sum(1 for request in matter.requests if request.report_id == event.subject_id)
    return ngettext("이 일로 요청 %(num)d건을 보냈습니다.", "이 일로 요청 %(num)d건을 보냈습니다.", mine)


def _answer(event: Event, request: Request) -> str:
    """As it was answered at that moment, not as it was corrected later."""
    if event.action in _ANSWERED:
        return f"{Answer(event.facts['answer']).label} – {request.text}"
    return request.ended_reason or request.text


def _spoken(matter: Matter, event: Event) -> str:
    proposal = matter.proposal
    is_spoken = event.action == "proposal.published" and proposal is not None and proposal.spoken_by
    if is_spoken and proposal and proposal.origin:
        return _("회의에서 나온 제안을 받아 적었습니다.")
    return _("주민의 말씀을 담당자가 대신 적었습니다(대신 접수).") if is_spoken else ""


def _hands(matter: Matter, event: Event) -> str:
    """The hands as they were counted at that moment, not as corrected later."""
    made = _resolution(matter, event)
    counts = {name: event.facts.get(name, 0) for name in ("present", "yes", "no", "abstain", "reservations")}
    counted = hands_told(Way(event.facts.get("way", Way.HANDS)), **counts)
    return f"{made.text} – {made.outcome.label}: {counted}" if made else counted


def _when_and_where(matter: Matter, event: Event, meeting: Meeting) -> str:
    """Only at the last announcement: the row holds what is true now, not what was announced first."""
    later = (other for other in matter.events if other.action in _PLACED and other.id > event.id)
    changed = any(other.subject_id == meeting.id for other in later)
    return "" if changed or event.action not in _PLACED else f"{moment(meeting.starts_at)} · {meeting.place}"


def _about_poll(matter: Matter, event: Event, poll: Poll) -> str:
    if event.action != "poll.closed" or poll.tally is None:
        return poll.question
    return f"{poll.question} – {outcome(matter, poll)}"


def outcome(matter: Matter, poll: Poll) -> str:
    """What a counted poll said about this matter. Which options won is public with any number of ballots."""
    if poll.tally is None:
        return ""
    stands_for_it = any(number == poll.id for number, _position in matter.positions)
    if poll.tally.verdict is not Verdict.CHOSEN or not stands_for_it:
        return str(poll.tally.verdict.label)
    return _("이 일이 뽑혔습니다") if is_chosen(matter, poll) else _("다른 일이 뽑혔습니다")


def is_chosen(matter: Matter, poll: Poll) -> bool:
    """Whether the poll wants this matter."""
    chosen = poll.tally.result["chosen"] if poll.tally else []
    return any((poll.id, position) in matter.positions for position in chosen)


_PAGES: Mapping[str, tuple[str, str]] = {
    "proposal": ("proposals.show", "proposal_id"),
    "amendment": ("proposals.amendment", "amendment_id"),
    "meeting": ("meetings.show", "meeting_id"),
    "poll": ("polls.show", "poll_id"),
    "panel": ("panels.show", "panel_id"),
    "report": ("decisions.report", "report_id"),
    "request": ("decisions.request", "request_id"),
    "commitment": ("deeds.show", "commitment_id"),
    "deed_check": ("deeds.check", "check_id"),
}
_OUTCOMES = {
    "minutes.published": "meetings.minutes",
    "resolution.recorded": "meetings.minutes",
    "poll.closed": "polls.result",
    "poll.certified": "polls.result",
}


def _address(event: Event) -> str | None:
    """The page of what the event was about, or of what came out."""
    page, number = _PAGES[event.subject_type]
    return link(_OUTCOMES.get(event.action, page), **{number: event.subject_id})
