"""Plans whose dates run over the end of a year, against a wall calendar; and days that cannot be."""

from datetime import date, datetime

import pytest

from app.decisions.clocks import Measure, Term
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Invalid
from app.plans import queries, service
from app.plans.states import Duty
from tests.browsing import submit
from tests.factories import an_operator
from tests.factories.plans import a_ground, a_plan, adopted, sent

NOBODY = dict.fromkeys(("notice_on", "assembly_on", "posted_on", "next_assembly_on"))
HELD = date(2026, 12, 18)  # a Friday


def noon(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=clock.SEOUL)


def dated(plan, by, at, **days):
    with transaction():
        service.set_dates(plan, {**NOBODY, **days}, seen=plan.version, by=by, at=noon(at))
    return queries.plan(plan.id)


def due(plan, today=HELD):
    return {one.duty: one for one in queries.dates(plan, today)}


def test_an_assembly_before_christmas_is_posted_and_sent_after_new_years_day(leader, plan):
    found = {duty: one.due_on for duty, one in due(adopted(plan, leader, on=HELD, at=noon(HELD))).items()}
    assert found == {
        Duty.NOTICE: date(2026, 11, 17),  # a whole month lies between, a Tuesday
        Duty.ASSEMBLY: HELD,
        Duty.POSTING: date(2027, 1, 4),  # 1 January is a Friday and a holiday
        Duty.SENDING: date(2027, 1, 4),
        Duty.NEXT: date(2027, 12, 31),
    }


def test_the_gu_answers_in_the_new_year_to_what_was_sent_in_the_old(leader, plan):
    there = sent(adopted(plan, leader, on=HELD, at=noon(HELD)), leader, at=noon(date(2026, 12, 21)))
    assert there.review_due_on == date(2027, 1, 20)  # 30 days, a Wednesday
    assert not due(there)[Duty.SENDING].was_late


def test_what_is_sent_a_minute_before_midnight_in_seoul_is_sent_in_the_old_year(leader, plan):
    held = adopted(plan, leader, on=HELD, at=noon(HELD))
    there = sent(held, leader, at=datetime(2026, 12, 31, 14, 59, tzinfo=clock.UTC))
    assert due(there, date(2027, 1, 5))[Duty.SENDING].done_on == date(2026, 12, 31)
    assert there.review_due_on == date(2027, 2, 1)  # the 30th is a Saturday


def test_a_minute_later_it_is_the_new_year_in_seoul_though_not_in_greenwich(council, leader):
    held = adopted(a_plan(council, leader, year=2028), leader, on=HELD, at=noon(HELD))
    there = sent(held, leader, at=datetime(2026, 12, 31, 15, 0, tzinfo=clock.UTC))
    assert due(there, date(2027, 1, 5))[Duty.SENDING].done_on == date(2027, 1, 1)


def test_what_is_posted_at_the_end_of_december_stands_until_the_end_of_january(leader, plan):
    there = dated(plan, leader, date(2026, 12, 28), assembly_on=HELD, posted_on=date(2026, 12, 28))
    kept = due(there, date(2027, 1, 27))[Duty.KEEPING]
    assert (kept.due_on, kept.is_done) == (date(2027, 1, 27), False)
    assert due(there, date(2027, 1, 28))[Duty.KEEPING].is_done


def test_the_term_that_holds_is_that_of_the_day_of_the_assembly_not_of_the_new_year(council, leader, plan):
    for first, days in ((date(2026, 1, 1), 20), (date(2027, 1, 1), 7)):
        with transaction():
            term = Term(days, Measure.DAYS)
            by, law = an_operator(), f"{first.year}년 조례"
            service.add_term(council.dong.gu, term, law, valid_from=first, by=by, at=clock.now())
    old = due(dated(plan, leader, HELD, assembly_on=HELD))[Duty.SENDING]
    assert (old.due_on, old.law) == (date(2027, 1, 7), "2026년 조례")  # 20 days, a Thursday
    new = due(dated(a_plan(council, leader, year=2028), leader, HELD, assembly_on=date(2027, 1, 1)))[Duty.SENDING]
    assert (new.due_on, new.law) == (date(2027, 1, 8), "2027년 조례")


def test_an_assembly_on_leap_day_has_a_whole_month_before_it(leader, plan):
    there = dated(plan, leader, HELD, assembly_on=date(2028, 2, 29))
    # 28 January 2028 is a Friday; 설날 is from 26 to 28
    assert due(there)[Duty.NOTICE].due_on == date(2028, 1, 25)
    assert due(there)[Duty.POSTING].due_on == date(2028, 3, 14)


def test_the_page_says_the_days_of_both_years(leader, plan, client):
    adopted(plan, leader, on=HELD, at=noon(HELD))
    page = client.get(f"/plans/{plan.id}").text.replace("\N{NO-BREAK SPACE}", " ")
    assert "2026년 11월 17일" in page
    assert "2027년 1월 4일" in page


def test_an_assembly_that_has_adopted_a_plan_is_never_moved_to_a_day_to_come(leader, plan):
    there = adopted(plan, leader, on=date(2026, 9, 8))
    with pytest.raises(Invalid, match="아직 오지 않은"):
        dated(there, leader, date(2026, 12, 31), assembly_on=date(2027, 1, 1))
    assert queries.plan(plan.id).assembly_on == date(2026, 9, 8)


def test_an_assembly_to_come_may_be_moved_on_while_nothing_is_adopted(leader, plan):
    there = dated(plan, leader, date(2026, 12, 1), assembly_on=HELD)
    assert dated(there, leader, date(2026, 12, 2), assembly_on=date(2027, 1, 15)).assembly_on == date(2027, 1, 15)


def test_a_plan_is_not_adopted_on_a_day_before_the_assembly_was_made_known(council, leader, plan, sign_in):
    a_ground(council, leader)
    dated(plan, leader, date(2026, 9, 1), notice_on=date(2026, 8, 3))
    key = queries.grounds(queries.plan(plan.id))[0].key
    answer = submit(sign_in(leader), f"/plans/{plan.id}/adoption", ground=key, assembly_on="2026-08-02")
    assert answer.status_code == 422
    assert "순서가 맞지 않습니다" in answer.text
    assert not queries.plan(plan.id).is_adopted
