"""A draft: its items by hand, from a budget poll and from proposals, each once and each change kept."""

from dataclasses import replace

import pytest

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import Event
from app.plans import queries, service
from app.plans.service import ItemWords
from app.plans.states import Runner, Source
from app.proposals.states import ProposalState
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_facilitator, a_member
from tests.factories.plans import CAP, a_certified_budget_poll, a_plan, adopted, an_assembly
from tests.factories.polls import a_counted_poll
from tests.factories.proposals import a_proposal

WORDS = ItemWords("바닥등 더", "더 놓습니다.", 1_000_000, Runner.RESIDENTS)


def events_of(action):
    return list(session().query(Event).filter_by(action=action))


def take(plan, poll, by):
    with transaction():
        service.take_bought(queries.plan(plan.id), poll, by=by, at=clock.now())
    return queries.plan(plan.id)


def test_a_year_has_one_plan(council, leader, plan):
    with transaction():
        again = service.draft(council, 2027, cap_won=None, by=leader, at=clock.now())
    assert again.id == plan.id
    assert len(rows("plan")) == 1


def test_what_a_budget_poll_bought_comes_over_once_with_its_costs_and_its_cap(council, leader):
    poll, empty = a_certified_budget_poll(council, leader), a_plan(council, leader, items=(), cap_won=None)
    plan = take(empty, poll, leader)
    assert [one.title.split()[0] for one in plan.items] == ["A1", "A6", "A7", "A3", "A2", "A5", "A4"]
    assert (plan.cap_won, plan.meter.total_won, plan.meter.left_won) == (CAP, 45_600_000, 2_900_000)
    assert {one.source for one in plan.items} == {Source.POLL}
    assert len(take(plan, poll, leader).items) == 7
    near = queries.missed_by(plan)[0]
    assert (near.title.split()[0], near.missing_won) == ("A11", 100_000)


def test_a_cost_that_was_changed_stays_when_the_poll_is_taken_again(council, leader):
    poll = a_certified_budget_poll(council, leader)
    plan = take(a_plan(council, leader, items=()), poll, leader)
    with transaction():
        item = plan.items[0]
        words = ItemWords(item.title, "", 9_000_000, Runner.PUBLIC)
        service.change_item(plan, item, words, seen=plan.version, by=leader, at=clock.now())
    assert take(plan, poll, leader).items[0].cost_won == 9_000_000
    assert events_of("plan.item_changed")[0].facts["changes"]["cost_won"] == [9_600_000, 9_000_000]


def test_only_a_certified_budget_poll_of_the_council_gives_items(council, leader, plan):
    other = an_assembly()
    foreign = a_certified_budget_poll(other, a_facilitator(other))
    motion = a_counted_poll([[1]], council, by=leader)
    for poll in (foreign, motion):
        with pytest.raises(Conflict, match="확정한 예산 투표"):
            take(plan, poll, leader)
    assert len(queries.plan(plan.id).items) == 2


def test_a_proposal_is_taken_once_with_what_it_costs(council, leader, plan):
    author = a_member(council)
    one = a_proposal(council, author, state=ProposalState.PUBLISHED, title="긴 의자", cost_won=500_000)
    for _press in range(2):
        with transaction():
            service.take_proposal(queries.plan(plan.id), one, by=leader, at=clock.now())
    found = [item for item in queries.plan(plan.id).items if item.proposal_id == one.id]
    assert [(item.title, item.cost_won) for item in found] == [("긴 의자", 500_000)]
    assert one.id not in {left.id for left in queries.proposals_to_take(queries.plan(plan.id))}


def test_the_same_form_twice_is_one_item(leader, plan):
    for _press in range(2):
        with transaction():
            service.add_item(queries.plan(plan.id), WORDS, once="form-1", by=leader, at=clock.now())
    assert len(queries.plan(plan.id).items) == 3


def test_two_who_change_an_item_do_not_overwrite_each_other(leader, plan):
    item, seen = plan.items[0], plan.version
    with transaction():
        service.change_item(plan, item, WORDS, seen=seen, by=leader, at=clock.now())
    with pytest.raises(Invalid, match="다른 사람"), transaction():
        service.change_item(plan, item, replace(WORDS, title="다른 이름"), seen=seen, by=leader, at=clock.now())
    assert queries.plan(plan.id).items[0].title == "바닥등 더"


def test_what_is_taken_out_stays_in_the_history(leader, plan):
    with transaction():
        service.remove_item(plan, plan.items[0], by=leader, at=clock.now())
    assert [one.title for one in queries.plan(plan.id).items] == ["놀이터"]
    assert events_of("plan.item_removed")[0].facts["cost_won"] == 9_600_000


def test_a_cap_that_changes_says_what_it_was(leader, plan):
    with transaction():
        service.set_cap(plan, 50_000_000, seen=plan.version, by=leader, at=clock.now())
    assert events_of("plan.cap_changed")[0].facts == {"before": CAP, "cap_won": 50_000_000}


def test_an_adopted_plan_takes_no_more(council, leader, plan):
    poll, fixed = a_certified_budget_poll(council, leader), adopted(plan, leader)
    with pytest.raises(Conflict), transaction():
        service.add_item(fixed, WORDS, by=leader, at=clock.now())
    with pytest.raises(Conflict):
        take(fixed, poll, leader)


def test_the_list_asks_as_much_for_three_plans_as_for_one(council, leader, plan):
    with counted_statements() as one:
        queries.plans_of(council.id)
    for year in (2028, 2029):
        a_plan(council, leader, year=year)
    with counted_statements() as three:
        assert len(queries.plans_of(council.id)) == 3
    assert len(three) == len(one)


def test_only_an_assembly_makes_a_plan(app, sign_in):
    alley = a_council()
    page = sign_in(a_facilitator(alley)).get(f"/councils/{alley.id}/plans/new")
    assert page.status_code == 403
    assert "주민총회에서 만듭니다" in page.text
