"""Every state of a plan against every verb: what the table has goes on, all else is refused with a sentence."""

import html
from datetime import timedelta
from itertools import product

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict
from app.plans import queries, service
from app.plans.service import ItemWords, Judgement, Spent
from app.plans.states import PLAN, PlanState, ReviewMark, Runner
from tests.conftest import rows
from tests.factories.plans import a_certified_budget_poll, a_plan, adopted, final, reviewed, sent, started

ACTIONS = ("edit", "adopt", "send", "judge", "review", "word", "finalise", "start", "spend", "settle")
# Worked out by hand: where each verb has its effect, and where pressing it again changes nothing.
DOES = {
    "edit": "draft", "adopt": "draft", "send": "adopted", "judge": "sent", "review": "sent", "word": "reviewed",
    "finalise": "reviewed", "start": "final", "spend": "under_way", "settle": "under_way",
}  # fmt: skip
ALSO = {("take_back", "adopted"), ("promise", "final"), ("promise", "under_way")}  # have tests of their own
QUIET = {
    "send": ("sent",), "review": ("reviewed", "final", "under_way", "settled"),
    "finalise": ("final", "under_way", "settled"), "start": ("under_way",), "settle": ("settled",),
}  # fmt: skip
WORDS = ItemWords("화단", "", 1_000, Runner.JOINT)
YES = Judgement(ReviewMark.ACCEPTED, "", None, "도로관리과", "02-820-0001")
REFUSED = [
    (action, state)
    for action, state in product(ACTIONS, PlanState)
    if DOES[action] != state.value and state.value not in QUIET.get(action, ())
]


@pytest.fixture
def at(council, leader, officer):
    """at(state) -> a plan that has come there by its own way; its first item is seen otherwise once reviewed."""

    def there(state):
        plan = a_plan(council, leader)
        steps = {
            PlanState.ADOPTED: lambda one: adopted(one, leader),
            PlanState.SENT: lambda one: sent(one, leader),
            PlanState.REVIEWED: lambda one: reviewed(one, officer),
            PlanState.FINAL: lambda one: final(one, leader),
            PlanState.UNDER_WAY: lambda one: started(one, leader),
            PlanState.SETTLED: lambda one: settled(one, leader),
        }
        for name, step in steps.items():
            if plan.state is state:
                break
            plan = step(plan)
            assert plan.state is name
        return plan

    return there


def settled(plan, by):
    with transaction():
        service.settle(plan, seen=plan.version, by=by, at=clock.now())
    return queries.plan(plan.id)


def done(action, plan, by):
    """Do the verb, as somebody who has the plan before them as it is."""
    item, how = plan.items[0], {"seen": plan.version, "by": by, "at": clock.now()}
    twice = {"by": by, "at": clock.now()}
    some = queries.grounds(plan)
    verbs = {
        "edit": lambda: service.change_item(plan, item, WORDS, **how),
        "adopt": lambda: service.adopt(plan, some[0] if some else None, clock.today(), **how),
        "send": lambda: service.send(plan, **twice),
        "judge": lambda: service.judge(plan, item, YES, **how),
        "review": lambda: service.finish_review(plan, **how),
        "word": lambda: service.say(plan, item, 1_000, "반만 합니다.", **how),
        "finalise": lambda: service.finalise(plan, **how),
        "start": lambda: service.start(plan, **twice),
        "spend": lambda: service.spend(plan, item, Spent(clock.today(), 1_000, "물감", ""), **twice),
        "settle": lambda: service.settle(plan, **how),
    }
    with transaction():
        verbs[action]()


def kept():
    """All that a plan is made of, as the database has it."""
    return [rows(table) for table in ("plan", "plan_item", "spending", "plan_version")]


def test_the_table_has_the_verbs_that_were_worked_out_by_hand_and_no_other():
    assert {(name, source.value) for name, source, _target in PLAN.moves} == set(DOES.items()) | ALSO


@pytest.mark.parametrize(("action", "state"), REFUSED, ids=lambda value: getattr(value, "value", value))
def test_a_verb_out_of_its_state_is_refused_with_the_state_and_changes_nothing(at, leader, action, state):
    plan = at(state)
    before = kept()
    with pytest.raises(Conflict) as told:
        done(action, plan, leader)
    assert told.value.reason == f"지금은 ‘{state.label}’ 상태라서 할 수 없는 일입니다."
    assert kept() == before


@pytest.mark.parametrize(("action", "state"), [(action, state) for action in QUIET for state in QUIET[action]])
def test_a_verb_whose_effect_is_there_already_changes_nothing_and_says_nothing(at, leader, action, state):
    plan = at(PlanState(state))
    before, events = kept(), len(rows("event"))
    done(action, plan, leader)
    assert kept() == before
    assert len(rows("event")) == events


@pytest.mark.parametrize("state", [one for one in PlanState if one is not PlanState.DRAFT])
def test_no_item_comes_in_or_goes_out_once_residents_have_adopted_the_plan(at, council, leader, state):
    poll, plan = a_certified_budget_poll(council, leader), at(state)
    how = {"by": leader, "at": clock.now() + timedelta(seconds=1)}
    before = kept()
    for work in (
        lambda: service.add_item(plan, WORDS, **how),
        lambda: service.remove_item(plan, plan.items[0], **how),
        lambda: service.set_cap(plan, 1, seen=plan.version, **how),
        lambda: service.take_bought(plan, poll, **how),
    ):
        with pytest.raises(Conflict, match=f"‘{state.label}’ 상태라서"), transaction():
            work()
    assert kept() == before


FORMS = {
    "cap": "edit", "items/new": "edit", "items/{item}/edition": "edit", "adoption": "adopt",
    "items/{item}/review": "judge", "items/{item}/word": "word", "items/{item}/promise": "promise",
    "items/{item}/spending": "spend", "items/{item}/commitment": "spend",
}  # fmt: skip


@pytest.mark.parametrize("state", PlanState, ids=lambda state: state.value)
def test_a_form_for_what_cannot_be_done_now_says_so_before_anybody_types(at, leader, officer, sign_in, state):
    plan, facilitator, desk = at(state), sign_in(leader), sign_in(officer)
    for form, action in FORMS.items():
        browser = desk if action in ("judge", "promise", "spend") else facilitator
        answer = browser.get(f"/plans/{plan.id}/{form.format(item=plan.items[0].id)}")
        can = any(name == action and source is state for name, source, _target in PLAN.moves)
        assert answer.status_code == (200 if can else 409), form
        assert can or f"‘{state.label}’ 상태라서" in html.unescape(answer.text), form
