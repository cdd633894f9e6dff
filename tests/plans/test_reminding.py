"""The dates of a plan's year, and the reminders of each, with the clock moved by hand."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from app.decisions.clocks import Measure, Term
from app.decisions.states import Light
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Invalid
from app.kernel.events import Event, deliver
from app.notices import jobs  # noqa: F401 - hears of everything
from app.notices.models import Notification
from app.plans import queries, service
from app.plans.jobs import remind_of_plans
from app.plans.states import Duty
from tests.conftest import rows
from tests.factories import an_operator
from tests.factories.plans import a_plan, adopted, sent

HELD = date(2026, 9, 8)
NOBODY = dict.fromkeys(("notice_on", "assembly_on", "posted_on", "next_assembly_on"))


def morning(day):
    return datetime(day.year, day.month, day.day, 9, tzinfo=clock.SEOUL)


def dated(plan, by, at=None, **days):
    with transaction():
        moment = morning(at) if at else clock.now()
        service.set_dates(plan, {**NOBODY, **days}, seen=plan.version, by=by, at=moment)
    return queries.plan(plan.id)


def due(plan, duty, today=HELD):
    return next((one for one in queries.dates(plan, today) if one.duty is duty), None)


def reminded():
    return [(event.action, event.facts["duty"]) for event in session().scalars(select(Event).order_by(Event.id))
            if event.action in {"plan.due", "plan.overdue"}]  # fmt: skip


def test_all_dates_come_from_the_day_of_the_assembly(leader, plan):
    assert queries.dates(plan, HELD) == []
    found = {one.duty: one.due_on for one in queries.dates(dated(plan, leader, assembly_on=HELD), HELD)}
    assert found == {
        Duty.NOTICE: date(2026, 8, 7),
        Duty.ASSEMBLY: HELD,
        Duty.POSTING: date(2026, 9, 22),
        Duty.SENDING: date(2026, 9, 22),
        Duty.NEXT: date(2027, 12, 31),
    }


def test_what_was_posted_late_says_so_and_stays_thirty_days(leader, plan):
    days = {"notice_on": date(2026, 8, 3), "assembly_on": HELD, "posted_on": date(2026, 9, 28)}
    there = dated(plan, leader, at=date(2026, 9, 28), **days)
    posted, kept = due(there, Duty.POSTING), due(there, Duty.KEEPING, date(2026, 10, 1))
    assert (posted.is_done, posted.was_late) == (True, True)
    assert (kept.due_on, kept.is_done) == (date(2026, 10, 28), False)
    assert due(there, Duty.NOTICE).was_late is False


@pytest.mark.parametrize(
    ("today", "light"),
    [
        (date(2026, 9, 18), Light.AMPLE),
        (date(2026, 9, 19), Light.SOON),
        (date(2026, 9, 22), Light.TODAY),
        (date(2026, 9, 23), Light.OVERDUE),
    ],
)
def test_the_light_says_how_near_a_day_is(leader, plan, today, light):
    assert due(dated(plan, leader, assembly_on=HELD), Duty.POSTING, today).light is light


def test_the_term_for_sending_is_that_of_the_gu_with_its_source(council, leader, plan):
    there, law, operator = dated(plan, leader, assembly_on=HELD), "성동구 주민자치회 조례 (2024. 7. 17.)", an_operator()
    for first, term in ((date(2026, 1, 1), Term(1, Measure.MONTHS)), (date(2026, 9, 9), Term(7, Measure.DAYS))):
        with transaction():
            service.add_term(council.dong.gu, term, law, valid_from=first, by=operator, at=clock.now())
    found = due(there, Duty.SENDING)
    assert (found.due_on, found.law) == (date(2026, 10, 8), law)


def test_a_term_is_never_changed(council):
    operator, day = an_operator(), date(2026, 1, 1)
    for _press in range(2):
        with transaction():
            service.add_term(
                council.dong.gu, Term(14, Measure.DAYS), "조례", valid_from=day, by=operator, at=clock.now()
            )
    assert len(rows("sending_term")) == 1
    with pytest.raises(Invalid, match="이미 있습니다"), transaction():
        service.add_term(council.dong.gu, Term(7, Measure.DAYS), "조례", valid_from=day, by=operator, at=clock.now())


def test_facilitators_and_officers_are_reminded_once_before_and_once_after(council, leader, officer, plan):
    dated(plan, leader, assembly_on=HELD)
    assert remind_of_plans(morning(date(2026, 7, 1))) == 0
    assert remind_of_plans(morning(date(2026, 8, 1))) == 1
    assert remind_of_plans(morning(date(2026, 8, 2))) == 0
    assert remind_of_plans(morning(date(2026, 8, 10))) == 1
    assert reminded() == [("plan.due", "notice"), ("plan.overdue", "notice")]
    deliver(clock.now())
    told = session().scalars(select(Notification.user_id).where(Notification.action == "plan.due")).all()
    assert sorted(told) == sorted([leader.id, officer.id])


def test_over_a_whole_year_each_duty_is_told_of_once_before_and_once_late(leader, plan):
    sent(adopted(plan, leader, on=HELD), leader, at=morning(date(2026, 9, 15)))
    days = [date(2026, month, day) for month in (9, 10, 11, 12) for day in range(1, 31)]
    for day in [one for one in days if one >= HELD]:
        remind_of_plans(morning(day))
    assert sorted(reminded()) == [
        ("plan.due", "posting"),
        ("plan.due", "review"),
        ("plan.overdue", "notice"),
        ("plan.overdue", "posting"),
        ("plan.overdue", "review"),
    ]


def test_an_assembly_that_moves_reminds_of_its_new_day(leader, plan):
    there = dated(plan, leader, assembly_on=HELD)
    remind_of_plans(morning(date(2026, 8, 3)))
    dated(there, leader, assembly_on=date(2026, 9, 11))
    remind_of_plans(morning(date(2026, 8, 4)))
    assert reminded() == [("plan.due", "notice"), ("plan.due", "notice")]


def test_the_next_assembly_is_done_when_the_next_plan_is_adopted(council, leader, plan):
    first = adopted(plan, leader, on=date(2026, 9, 8))
    assert not due(first, Duty.NEXT).is_done
    adopted(a_plan(council, leader, year=2028), leader, on=date(2026, 11, 3))
    assert due(first, Duty.NEXT).done_on == date(2026, 11, 3)


def test_days_out_of_order_or_to_come_are_refused(leader, plan):
    with pytest.raises(Invalid, match="순서"):
        dated(plan, leader, assembly_on=HELD, next_assembly_on=date(2026, 9, 1))
    with pytest.raises(Invalid, match="오늘까지의"):
        dated(plan, leader, at=HELD, assembly_on=HELD, posted_on=date(2026, 9, 9))
    with pytest.raises(Invalid, match="총회 날이 있어야"):
        dated(adopted(plan, leader), leader)
