"""Nothing near a ballot, nothing hidden and nothing of persons ever leaves by this way."""

import json
import logging

import pytest
from flask import Flask
from sqlalchemy import MetaData, select

from app.cli import running  # noqa: F401 - all that hears of events
from app.hooks import service
from app.hooks.models import Webhook
from app.hooks.queries import Area
from app.hooks.states import WhyStopped
from app.kernel import clock, events
from app.kernel.db import db, session, transaction
from app.kernel.events import Event
from app.people.models import Post
from app.people.queries import user
from app.people.service import accounts
from app.proposals.states import ProposalState
from tests import factories
from tests.factories import discussion, polls, proposals, webhooks
from tests.hooks.receiver import Receiver
from tests.hooks.test_news import heard

FIGURES = ("roll_count", "turnout", "online", "assisted", "paper", "valid", "blank", "invalid", "verdict")


@pytest.fixture
def listening(wired: Receiver) -> Receiver:
    """An operator's program hears of everything, everywhere, of every kind."""
    webhooks.an_operators_webhook(address=wired.address())
    return wired


def test_ballots_in_an_open_poll_send_nothing_at_all(listening: Receiver) -> None:
    council = factories.a_council()
    voters = polls.voters_of(council, 8)
    poll = polls.an_open_poll(council)
    before = heard(listening)
    assert [one["type"] for one in before] == ["poll.opened"]
    for number, voter in enumerate(voters):
        polls.cast(poll, voter, [number % 2 + 1])
        assert heard(listening) == before
    assert len(webhooks.all_deliveries()) == 1


def test_what_is_said_of_an_open_poll_has_no_figure_also_when_it_is_tried_late(listening: Receiver) -> None:
    listening.answer = (500, {})
    council = factories.a_council()
    voters = polls.voters_of(council, 6)
    poll = polls.an_open_poll(council)
    webhooks.delivered()
    for number, voter in enumerate(voters):
        polls.cast(poll, voter, [number % 2 + 1])
    listening.answer = (204, {})
    webhooks.delivered(webhooks.the_delivery().next_try_at)
    assert len(listening.heard) == 2
    for one in listening.heard:
        data = json.loads(one.body)["data"]
        assert data["state"] == "open"
        assert [data[name] for name in FIGURES] == [None] * len(FIGURES)


def test_a_result_of_few_ballots_says_the_verdict_alone(listening: Receiver) -> None:
    polls.a_counted_poll([[1]] * 3)
    [said] = [one for one in heard(listening) if one["type"] == "poll.closed"]
    assert said["data"]["verdict"]
    assert [said["data"][name] for name in FIGURES if name != "verdict"] == [None] * (len(FIGURES) - 1)


def test_comments_flags_endorsements_and_what_is_hidden_send_nothing(listening: Receiver) -> None:
    council = factories.a_council()
    proposal = proposals.a_proposal(council, state=ProposalState.PUBLISHED)
    member = factories.a_member(council)
    proposals.an_endorsement(proposal, member)
    discussion.a_flag(discussion.a_comment(proposal, member))
    discussion.a_hidden_comment(proposal, factories.a_member(council))
    discussion.a_blocked_request(discussion.a_comment(proposal), factories.an_officer(council.dong))
    assert session().scalars(select(Event).where(Event.action == "comment.blocked")).all()
    assert heard(listening) == []


def test_neither_secret_nor_seed_nor_body_stands_in_a_table_or_the_log(
    listening: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        webhook, secret = webhooks.an_operators_webhook(address=listening.address("/a-secret-path"))
        listening.answer = (500, {"X-Body": "what the receiver says"})
        with transaction():
            service.try_out(webhook, once=None, at=clock.now())
        webhooks.delivered()
        with transaction():
            renewed = service.renew_secret(webhook, by=user(webhook.user_id), at=clock.now())
    found = MetaData()
    found.reflect(db.engine)
    kept = repr([session().execute(select(table)).all() for table in found.sorted_tables])
    assert webhook.seed in kept
    for text in (secret, renewed, secret.removeprefix("whsec_"), "what the receiver says"):
        assert text not in kept + caplog.text
    lines = " ".join(record.getMessage() for record in caplog.records if not record.name.startswith("sqlalchemy"))
    assert "a-secret-path" not in lines


def test_whoever_leaves_leaves_no_address_behind(app: Flask) -> None:
    person = factories.an_operator()
    webhook, _secret = webhooks.a_webhook(person)
    other, _secret = webhooks.an_operators_webhook()
    with transaction():
        service.try_out(webhook, once=None, at=clock.now())
    with transaction():
        accounts.leave(user(person.id), at=clock.now())
    events.deliver(clock.now())
    assert [one.id for one in session().scalars(select(Webhook))] == [other.id]
    assert webhooks.all_deliveries() == []


def test_whoever_has_lost_the_role_is_sent_nothing_more_and_is_told(wired: Receiver) -> None:
    council = factories.a_council()
    officer = factories.an_officer(council.dong)
    webhook, _secret = webhooks.a_webhook(officer, Area(council.dong), address=wired.address())
    with transaction() as current:
        current.delete(current.scalars(select(Post).where(Post.user_id == officer.id)).one())
    polls.an_open_poll(council)
    assert heard(wired) == []
    assert webhooks.as_it_is(webhook).why_stopped is WhyStopped.NOT_ALLOWED
