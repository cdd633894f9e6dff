"""The way of a plan: adopted, sent to the gu, reviewed, settled; frozen, hashed and each step once."""

import hashlib
from datetime import date, datetime, timedelta

import pytest

from app.decisions.states import Unit
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import Event
from app.kernel.ledger import canonical
from app.plans import queries, service
from app.plans.states import PlanState, ReviewMark
from tests.factories import an_operator
from tests.factories.plans import a_plan, adopted, final, judged, reviewed, sent, worded
from tests.factories.steps import a_kind_of

REFUSED, PARTLY = ReviewMark.REFUSED, ReviewMark.PARTLY


def noon(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=clock.SEOUL)


def test_a_plan_above_its_cap_cannot_be_adopted(council, leader):
    plan = a_plan(council, leader, cap_won=14_000_000)
    with pytest.raises(Conflict, match="100,000원 많습니다"):
        adopted(plan, leader)
    assert queries.plan(plan.id).state is PlanState.DRAFT


def test_a_plan_without_items_or_of_an_assembly_to_come_cannot_be_adopted(council, leader, plan):
    with pytest.raises(Invalid, match="아직 오지 않은"):
        adopted(plan, leader, on=clock.today() + timedelta(days=1))
    with pytest.raises(Conflict, match="하나도 없는"):
        adopted(a_plan(council, leader, items=(), year=2028), leader)


def test_sending_freezes_the_plan_under_the_hash_that_the_event_holds(leader, plan):
    there = sent(adopted(plan, leader), leader)
    kept = there.versions[-1]
    assert hashlib.sha256(canonical(kept.body).encode()).hexdigest() == kept.hash == there.sent_hash
    (event,) = session().query(Event).filter_by(action="plan.sent")
    assert event.facts["hash"] == kept.hash
    assert [one["title"] for one in kept.body["items"]] == ["바닥등", "놀이터"]


def test_pressed_twice_it_is_sent_once(leader, plan):
    first = sent(adopted(plan, leader), leader)
    again = sent(first, leader, at=clock.now() + timedelta(days=3))
    assert (again.sent_at, again.review_due_on) == (first.sent_at, first.review_due_on)
    assert session().query(Event).filter_by(action="plan.sent").count() == 1


def test_a_draft_cannot_be_sent(leader, plan):
    with pytest.raises(Conflict):
        sent(plan, leader)


@pytest.mark.parametrize(
    ("day", "due_on"),
    [
        (date(2026, 9, 8), date(2026, 10, 8)),  # 30 days later
        (date(2026, 12, 2), date(2027, 1, 4)),  # New Year's Day and a weekend
        (date(2026, 9, 4), date(2026, 10, 6)),  # 4 October is a Sunday, 5 October stands for 개천절
    ],
)
def test_the_gu_has_thirty_days_where_nothing_else_is_written(leader, plan, day, due_on):
    held = adopted(plan, leader, on=date(2026, 9, 1))
    assert sent(held, leader, at=noon(day)).review_due_on == due_on


def test_a_gu_whose_ordinance_gives_a_month_has_a_month(council, leader, plan):
    a_kind_of(council.dong.gu_id, "autonomy_plan", by=an_operator(), term=1, unit=Unit.MONTHS, law="성동구 조례")
    today = clock.today()
    there = sent(adopted(plan, leader), leader)
    assert there.kind.law == "성동구 조례"
    assert timedelta(days=28) <= there.review_due_on - today <= timedelta(days=38)


def test_a_review_needs_a_reason_for_all_but_a_plain_yes(leader, officer, plan):
    there = sent(adopted(plan, leader), leader)
    with pytest.raises(Invalid, match="까닭"):
        judged(there, 0, officer, PARTLY, reason="")
    with pytest.raises(Invalid, match="까닭"):
        judged(there, 0, officer, cost=5_000_000, reason="")
    with pytest.raises(Invalid, match="불수용이면"):
        judged(there, 0, officer, REFUSED, cost=5_000_000)
    assert judged(there, 0, officer).items[0].mark is ReviewMark.ACCEPTED


def test_the_review_is_out_only_when_every_item_has_its_answer(leader, officer, plan):
    there = judged(sent(adopted(plan, leader), leader), 0, officer)
    with pytest.raises(Conflict, match="아직 검토 결과"), transaction():
        service.finish_review(there, seen=there.version, by=officer, at=clock.now())


def test_two_officers_do_not_overwrite_each_other(leader, officer, plan):
    there = sent(adopted(plan, leader), leader)
    seen = there.version
    judged(there, 0, officer)
    with pytest.raises(Invalid, match="다른 사람"):
        judged(there, 0, officer, REFUSED, seen=seen)


def test_the_council_settles_it_with_a_word_for_each_item_that_the_gu_sees_otherwise(leader, officer, plan):
    seen = reviewed(sent(adopted(plan, leader), leader), officer, item0=PARTLY)
    with pytest.raises(Conflict, match="주민자치회의 말"):
        final(seen, leader)
    with pytest.raises(Invalid, match="그대로 수용"):
        worded(seen, 1, 1, leader)
    settled = final(worded(seen, 0, 5_000_000, leader), leader)
    assert [(one.final_cost_won, one.word) for one in settled.items] == [
        (5_000_000, "반만 하고 내년에 잇습니다."),
        (4_500_000, ""),
    ]
    assert [one.state for one in settled.versions] == ["adopted", "sent", "reviewed", "final"]


def test_what_the_council_settles_may_not_cost_more_than_there_is(leader, officer, plan):
    seen = reviewed(sent(adopted(plan, leader), leader), officer, item0=PARTLY)
    with pytest.raises(Conflict, match="많습니다"):
        final(worded(seen, 0, 48_000_000, leader), leader)


def test_an_item_may_be_dropped_with_a_word(leader, officer, plan):
    seen = reviewed(sent(adopted(plan, leader), leader), officer, item0=REFUSED)
    settled = final(worded(seen, 0, 0, leader, "하지 않습니다."), leader)
    assert settled.items[0].is_dropped


def test_a_later_change_never_touches_an_older_version(leader, officer, plan):
    first = sent(adopted(plan, leader), leader)
    before = [(one.hash, one.body) for one in first.versions]
    after = reviewed(first, officer, item0=REFUSED)
    assert [(one.hash, one.body) for one in after.versions[:2]] == before
