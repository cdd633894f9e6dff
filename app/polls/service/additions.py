"""Additions: somebody who was left out is put on the roll of an open poll, and that it was done is logged for all.

The log holds a number, a reason and the officer, never the person; the roll holds the person, never a time. On
PostgreSQL the roll is written anew at once, so that the new line does not lie last.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select

from app.kernel.clock import database_now
from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import _
from app.kernel.ledger import append
from app.people.models import User
from app.polls import queries
from app.polls.models import Poll, RollAddition, RollEntry
from app.polls.service.ballots import key_on_roll
from app.polls.service.commitments import digest
from app.polls.service.lots import has_its_pepper
from app.polls.service.mixing import rewrite
from app.polls.service.open_box import Clock
from app.polls.states import PollState

MOST_SHOWN = 200


def left_out(poll: Poll) -> Sequence[User]:
    """Who could be added to the roll of an open poll, by name; at most MOST_SHOWN."""
    known = queries.keys_on_roll(poll.id)
    fit = queries.fit_for(poll).items()
    missing = [user_id for user_id, person_id in fit if key_on_roll(person_id, poll.id) not in known]
    return queries.people(missing[:MOST_SHOWN])


def add_to_roll(
    poll: Poll, user_id: int, *, reason: str, by: User, at: datetime, clock: Clock = database_now
) -> RollAddition:
    """Put a confirmed member on the roll of an open poll. Event poll.roll_added, without the person.

    The poll's row is taken as closing takes it: whoever is added can vote, or the poll is closed. Raises Conflict
    where it is not open, Invalid for a reason that names the person or says nothing, for whoever does not fit the
    rules of the opening, and for whoever is on the roll; Conflict for the secret vote of a meeting, and where the
    server's pepper is another one than at the opening.
    """
    _hold_open(poll.id, clock)
    if queries.vote_of_poll(poll.id) is not None:
        raise Conflict(_("회의에 있던 사람만 하는 비밀투표입니다. 명부에 더할 수 없습니다."))
    if not has_its_pepper(poll):  # everybody would be missing, and could be added and vote once more
        raise Conflict(_("서버의 pepper가 투표를 열 때와 달라 명부에 더할 수 없습니다. 운영자에게 알려 주세요."))
    person_id = queries.fit_for(poll).get(user_id)
    if person_id is None:
        raise Invalid(_("참여가 확인되고 이 투표의 규칙에 맞는 주민만 명부에 더할 수 있습니다."))
    reason = _without_name(reason.strip(), session().get_one(User, user_id).name)
    key = key_on_roll(person_id, poll.id)
    if session().get(RollEntry, (poll.id, key)) is not None:
        raise Invalid(_("이미 이 투표의 명부에 계십니다."))
    number = queries.added_to_roll(poll.id) + 1
    addition = RollAddition(poll_id=poll.id, number=number, reason=reason, by_id=by.id, at=at)
    session().add(addition)
    session().flush()
    session().execute(insert(RollEntry), [{"poll_id": poll.id, "person_key": key, "alley": ""}])
    rewrite(poll.id)
    entry = append(poll.council_id, "poll.roll_added", poll, {"number": number, "reason": digest(reason)}, at=at)
    record("poll.roll_added", poll, by=by, at=at, number=number, fingerprint=entry.code)
    return addition


def _hold_open(poll_id: int, clock: Clock) -> None:
    held = select(Poll.state, Poll.closes_at).where(Poll.id == poll_id).with_for_update()
    state, closes_at = session().execute(held).one()
    if state is not PollState.OPEN or clock(session().connection()) >= closes_at:
        raise Conflict(_("열려 있는 투표의 명부에만 더할 수 있습니다."))


def _without_name(reason: str, name: str) -> str:
    if not reason:
        raise Invalid(_("왜 더하는지 적어 주세요. 모두가 읽습니다."))
    if name.replace(" ", "") in reason.replace(" ", ""):
        raise Invalid(_("까닭에 그분의 이름을 쓰지 마세요. 모두가 읽습니다."))
    return reason
