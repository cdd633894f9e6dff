"""What the worker does for polls. Each job may run at any time, twice, or by two workers at once."""

from contextlib import suppress
from datetime import datetime

from app.kernel.clock import database_now
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict
from app.kernel.events import Event, subscribe
from app.kernel.i18n import _, force_locale, lazy
from app.people.models import User
from app.polls import queries, service
from app.polls.models import Poll
from app.polls.service.invariants import UNREADABLE, Breached
from app.polls.service.mixing import due_for_mixing
from app.polls.service.sealing import seal_ended
from app.polls.states import CountStage, Verdict
from app.proposals import service as proposals
from app.proposals.states import Fate

_CHOSEN, _NOT_CHOSEN = lazy("이 일이 뽑힘"), lazy("다른 일이 뽑힘")


def close_due_polls(at: datetime) -> int:
    """Close, and count where no paper is taken, the polls whose time has passed by the database's clock; how many.

    A poll in breach, that cannot be read, or of which a second count finds another result, stays uncounted, and keeps
    no other from being counted; the reconciliation tells of it.
    """
    due = queries.due_polls(database_now(session().connection()))
    for poll_id in due:
        with suppress(Breached, *UNREADABLE):
            service.count_beforehand(poll_id)
            with transaction():
                service.close_poll(poll_id, at=at)
    return len(due)


def take_asked_steps(at: datetime) -> int:
    """Count, or count again, the polls that somebody asked for, telling how far it is; how many.

    What cannot be counted says why to those who wait, and is left alone until somebody asks again.
    """
    asked = queries.asked_counts()
    for poll_id in asked:
        try:
            _take_step(poll_id, at)
        except Conflict as refusal:
            _refuse_step(poll_id, str(refusal.reason))
        except UNREADABLE:
            _refuse_step(poll_id, _("읽을 수 없는 것이 있어 셀 수 없습니다. 운영자에게 알려 주세요."))
    return len(asked)


def _take_step(poll_id: int, at: datetime) -> None:
    _reach(poll_id, CountStage.COMPARING)
    service.count_beforehand(poll_id)
    _reach(poll_id, CountStage.COUNTING)
    with transaction():
        service.take_step(poll_id, at=at)


def _refuse_step(poll_id: int, why: str) -> None:
    with transaction():
        service.refuse_step(poll_id, why)


def _reach(poll_id: int, stage: CountStage) -> None:
    with transaction():
        service.reach(poll_id, stage)


def mix_open_polls(at: datetime) -> int:
    """Mix the boxes with 20 new ballots, or with any after 60 seconds; how many. Cheap: run it every few seconds."""
    due = due_for_mixing(at)
    for poll_id in due:
        with transaction():
            service.mix(poll_id, at=at)
    return len(due)


def seal_ended_boxes(at: datetime) -> int:
    """Rewrite the files after a box has ended, so that they tell no order; how many boxes. A busy database waits."""
    return seal_ended(at=at)


@subscribe("account.left")
def forget_objections(event: Event) -> None:
    """Whoever destroys the account takes along what they wrote about themselves."""
    service.forget_objections(event.subject_id)


@subscribe("poll.closed")
def decide_in_meeting(event: Event) -> None:
    """The result of a secret vote in a meeting becomes the resolution of its item."""
    service.enter_result(event.subject_id, at=event.at)


@subscribe("poll.voided")
def give_up_in_meeting(event: Event) -> None:
    """A secret vote that is void decides nothing in its meeting."""
    service.give_up(event.subject_id, at=event.at)


@subscribe("poll.opened")
def take_matters_up(event: Event) -> None:
    """What a meeting had decided is open again while neighbours vote on it."""
    by = session().get(User, event.by_id) if event.by_id else None
    for number in queries.proposals_asked(event.subject_id):
        proposals.take_up_again(number, by=by, at=event.at)


@subscribe("poll.certified")
def end_matters(event: Event) -> None:
    """A certified result ends the matters that were voted on; a tie, or too few voters, ends none."""
    poll = queries.poll(event.subject_id)
    if poll.is_replay or poll.tally is None or poll.tally.verdict in (Verdict.TIED, Verdict.NO_QUORUM):
        return
    by = session().get(User, event.by_id) if event.by_id else None
    source, chosen = proposals.Source("poll", poll.id), poll.tally.result["chosen"]
    for number, positions in queries.proposals_asked(poll.id).items():
        is_chosen = not set(positions).isdisjoint(chosen)
        reason = _told(poll, poll.tally.verdict, is_chosen=is_chosen)
        proposals.settle(number, fate=Fate.DECIDED_BY_POLL, reason=reason, by=by, at=event.at, source=source)


def _told(poll: Poll, verdict: Verdict, *, is_chosen: bool) -> str:
    with force_locale("ko"):  # kept as the question is
        if verdict is Verdict.CHOSEN:
            return f"{_CHOSEN if is_chosen else _NOT_CHOSEN} – {poll.question}"
        return f"{verdict.label} – {poll.question}"
