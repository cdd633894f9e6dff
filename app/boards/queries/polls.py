"""Polls that were counted, and their turnout."""

from typing import Any

from sqlalchemy import ColumnElement, and_, func

from app.boards.queries.sources import Figure, Source
from app.boards.states import Period
from app.councils.models import Council
from app.kernel.i18n import lazy
from app.polls.methods.rules import SMALL_NUMBER
from app.polls.models import Poll, Tally
from app.polls.states import PollState

COUNTED = (PollState.CLOSED, PollState.CERTIFIED)
ROLL = Poll.roll_count + func.coalesce(Tally.result["roll_added"].as_integer(), 0)


def counted(of: Period) -> ColumnElement[bool]:
    """Whether its box closed in the period and was counted; no result of elsewhere that was counted again."""
    closed = and_(Poll.closes_at >= of.begins, Poll.closes_at < of.ends)
    return and_(Poll.state.in_(COUNTED), Poll.is_replay.is_(False), closed)


def turnout(of: Period) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The ballots and the rolls of the polls whose numbers are shown, added up."""
    told = and_(counted(of), Tally.valid_count >= SMALL_NUMBER)
    ballots, roll = func.sum(Tally.ballot_count).filter(told), func.sum(ROLL).filter(told)
    return func.coalesce(ballots, 0).label("ballots"), func.coalesce(roll, 0).label("roll")


POLLS = Source(
    Poll.__table__.join(Council.__table__).join(Tally.__table__, Tally.poll_id == Poll.id),
    Council.__table__.c.dong_id,
    (Figure("polls", lazy("마친 투표"), lazy("이 기간에 마감하고 센 투표입니다."), counted),),
)
