"""The booth: handing out paper, and lending a device to vote on.

With paper the person's line of the roll is marked before the sheet leaves the table, on a device with the ballot.
All channels ask for the same line under the same lock, so a person has one, whichever comes first. No event tells of
a sheet or a device that was handed over, and no time is kept.
"""

import json
from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from app.councils.models import Membership
from app.kernel import chance
from app.kernel.clock import database_now
from app.kernel.db import session
from app.kernel.errors import Conflict, Forbidden
from app.kernel.i18n import _
from app.people.models import User
from app.polls.models import Poll, RefusedDuplicates, RollEntry
from app.polls.service.ballots import (
    MARK_ROLL,
    USED,
    Helped,
    Person,
    counted_as,
    key_on_roll,
    standing,
)
from app.polls.service.open_box import Clock, hold_open
from app.polls.states import Channel, PollState

MOST_FOUND = 20


def hand_out(poll_id: int, person_id: int, *, clock: Clock = database_now) -> Channel | None:
    """Mark the person as voting on paper; None where this call has marked, else the channel used before.

    Whoever voted online is counted as a refused duplicate. Raises Conflict where the box is not open or takes no
    paper, Forbidden for whoever is not on the roll.
    """
    connection = session().connection()
    _method, sheet = hold_open(connection, poll_id, clock)
    if Channel.PAPER not in json.loads(sheet)["channels"]:
        raise Conflict(_("종이 투표를 받지 않는 투표입니다."))
    line = {"poll": poll_id, "person": key_on_roll(person_id, poll_id)}
    if MARK_ROLL(connection, used=Channel.PAPER, **line).rowcount == 1:
        return None
    row = USED(connection, **line).fetchone()
    if row is None:
        raise Forbidden(_("이 투표의 투표인명부에 없는 분입니다. 종이를 건네지 마세요."))
    used = Channel(row[0])
    if used is not Channel.PAPER:
        count_refused(poll_id)
    return used


def lend_device(poll: Poll, person: User, *, by: Person) -> Helped | Channel:
    """Let the person on the roll vote on the device of the helper `by`; nothing is marked before the ballot is cast.

    Gives the channel where the person has voted already: by another one they are counted as a refused duplicate.
    Raises Forbidden for whoever is not on the roll.
    """
    line = standing(poll, person)
    if not line.is_on_roll:
        raise Forbidden(_("이 투표의 투표인명부에 없는 분입니다. 기기를 건네지 마세요."))
    if line.channel is None:
        return Helped(person.id, counted_as(person, poll), by.id, chance.token(16))
    if line.channel is not Channel.ASSISTED:
        count_refused(poll.id)
    return line.channel


def count_refused(poll_id: int) -> None:
    """Count one more who was turned away for having used another channel: in an open poll that takes paper."""
    held_open = select(Poll.state).where(Poll.id == poll_id).with_for_update(read=True)
    if session().scalar(held_open) is not PollState.OPEN:
        return
    counted = update(RefusedDuplicates).where(RefusedDuplicates.poll_id == poll_id)
    session().execute(counted.values(count=RefusedDuplicates.count + 1))


def on_roll_named(poll: Poll, name: str) -> Sequence[Membership]:
    """The people on the roll whose name holds these letters, by name, at most MOST_FOUND; never who has voted."""
    named = (
        select(Membership)
        .join(Membership.user)
        .where(Membership.council_id == poll.council_id, User.name.contains(name, autoescape=True))
        .options(joinedload(Membership.user), joinedload(Membership.council))
    )
    found = session().scalars(named).all()
    keys = {key_on_roll(one.person_id, poll.id): one for one in found}
    on_roll = select(RollEntry.person_key).where(RollEntry.poll_id == poll.id, RollEntry.person_key.in_(keys))
    people = [keys[key] for key in session().scalars(on_roll)]
    return sorted(people, key=lambda one: (one.user.name, one.id))[:MOST_FOUND]
