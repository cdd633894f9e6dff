"""What people are told: for each kind of event one sentence, what comes next, and the page to open."""

from collections.abc import Mapping

from app.notices.states.kinds import Kind
from app.notices.states.of_answers import OF_ANSWERS
from app.notices.states.of_deeds import OF_DEEDS
from app.notices.states.of_minutes import OF_MINUTES
from app.notices.states.of_plans import OF_PLANS
from app.notices.states.of_promises import OF_PROMISES
from app.notices.states.of_requests import OF_REQUESTS
from app.notices.states.of_talk import OF_TALK
from app.notices.states.of_webhooks import OF_WEBHOOKS

__all__ = ["KINDS", "Kind"]

KINDS: Mapping[str, Kind] = {
    **OF_ANSWERS,
    **OF_DEEDS,
    **OF_MINUTES,
    **OF_PLANS,
    **OF_PROMISES,
    **OF_REQUESTS,
    **OF_TALK,
    **OF_WEBHOOKS,
}
