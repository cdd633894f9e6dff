"""Referrals of the small world: one that nobody has read, one that was read, one that is done, and one next door."""

from typing import Any

from app.councils.models import Council
from app.kernel.db import session
from app.meetings.models import Meeting
from app.referrals.states import Step
from tests.factories import referrals as made

SECRET = "아직비밀"


def keep_referrals(world: Any, council: Council) -> None:
    """All are made by the facilitator; nobody but the planner of the dong may read the words."""
    meeting = session().get(Meeting, world.things["meeting running"]["meeting_id"])
    assert meeting
    by, planner = world.users["F"], world.users["W"]
    words = f"{SECRET} 위층 할아버지가 식사를 못 하십니다"
    new, seen, done = (made.a_referral(meeting, words, by=by) for _ in range(3))
    made.seen(seen, planner)
    made.stepped(made.seen(done, planner), Step.FINISH, planner, f"{SECRET} 반찬을 전했습니다")
    for name, one in (("new", new), ("seen", seen), ("done", done)):
        world.keep(f"referral {name}", referral_id=one.id)
