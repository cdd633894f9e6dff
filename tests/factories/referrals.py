"""Welfare planners, and referrals made at a meeting."""

from typing import Any

from app.kernel import clock
from app.kernel.db import session, transaction
from app.meetings.models import Meeting
from app.people.models import User, WelfarePost
from app.places.models import Dong
from app.referrals import queries, service
from app.referrals.models import Referral
from app.referrals.states import Step, Urgency
from tests.factories import a_user, kept

WORRY = "국사봉길 84 위층 할아버지가 며칠째 식사를 못 하십니다."


def a_planner(dong: Dong, **given: Any) -> User:
    user = a_user(**given)
    kept(WelfarePost(user_id=user.id, dong_id=dong.id))
    return user


def a_referral(meeting: Meeting, text: str = WORRY, urgency: Urgency = Urgency.WEEK, **given: Any) -> Referral:
    """Told to the planners by who called the meeting, unless `by` is given."""
    by = given.pop("by", None) or session().get_one(User, meeting.called_by_id)
    with transaction():
        made = service.refer(meeting, text, urgency, by=by, at=given.pop("at", None) or clock.now(), **given)
    return queries.referral(made.id)


def seen(referral: Referral, by: User) -> Referral:
    with transaction():
        service.look(referral, by=by, at=clock.now())
    return queries.referral(referral.id)


def stepped(referral: Referral, taken: Step, by: User, note: str = "", **given: Any) -> Referral:
    with transaction():
        service.step(referral, taken, note, by=by, at=given.get("at") or clock.now())
    return queries.referral(referral.id)
