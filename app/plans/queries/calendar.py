"""The dates of a plan's year: by when, since when it is done, and how near it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from app.decisions.states import SOON_DAYS, Light
from app.kernel import clock
from app.kernel.db import session
from app.kernel.i18n import _
from app.places import queries as places
from app.plans import clocks
from app.plans.models import Plan, PlanReminder
from app.plans.queries.plans import plan as whole_plan
from app.plans.queries.terms import sending_term
from app.plans.states import LEAD_DAYS, Duty

REMEMBERED = timedelta(days=3 * 366)  # older assemblies remind of nothing


@dataclass(frozen=True)
class Dated:
    """One duty of the year: by when, the day it was done, and the rule that says so."""

    duty: Duty
    due_on: date
    done_on: date | None
    law: str
    today: date

    @property
    def is_done(self) -> bool:
        """Whether it is behind."""
        return self.done_on is not None

    @property
    def was_late(self) -> bool:
        """Whether it was done after its day."""
        return self.done_on is not None and self.done_on > self.due_on

    @property
    def is_late(self) -> bool:
        """Whether its day has passed and it is not done."""
        return not self.is_done and self.today > self.due_on

    @property
    def light(self) -> Light:
        """The traffic light of what is not done, which is also a word."""
        left = (self.due_on - self.today).days
        if left < 0:
            return Light.OVERDUE
        if left == 0:
            return Light.TODAY
        return Light.SOON if left <= SOON_DAYS else Light.AMPLE


def dates(plan: Plan, today: date) -> list[Dated]:
    """All dates of the plan that are known by now, in the order of the year."""
    return list(_dates(plan, today))


def sending_due(plan: Plan, assembly_on: date) -> tuple[date, str]:
    """The last day for the plan to go to the gu, and the ordinance that says so; the usual term where none is kept."""
    kept = sending_term(plan.council.dong.gu_id, assembly_on)
    due_on = clocks.last_day(kept.period if kept else clocks.USUAL_SENDING, assembly_on, places.OFFICES)
    return due_on, kept.law if kept else _("많은 조례의 14일. 이 구의 조례를 확인해 주세요.")


def _dates(plan: Plan, today: date) -> Iterator[Dated]:
    held = plan.assembly_on
    if held is None:
        return
    notice, month = clocks.notice_by(held, places.OFFICES), _("주민자치회 조례: 총회 1개월 전부터")
    yield Dated(Duty.NOTICE, notice, plan.notice_on, month, today)
    was_held = held if plan.is_adopted and held <= today else None
    yield Dated(Duty.ASSEMBLY, held, was_held, _("주민자치회 조례: 해마다 한 번"), today)
    posting = clocks.last_day(clocks.POSTING, held, places.OFFICES)
    yield Dated(Duty.POSTING, posting, plan.posted_on, _("주민자치회 조례: 총회 뒤 14일 안에"), today)
    if plan.posted_on:
        until = clocks.kept_until(plan.posted_on)
        yield Dated(Duty.KEEPING, until, until if until < today else None, _("주민자치회 조례: 30일 이상"), today)
    by, law = sending_due(plan, held)
    yield Dated(Duty.SENDING, by, _day(plan.sent_at), law, today)
    if plan.review_due_on:
        law = plan.kind.law if plan.kind else ""
        yield Dated(Duty.REVIEW, plan.review_due_on, _day(plan.reviewed_at), law, today)
    by = plan.next_assembly_on or clocks.assembly_again_by(held)
    yield Dated(Duty.NEXT, by, _next_held(plan, held), _("자치계획은 다음 총회 전날까지 쓰입니다."), today)


def _next_held(plan: Plan, held: date) -> date | None:
    """The day of the council's next assembly that has adopted a plan."""
    later = select(Plan.assembly_on).where(Plan.council_id == plan.council_id, Plan.adopted_at.is_not(None))
    return session().scalar(later.where(Plan.assembly_on > held).order_by(Plan.assembly_on).limit(1))


def _day(at: datetime | None) -> date | None:
    return clock.seoul(at).date() if at else None


def due_dates(today: date) -> Sequence[tuple[int, Dated]]:
    """Of which dates of which plans people are to be reminded now and were not yet."""
    told = {(one.plan_id, one.duty, one.due_on, one.is_late) for one in session().scalars(select(PlanReminder))}
    recent = select(Plan.id).where(Plan.assembly_on >= today - REMEMBERED).order_by(Plan.id)
    numbers = session().scalars(recent).all()
    return [
        (number, one)
        for number in numbers
        for one in dates(whole_plan(number), today)
        if _is_near(one) and (number, one.duty, one.due_on, one.is_late) not in told
    ]


def _is_near(one: Dated) -> bool:
    lead = LEAD_DAYS.get(one.duty)
    return lead is not None and not one.is_done and one.today >= one.due_on - timedelta(days=lead)
