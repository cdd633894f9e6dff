"""What happened in a council or a dong lately, as far as everybody may read it: the entries of its Atom feed."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.councils.models import Council
from app.decisions.models import Request
from app.documents.addresses import absolute, host
from app.kernel import clock
from app.kernel.db import session
from app.kernel.events import Event
from app.kernel.i18n import LazyString, _, lazy, moment
from app.kernel.policy import can
from app.meetings.models import Meeting, MeetingRole
from app.people.views.blueprint import Visitor
from app.polls.models import Poll
from app.proposals.models import Proposal

_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, 2.2
MOST = 50  # entries of a feed
SUMMARY = 300  # characters
NEVER = datetime(2026, 1, 1, tzinfo=UTC)  # since when a feed in which nothing happened is as it is


@dataclass(frozen=True)
class Entry:
    """One thing that happened. Its id stays the same for ever; it tells no number of an event."""

    id: str
    title: str
    summary: str
    address: str
    at: datetime
    action: str
    council: str


@dataclass(frozen=True)
class _Kind:
    """How an event is told: its title, the page that it leads to, and more words about the subject."""

    title: LazyString
    name: Callable[[Any], str]
    page: tuple[str, str]
    more: Callable[[Any], str]


def _answered(request: Any) -> str:
    decision = request.answered_decision
    return f"{decision.answer.label}: {decision.reason}" if decision and decision.answer else ""


def _sits(meeting: Any) -> str:
    return f"{moment(meeting.starts_at)} · {meeting.place}"


_KINDS: Mapping[str, _Kind] = {
    "proposal.published": _Kind(
        lazy("새 제안"), lambda one: one.title, ("home.matter", "proposal_id"), lambda one: one.wish
    ),
    "meeting.announced": _Kind(lazy("회의"), lambda one: one.title, ("meetings.show", "meeting_id"), _sits),
    "meeting.cancelled": _Kind(
        lazy("취소한 회의"), lambda one: one.title, ("meetings.show", "meeting_id"), lambda one: one.cancelled_reason
    ),
    "poll.opened": _Kind(
        lazy("투표 시작"),
        lambda one: one.question,
        ("polls.show", "poll_id"),
        lambda one: _("%(moment)s까지 투표합니다.", moment=moment(one.closes_at)),
    ),
    "poll.closed": _Kind(
        lazy("투표 결과"), lambda one: one.question, ("polls.result", "poll_id"), lambda one: one.explanation
    ),
    "decision.published": _Kind(
        lazy("동주민센터의 답변"), lambda one: one.title, ("decisions.request", "request_id"), _answered
    ),
}
_SUBJECTS: Mapping[str, tuple[Any, tuple[Any, ...]]] = {
    "proposal": (Proposal, ()),
    "meeting": (Meeting, (selectinload(Meeting.roles).joinedload(MeetingRole.user),)),
    "poll": (Poll, ()),
    "request": (Request, (joinedload(Request.decision),)),
}


def council_news(council_id: int) -> list[Entry]:
    """The latest of one council, the newest first."""
    return _entries(_events().where(Event.council_id == council_id))


def dong_news(dong_id: int) -> list[Entry]:
    """The latest of all councils of a dong, the newest first."""
    councils = select(Council.id).where(Council.dong_id == dong_id)
    return _entries(_events().where(Event.council_id.in_(councils)))


def _events() -> Select[Event]:
    told = select(Event).where(Event.action.in_(_KINDS))
    return told.order_by(Event.at.desc(), Event.id.desc()).limit(MOST)


def _entries(wanted: Select[Event]) -> list[Entry]:
    events = session().scalars(wanted).all()
    subjects = _subjects(events)
    shown = [(event, subjects.get((event.subject_type, event.subject_id))) for event in events]
    return [_entry(event, subject) for event, subject in shown if subject is not None]


def _subjects(events: Sequence[Event]) -> dict[tuple[str, int], Any]:
    """Those that a visitor may read, each with its council, in one statement a kind."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for event in events:
        numbers[event.subject_type].add(event.subject_id)
    found = {}
    for kind, ids in numbers.items():
        model, options = _SUBJECTS[kind]
        wanted = select(model).join(model.council).options(contains_eager(model.council), *options)
        for one in session().scalars(wanted.where(model.id.in_(ids))):
            if can(Visitor(), "read", one) and not getattr(one, "is_replay", False):
                found[kind, one.id] = one
    return found


def _entry(event: Event, subject: Any) -> Entry:
    kind = _KINDS[event.action]
    page, variable = kind.page
    day = clock.seoul(event.at).date().isoformat()
    return Entry(
        id=f"tag:{host()},{day}:{event.subject_type}/{event.subject_id}/{event.action.partition('.')[2]}",
        title=f"{kind.title}: {_plain(kind.name(subject))}",
        summary=_short(kind.more(subject)),
        address=absolute(page, **{variable: subject.id}),
        at=event.at,
        action=event.action,
        council=_plain(subject.council.name),
    )


def _short(text: str) -> str:
    text = _plain(text)
    return text if len(text) <= SUMMARY else f"{text[: SUMMARY - 1]}…"


def _plain(text: str) -> str:
    """In one line, without the characters that XML does not know."""
    return _NO_XML.sub("", " ".join(text.split()))
