"""The rows that a number counts: things that everybody can read, the newest first; never persons."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager

from app.boards.maths.suppression import people
from app.boards.queries.commitments import COMMITMENTS
from app.boards.queries.meetings import BEGAN, CAME, MEETINGS
from app.boards.queries.polls import POLLS
from app.boards.queries.requests import ANSWER, REQUESTS
from app.boards.queries.sources import Figure, Source
from app.boards.states import Period
from app.councils.models import Council
from app.decisions.models import Decision, Request
from app.deeds.models import Commitment
from app.kernel.db import session
from app.kernel.paging import Page, page_of
from app.meetings.models import Meeting
from app.places.models import Dong
from app.polls.models import Poll

PER_PAGE = 50
_STARTS: tuple[tuple[Source, Select[Any], Any], ...] = (
    (
        REQUESTS,
        select(Request)
        .join(Request.council)
        .outerjoin(Decision, ANSWER)
        .options(contains_eager(Request.council), contains_eager(Request.decision)),
        Request.id,
    ),
    (
        COMMITMENTS,
        select(Commitment)
        .outerjoin(Commitment.request)
        .join(Council, Council.id == Commitment.council_id)
        .options(contains_eager(Commitment.council)),
        Commitment.id,
    ),
    (MEETINGS, select(Meeting).join(Meeting.council).options(contains_eager(Meeting.council)), BEGAN),
    (
        POLLS,
        select(Poll)
        .join(Poll.council)
        .join(Poll.tally)
        .options(contains_eager(Poll.council), contains_eager(Poll.tally)),
        Poll.closes_at,
    ),
)


def rows(figure: Figure, dong_id: int, of: Period, number: int) -> Page[Any]:
    """One page of what the figure counts in the dong; one statement."""
    source, start, newest = next(one for one in _STARTS if figure in one[0].figures)
    query = start.where(*source.within([dong_id]), figure.holds(of))
    return page_of(query.order_by(newest.desc(), *source.start.primary_key), number, PER_PAGE)


def came_to(meetings: Sequence[Meeting]) -> dict[int, int | None]:
    """How many people came to each of the meetings, None where they are fewer than may be told; one statement."""
    wanted = select(Meeting.id, CAME).where(Meeting.id.in_([one.id for one in meetings]))
    return {meeting_id: people(count) for meeting_id, count in session().execute(wanted)}


def dongs_with_councils(gu_id: int | None = None) -> Sequence[Dong]:
    """The dongs of a gu, or all, that have or had a council, with their gu, by code. A replay is no council here."""
    replays = select(Poll.council_id).where(Poll.is_replay)
    query = select(Dong).join(Dong.gu).options(contains_eager(Dong.gu))
    query = query.where(Dong.id.in_(select(Council.dong_id).where(Council.id.not_in(replays))))
    return session().scalars((query if gu_id is None else query.where(Dong.gu_id == gu_id)).order_by(Dong.code)).all()
