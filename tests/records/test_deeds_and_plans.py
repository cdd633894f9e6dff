"""Open data of promises and plans: few answers are kept back, and what is not out yet is not in a file."""

import json
from itertools import product

import pytest

from app.deeds.states import Mark
from app.kernel import clock
from app.kernel.db import session
from app.plans.states import ReviewMark
from tests.conftest import counted_statements
from tests.factories import a_council, a_facilitator, an_officer
from tests.factories import deeds as made
from tests.factories import plans as planned

FELT = ("better", "same", "worse")


def told(client, council, key):
    with client.get(f"/councils/{council.id}/data/{key}.json") as answer:
        assert answer.status_code == 200
        return json.loads(answer.data)


@pytest.fixture
def council(app):
    return a_council()


def a_round(council, numbers):
    """A closed round with so many answers each."""
    check = made.an_open_check(made.a_done_commitment(council))
    check.closed_at = clock.now()
    check.counted = dict(zip(FELT, numbers, strict=True))
    session().commit()
    return check


def test_a_promise_is_told_with_its_days_money_and_state_and_without_a_person(council, client):
    done = made.a_done_commitment(council)
    (row,) = told(client, council, "commitments")
    assert (row["state"], row["commitment_id"], row["text"]) == ("done", done.id, done.text)
    assert row["request_id"] == done.request_id
    assert row["first_do_by"] == done.first_do_by.isoformat()
    assert done.officer_name not in json.dumps(row, ensure_ascii=False)
    assert done.officer_phone not in json.dumps(row, ensure_ascii=False)


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ((9, 8, 7), (24, 9, 8, 7)),
        ((9, 8, 2), (19, 9, None, None)),
        ((9, 0, 0), (9, None, None, None)),
        ((2, 1, 1), (None, None, None, None)),
        ((0, 0, 0), (None, None, None, None)),
    ],
)
def test_few_answers_are_kept_back_and_what_would_give_them_away(council, client, numbers, shown):
    a_round(council, numbers)
    (row,) = told(client, council, "checks")
    assert tuple(row[name] for name in ("answers", *FELT)) == shown
    assert (row["keep"], row["change"], row["end"]) == (None, None, None)


def test_what_is_kept_back_could_be_many_numbers_for_whoever_adds_up(council, client):
    for numbers in product((0, 1, 4, 5, 12), repeat=3):
        a_round(council, numbers)
    for row in told(client, council, "checks"):
        hidden = [name for name in FELT if row[name] is None]
        if row["answers"] is None:
            assert len(hidden) == 3
            continue
        assert row["hidden"].split() == hidden
        assert len(hidden) != 1
        left = row["answers"] - sum(row[name] or 0 for name in FELT)
        assert not hidden or left >= 5


def test_while_residents_are_asked_there_is_no_number(council, client):
    made.an_open_check(made.a_done_commitment(council))
    (row,) = told(client, council, "checks")
    assert row["closed_at"] is None
    assert [row[name] for name in ("answers", *(mark.value for mark in Mark))] == [None] * 7


@pytest.fixture
def assembly(app):
    return planned.an_assembly()


@pytest.fixture
def leader(assembly):
    return a_facilitator(assembly)


@pytest.fixture
def officer(assembly):
    return an_officer(assembly.dong, name="우리주무관")


def test_what_the_gu_says_is_told_when_its_whole_review_is_out(assembly, leader, officer, client):
    sent = planned.sent(planned.adopted(planned.a_plan(assembly, leader), leader), leader)
    planned.judged(sent, 0, officer, ReviewMark.PARTLY, cost=1_000)
    row, _other = told(client, assembly, "plan_items")
    names = ("mark", "review_reason", "review_cost_won", "review_office", "word", "final_cost_won", "spent_won")
    assert [row[name] for name in names] == [None] * 7


def test_an_item_is_told_with_its_review_its_settled_cost_what_was_spent_and_its_deed(
    assembly, leader, officer, client
):
    plan = planned.promised(planned.a_plan_under_way(assembly, leader, officer), 0, officer)
    planned.spent(planned.spent(plan, 0, 1_000_000), 0, -400_000)
    row, other = told(client, assembly, "plan_items")
    assert (row["title"], row["cost_won"], row["runner"], row["source"]) == ("바닥등", 9_600_000, "joint", "hand")
    assert (row["mark"], row["final_cost_won"], row["spent_won"], row["deed"]) == (
        "accepted",
        9_600_000,
        600_000,
        "promised",
    )
    assert (other["spent_won"], other["deed"]) == (0, None)
    (kept,) = told(client, assembly, "plans")
    assert (kept["state"], kept["cap_won"], kept["year"]) == ("under_way", planned.CAP, 2027)
    assert kept["sent_hash"] == plan.sent_hash
    (promise,) = told(client, assembly, "commitments")
    assert (promise["request_id"], promise["commitment_id"]) == (None, row["commitment_id"])


def test_no_phone_number_of_an_office_is_in_a_file_of_plans(assembly, leader, officer, client):
    planned.promised(planned.a_plan_under_way(assembly, leader, officer), 0, officer)
    for key in ("plans", "plan_items", "commitments", "milestones", "checks"):
        with client.get(f"/councils/{assembly.id}/data/{key}.csv") as answer:
            text = answer.data.decode("utf-8-sig")
        assert "02-820" not in text
        assert "우리주무관" not in text


@pytest.mark.parametrize("key", ["commitments", "milestones", "checks", "plans", "plan_items"])
def test_a_file_takes_as_many_statements_with_many_rows_as_with_one(assembly, leader, officer, client, key):
    counts = []
    for year in (2027, 2028):
        plan = planned.promised(planned.a_plan_under_way(assembly, leader, officer, year=year), 0, officer)
        a_round(assembly, (9, 8, 2))
        planned.spent(plan, 0, 1_000)
        with counted_statements() as statements:
            assert told(client, assembly, key) is not None
        counts.append(len(statements))
    assert counts[0] == counts[1]
