"""Panels, from the draft to the statement."""

from datetime import timedelta
from typing import Any

from app.councils.models import Council, Membership
from app.kernel import clock
from app.kernel.db import transaction
from app.panels import queries, service
from app.panels.models import Panel
from app.panels.service import Plan
from app.panels.states import Sex
from app.people.models import User
from tests import factories

DICE = "3 1 6 6 2 5 4 1 1 6"
WATCHED = "참관한 이웃 다섯 사람"


def a_plan(**given: Any) -> Plan:
    values = {
        "title": "골목 주차 어떻게 할까요",
        "purpose": "밤마다 차를 대는 일로 다툽니다. 어떻게 나눌지 의논해 주세요.",
        "meets_at": clock.now() + timedelta(days=20),
        "place": "경로당 2층",
        "size": 3,
        "by_age": False,
        "by_sex": False,
        "answer_days": 5,
    }
    return Plan(**{**values, **given})


def agreed(council: Council, count: int, *, sex: Sex = Sex.UNTOLD, birth_year: int = 1980) -> list[User]:
    """So many members who agreed to be drawn."""
    people = [factories.a_member(council, birth_year=birth_year) for _ in range(count)]
    with transaction():
        for one in people:
            service.agree(membership(council, one), sex=sex, at=clock.now())
    return people


def membership(council: Council, user: User) -> Membership:
    return queries.membership_of(council.id, user.id)


def a_draft(council: Council, by: User | None = None, **given: Any) -> Panel:
    by = by or factories.a_facilitator(council)
    with transaction():
        made = service.prepare(council, a_plan(**given), by=by, at=clock.now())
    return queries.panel(made.id)


def an_announced(council: Council, pool: int = 6, by: User | None = None, **given: Any) -> Panel:
    agreed(council, pool)
    by = by or factories.a_facilitator(council)
    panel = a_draft(council, by, **given)
    with transaction():
        service.announce(panel, by=by, at=clock.now())
    return queries.panel(panel.id)


def a_drawn(council: Council, pool: int = 6, **given: Any) -> Panel:
    by = factories.a_facilitator(council)
    panel = an_announced(council, pool, by, **given)
    return drawn(panel, by)


def drawn(panel: Panel, by: User, source: str = DICE) -> Panel:
    with transaction():
        service.draw(queries.panel(panel.id), source=source, before=WATCHED, by=by, at=clock.now())
    return queries.panel(panel.id)
