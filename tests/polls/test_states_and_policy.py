"""Every action in every state, and who may do what."""

import pytest
from flask_login import AnonymousUserMixin

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict
from app.kernel.policy import can, why_not
from app.polls import queries, service
from app.polls.models import Poll
from app.polls.policy import POLL_POLICY
from app.polls.states import POLL, PollState
from tests import factories
from tests.factories import polls

DRAFT, OPEN, COUNTING, CLOSED, CERTIFIED, VOID = PollState
AFTER = {
    ("edit", DRAFT): DRAFT,
    ("announce", DRAFT): DRAFT,
    ("open", DRAFT): OPEN,
    ("cast", OPEN): OPEN,
    ("close", OPEN): COUNTING,
    ("enter", COUNTING): COUNTING,
    ("count", COUNTING): CLOSED,
    ("certify", CLOSED): CERTIFIED,
    ("void", DRAFT): VOID,
    ("void", OPEN): VOID,
    ("void", COUNTING): VOID,
    ("void", CLOSED): VOID,
}
ACTIONS = sorted({action for action, _state in AFTER})


def test_no_action_is_missing_here():
    assert {move[0] for move in POLL.moves} == set(ACTIONS)


@pytest.mark.parametrize("state", PollState)
@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_in_every_state_leads_on_or_is_a_conflict(app, action, state):
    poll = Poll(state=state)
    if (action, state) in AFTER:
        poll.move(action)
        assert poll.state is AFTER[action, state]
        return
    with pytest.raises(Conflict, match=r"상태라서 할 수 없는 일입니다"):
        poll.move(action)
    assert poll.state is state


@pytest.mark.parametrize(
    ("state", "true"),
    [
        (DRAFT, {"is_draft"}),
        (OPEN, {"is_open", "is_announced"}),
        (COUNTING, {"is_being_counted", "is_announced"}),
        (CLOSED, {"is_counted", "is_announced"}),
        (CERTIFIED, {"is_counted", "is_certified", "is_announced"}),
        (VOID, {"is_void"}),
    ],
)
def test_what_pages_ask_of_a_poll_has_one_answer_a_state(state, true):
    names = ("is_draft", "is_announced", "is_open", "is_being_counted", "is_counted", "is_certified", "is_void")
    assert {name for name in names if getattr(Poll(state=state), name)} == true


def a_poll_in(state):
    if state is COUNTING:
        return polls.closed(polls.an_open_poll(voters=1, takes_paper=True))
    poll = polls.a_draft() if state is DRAFT else polls.an_open_poll(voters=1)
    if state in (CLOSED, CERTIFIED):
        polls.closed(poll)
    poll = queries.poll(poll.id)
    with transaction():
        if state is CERTIFIED:
            service.certify(poll, by=factories.a_user(), at=clock.now())
        if state is VOID:
            service.void(poll, reason="문구 잘못", by=factories.a_user(), at=clock.now())
    session().expire_all()
    return queries.poll(poll.id)


def people_of(poll):
    council = poll.council
    return {
        "visitor": AnonymousUserMixin(),
        "stranger": factories.a_facilitator(factories.a_council()),
        "member": factories.a_member(council),
        "observer": factories.an_observer(council),
        "facilitator": factories.a_facilitator(council),
        "officer": factories.an_officer(council.dong),
        "other officer": factories.an_officer(factories.a_dong()),
    }


EVERYBODY = {"visitor", "stranger", "member", "observer", "facilitator", "officer", "other officer"}
MEMBERS = {"member", "observer", "facilitator"}
BOTH = {"facilitator", "officer"}
FACILITATOR, NOBODY = {"facilitator"}, set()
# fmt: off
MAY = {
    #            draft      open       counting   closed       certified  void
    "read":     (BOTH,      EVERYBODY, EVERYBODY, EVERYBODY,   EVERYBODY, EVERYBODY),
    "prepare":  (FACILITATOR,) * 6,
    "edit":     (FACILITATOR, NOBODY,  NOBODY,    NOBODY,      NOBODY,    NOBODY),
    "announce": (FACILITATOR, NOBODY,  NOBODY,    NOBODY,      NOBODY,    NOBODY),
    "open":     (FACILITATOR, NOBODY,  NOBODY,    NOBODY,      NOBODY,    NOBODY),
    "cast":     (NOBODY,    MEMBERS,   NOBODY,    NOBODY,      NOBODY,    NOBODY),
    "booth":    (NOBODY,    NOBODY,    NOBODY,    NOBODY,      NOBODY,    NOBODY),
    "assist":   (NOBODY,    NOBODY,    NOBODY,    NOBODY,      NOBODY,    NOBODY),
    "assisted_cast": (NOBODY,) * 6,
    "hand_out": (NOBODY,    NOBODY,    NOBODY,    NOBODY,      NOBODY,    NOBODY),
    "count":    (NOBODY,    NOBODY,    BOTH,      NOBODY,      NOBODY,    NOBODY),
    "result":   (NOBODY,    NOBODY,    NOBODY,    EVERYBODY,   EVERYBODY, NOBODY),
    "certify":  (NOBODY,    NOBODY,    NOBODY,    {"officer"}, NOBODY,    NOBODY),
    "void":     (BOTH,      BOTH,      BOTH,      BOTH,        NOBODY,    NOBODY),
    "replace":  (NOBODY,    NOBODY,    NOBODY,    NOBODY,      NOBODY,    FACILITATOR),
    "object":   (NOBODY,    MEMBERS,   NOBODY,    NOBODY,      NOBODY,    NOBODY),
    "answer_objections": (BOTH,) * 6,
    "add_to_roll": (NOBODY, {"officer"}, NOBODY,  NOBODY,      NOBODY,    NOBODY),
    "edit_open": (NOBODY,) * 6,
}
# fmt: on


@pytest.mark.parametrize("state", PollState)
def test_who_may_do_what_in_each_state(app, state):
    poll = a_poll_in(state)
    people = people_of(poll)
    for action, by_state in MAY.items():
        allowed = {name for name, user in people.items() if can(user, action, poll)}
        assert allowed == by_state[list(PollState).index(state)], action


def test_whoever_is_signed_in_may_send_a_paper_and_the_roll_decides(app):
    poll = polls.an_open_poll()
    assert can(factories.a_user(), "vote", poll)
    assert not can(AnonymousUserMixin(), "vote", poll)


def test_paper_is_handed_out_by_who_runs_an_open_poll_that_takes_it(app):
    poll = queries.poll(polls.an_open_poll(takes_paper=True).id)
    assert {name for name, user in people_of(poll).items() if can(user, "hand_out", poll)} == BOTH


def test_a_device_is_lent_by_who_runs_an_open_poll_whose_rules_name_it(app):
    poll = queries.poll(polls.an_open_poll(takes_assisted=True).id)
    allowed = {name for name, user in people_of(poll).items() if can(user, "assist", poll)}
    assert allowed == BOTH == {name for name, user in people_of(poll).items() if can(user, "assisted_cast", poll)}
    officer = factories.an_officer(poll.council.dong)
    without = queries.poll(polls.an_open_poll(poll.council, takes_paper=True).id)
    assert "도움 받아 하는 투표를 받지 않는" in str(why_not(officer, "assist", without))


@pytest.mark.parametrize(
    ("given", "opens"),
    [({}, set()), ({"takes_paper": True}, BOTH), ({"takes_assisted": True}, BOTH)],
    ids=["online alone", "paper", "help"],
)
def test_there_is_a_booth_where_the_rules_name_paper_or_help(app, given, opens):
    poll = queries.poll(polls.an_open_poll(**given).id)
    assert {name for name, user in people_of(poll).items() if can(user, "booth", poll)} == opens


def test_an_announced_draft_is_read_by_everybody(app):
    poll = queries.poll(polls.a_draft().id)
    with transaction():
        service.announce(poll, by=factories.a_user(), at=clock.now())
    assert can(AnonymousUserMixin(), "read", poll)


def test_every_rule_is_tried_here():
    assert set(MAY) | {"vote"} == set(POLL_POLICY)


def test_a_refusal_says_why(app):
    poll = queries.poll(polls.an_open_poll().id)
    member = factories.a_member(poll.council)
    assert "끝난 뒤" in str(why_not(member, "result", poll))
    assert "퍼실리테이터만" in str(why_not(member, "edit", poll))
    assert "규칙을 바꿀 수 없습니다" in str(why_not(factories.a_facilitator(poll.council), "edit", poll))
    assert "마감된 투표" in str(why_not(member, "cast", a_poll_of(poll.council)))


def a_poll_of(council):
    return polls.closed(polls.an_open_poll(council))
