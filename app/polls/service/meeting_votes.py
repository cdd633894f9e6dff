"""비밀투표 in a meeting: a short poll of those who are there, whose result becomes the resolution of the item, once.

The box is that of every poll. Its roll is made of those present who are not recused; the quorum is the meeting's, so
the sheet of the poll has none of its own.
"""

from datetime import datetime, timedelta

from app.councils.models import Council
from app.kernel.clock import database_now
from app.kernel.db import session
from app.kernel.errors import Conflict
from app.kernel.i18n import _
from app.meetings import service as meetings
from app.meetings.models import AgendaItem, Meeting, Resolution
from app.meetings.states import Way
from app.people.models import User
from app.polls import queries
from app.polls.methods.motion import ABSTAIN, NO, YES, Motion
from app.polls.methods.rules import SMALL_NUMBER
from app.polls.models import MeetingVote, Poll
from app.polls.service.drafts import prepare
from app.polls.service.open_box import Clock
from app.polls.service.opening import Sitting, open_for

LONGEST_QUESTION = 200


def put_to_secret_vote(
    meeting: Meeting,
    item: AgendaItem,
    text: str,
    *,
    minutes: int,
    once: str | None = None,
    by: User,
    at: datetime,
    clock: Clock = database_now,
) -> int:
    """Open a poll of so many minutes over the item; its number. The same form again gives the poll that is there.

    Raises Conflict where the meeting does not run, another division goes on, or fewer than five could vote: then
    nothing would stay secret.
    """
    division = meetings.put_to_vote(meeting, item, text, way=Way.SECRET, once=once, by=by, at=at)
    known = queries.vote_of_division(division.id)
    if known is not None:
        return known.poll_id
    people = queries.people_deciding(meeting, item.id)
    if len(people) < SMALL_NUMBER:
        words = {"count": len(people), "least": SMALL_NUMBER}
        raise Conflict(
            _("계정이 있는 사람이 지금 %(count)d명뿐입니다. %(least)d명보다 적으면 비밀이 지켜지지 않습니다.", **words)
        )
    now = clock(session().connection())
    poll = prepare(
        session().get_one(Council, meeting.council_id),
        question=text[:LONGEST_QUESTION],
        explanation="",
        method=Motion.key,
        votes_per_voter=1,
        seats=1,
        options=(),
        opens_at=now,
        closes_at=now + timedelta(minutes=minutes),
        by=by,
        at=now,
        takes_assisted=True,
    )
    session().add(MeetingVote(poll_id=poll.id, division_id=division.id))
    session().flush()
    open_for(poll, people, Sitting(meeting.id, item.id), by=by, at=at, clock=clock)
    return poll.id


def enter_result(poll_id: int, *, at: datetime) -> Resolution | None:
    """Let the result of a counted poll be the resolution of its division. A second call changes nothing.

    With fewer than five valid ballots the meeting learns what was decided, and no numbers. None for other polls.
    """
    vote = queries.vote_of_poll(poll_id)
    if vote is None:
        return None
    poll = queries.poll(poll_id)
    tally = poll.tally
    if tally is None:
        return None
    votes = tally.result["votes"]
    box = meetings.Box(
        roll=poll.roll_count,
        yes=votes[str(YES)],
        no=votes[str(NO)],
        abstain=votes[str(ABSTAIN)],
        shows_numbers=tally.valid_count >= SMALL_NUMBER,
    )
    return meetings.decide_by_box(vote.division.meeting_id, vote.division_id, box, at=at)


def give_up(poll_id: int, *, at: datetime) -> None:
    """The poll is void: its division is withdrawn. A second call changes nothing."""
    vote = queries.vote_of_poll(poll_id)
    if vote is not None:
        meetings.withdraw_box(vote.division.meeting_id, vote.division_id, at=at)


def is_of_meeting(poll: Poll) -> bool:
    """Whether the poll is a secret vote of a meeting: its roll is of those who were there, and stays so."""
    return queries.vote_of_poll(poll.id) is not None
