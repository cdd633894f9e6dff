"""Which news goes out, and that it says what a visitor may read in the API at that moment, and nothing else."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.cli import running  # noqa: F401 - all that hears of events
from app.councils.models import Council
from app.hooks import service
from app.hooks.queries import TABLE_OF, Area
from app.hooks.states import NEWS_OF, OFFERED, DeliveryState, News, Trouble
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.events import record
from app.meetings.states import MinutesState
from app.proposals import service as proposals_service
from app.proposals.models import Proposal
from app.proposals.states import ProposalState
from tests import factories
from tests.factories import decisions, deeds, meetings, minutes, plans, polls, proposals, webhooks
from tests.hooks.receiver import Receiver

# The whole list, by hand: whoever adds to it must think of the ballot box here too.
ALLOWED = {
    "council.activated", "proposal.published", "proposal.closed", "meeting.announced", "meeting.changed",
    "meeting.cancelled", "minutes.published", "poll.announced", "poll.opened", "poll.closed", "poll.certified",
    "decision.published", "decision.corrected", "request.overdue", "commitment.promised", "commitment.changed",
    "commitment.started", "commitment.done", "commitment.cut", "commitment.dropped", "commitment.reopened",
    "plan.finalised",
}  # fmt: skip
PRIVATE = {"by_id", "author_id", "user_id", "officer_name", "officer_phone", "email", "phone", "name", "facts"}


@pytest.fixture
def council(app: Flask) -> Council:
    return factories.a_council()


@pytest.fixture
def told(wired: Receiver, council: Council) -> Receiver:
    """The receiver hears of everything in the council."""
    webhooks.a_council_webhook(council, address=wired.address())
    return wired


def happened(action: str, subject: Any, **facts: Any) -> None:
    with transaction():
        record(action, session().merge(subject), by=None, at=clock.now(), **facts)


def heard(receiver: Receiver) -> list[dict[str, Any]]:
    while webhooks.delivered():
        pass
    return [json.loads(one.body) for one in receiver.heard]


def _a_request(council: Council) -> Any:
    return decisions.a_sent_report(council).requests[0]


def _a_final_plan(council: Council) -> Any:
    leader, officer = factories.a_facilitator(council), factories.an_officer(council.dong)
    sent = plans.sent(plans.adopted(plans.a_plan(council, leader), leader), leader)
    return plans.final(plans.reviewed(sent, officer), leader)


MAKERS: dict[str, Callable[[Council], Any]] = {
    "council": lambda council: council,
    "proposal": lambda council: proposals.a_proposal(council, state=ProposalState.PUBLISHED),
    "meeting": lambda council: meetings.a_meeting(council=council),
    "minutes": lambda council: minutes.a_meeting_with_minutes(MinutesState.SEALED, council=council),
    "poll": lambda council: polls.a_counted_poll([[1]] * 6, council),
    "decision": _a_request,
    "request": _a_request,
    "commitment": deeds.a_commitment,
    "plan": _a_final_plan,
}


def test_the_list_of_what_goes_out_is_the_one_that_was_thought_about() -> None:
    assert set(NEWS_OF) == ALLOWED
    assert set(NEWS_OF.values()) == set(OFFERED)
    assert not {action for action in ALLOWED if any(word in action for word in ("ballot", "roll", "cast", "comment"))}


@pytest.mark.parametrize("action", sorted(ALLOWED))
def test_it_says_what_the_api_shows_to_a_visitor(
    wired: Receiver, council: Council, client: FlaskClient, action: str
) -> None:
    if action.startswith("plan."):
        council = plans.an_assembly()
    subject = MAKERS[action.partition(".")[0]](council)
    webhooks.delivered()
    webhooks.a_council_webhook(council, address=wired.address())
    happened(action, subject, answer="accepted", fate="not_pursued")
    [said] = heard(wired)
    news = NEWS_OF[action]
    assert set(said) == {"id", "type", "timestamp", "link", "data"}
    assert said["type"] == news.value
    assert said["id"] == wired.heard[0].message_id
    page = client.get(said["link"].removeprefix("http://golmok.test"), follow_redirects=True)
    assert page.status_code == 200
    assert page.request.path != "/sign-in"
    assert not PRIVATE & set(said["data"])
    shown = client.get(f"/api/v1/{TABLE_OF[news].key}/{subject.id}")
    assert shown.status_code == 200
    assert said["data"] == shown.json
    there = client.get(said["data"]["url"].removeprefix("http://golmok.test"), follow_redirects=True)
    assert there.status_code == 200


def test_a_proposal_that_is_published_arrives_once(told: Receiver, council: Council) -> None:
    draft = proposals.a_draft(council)
    with transaction():
        proposals_service.publish(draft, by=draft.author, at=clock.now())
    [said] = heard(told)
    assert (said["type"], said["data"]["title"]) == ("proposal.published", draft.title)
    assert heard(told) == [said]


def test_what_is_not_for_everybody_any_more_is_not_sent(told: Receiver, council: Council) -> None:
    proposal = proposals.a_proposal(council, state=ProposalState.PUBLISHED)
    happened("proposal.published", proposal)
    with transaction() as current:
        held = current.get_one(Proposal, proposal.id)
        held.state, held.published_at = ProposalState.DRAFT, None
    webhooks.delivered()
    dropped = webhooks.the_delivery()
    assert (dropped.state, dropped.trouble) == (DeliveryState.DROPPED, Trouble.NOT_PUBLIC)
    assert told.heard == []


def test_a_try_after_a_change_says_what_is_true_by_then(told: Receiver, council: Council) -> None:
    proposal = proposals.a_proposal(council, state=ProposalState.PUBLISHED, title="이름이 적힌 제목")
    happened("proposal.published", proposal)
    told.answer = (500, {})
    webhooks.delivered()
    with transaction() as current:
        current.get_one(Proposal, proposal.id).title = "지운 제목"
    told.answer = (200, {})
    webhooks.delivered(webhooks.the_delivery().next_try_at)
    assert [json.loads(one.body)["data"]["title"] for one in told.heard] == ["이름이 적힌 제목", "지운 제목"]


@pytest.mark.parametrize("state", [ProposalState.DRAFT, ProposalState.WITHDRAWN])
def test_of_a_draft_nothing_leaves_even_where_an_event_names_it(
    told: Receiver, council: Council, state: ProposalState
) -> None:
    hidden = proposals.a_proposal(council, state=state, published_at=None)
    proposals.a_proposal(council, title="그다음 제안")  # what a list would give instead
    for action in ("proposal.published", "proposal.closed"):
        happened(action, hidden, fate="withdrawn")
    assert heard(told) == []


def test_a_webhook_hears_of_its_own_area_and_of_the_kinds_that_were_ticked(app: Flask, council: Council) -> None:
    elsewhere = factories.a_council()
    beside = factories.a_council(dong=council.dong)
    officer, kind = factories.an_officer(council.dong), News.PROPOSAL_PUBLISHED
    of_council, _1 = webhooks.a_council_webhook(council, kind)
    of_dong, _2 = webhooks.a_webhook(officer, Area(council.dong), kind)
    of_all, _3 = webhooks.an_operators_webhook()
    of_others, _4 = webhooks.a_council_webhook(council, News.POLL_OPENED)
    for one in (council, beside, elsewhere):
        happened("proposal.published", proposals.a_proposal(one, state=ProposalState.PUBLISHED))
    for _round in range(2):  # delivered twice by a worker that died in between, it waits once
        webhooks.delivered()
    counts = {hook.id: 0 for hook in (of_council, of_dong, of_all, of_others)}
    for delivery in webhooks.all_deliveries():
        counts[delivery.webhook_id] += 1
    assert list(counts.values()) == [1, 2, 3, 0]


def test_an_event_that_is_heard_twice_waits_once(told: Receiver, council: Council) -> None:
    proposal = proposals.a_proposal(council)
    with transaction():
        event = record("proposal.published", proposal, by=None, at=clock.now())
    for _time in range(2):
        with transaction():
            service.heard(event)
    assert len(webhooks.all_deliveries()) == 1
