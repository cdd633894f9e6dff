"""Preparing a panel, who came, and what it says."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from app.councils.models import Council
from app.kernel.db import kept_once, session
from app.kernel.errors import Invalid
from app.kernel.events import record
from app.kernel.i18n import lazy
from app.panels import queries
from app.panels.models import Panel
from app.people.models import User


@dataclass(frozen=True)
class Plan:
    """What a panel meets on, when and where, and how its lot is drawn; `proposal_id` is what it speaks about."""

    title: str
    purpose: str
    meets_at: datetime
    place: str
    size: int
    by_age: bool
    by_sex: bool
    answer_days: int
    proposal_id: int | None = None


def prepare(council: Council, plan: Plan, *, by: User, at: datetime, once: str | None = None) -> Panel:
    """Prepare a panel, which only facilitators and the centre see. The same form sent twice prepares it once.

    Raises Invalid where it would meet in the past.
    """
    _check(plan, at)
    new = Panel(council=council, author_id=by.id, once=once or None, **asdict(plan))
    return kept_once(new, lambda: queries.prepared_once(by.id, once))[0]


def edit(panel: Panel, plan: Plan, *, at: datetime) -> Panel:
    """Change what was prepared, before it is announced. Raises as `prepare`."""
    panel.move("edit")
    _check(plan, at)
    for name, value in asdict(plan).items():
        setattr(panel, name, value)
    session().flush()
    return panel


def _check(plan: Plan, at: datetime) -> None:
    if plan.meets_at <= at:
        raise Invalid(lazy("모임 날짜와 시각이 이미 지났습니다."))


def set_attendance(panel: Panel, codes: Collection[str]) -> None:
    """Say who of those who take part came."""
    for place in panel.places:
        place.attended = place.is_accepted and place.code in codes
    session().flush()


def publish(panel: Panel, statement: str, *, by: User, at: datetime) -> Panel:
    """Make public what the panel says, in its own words. Event panel.heard.

    Raises Invalid where nobody is marked as having come.
    """
    if not any(place.attended for place in panel.places):
        raise Invalid(lazy("모임에 온 분을 먼저 표시해 주세요. 아무도 오지 않았다면 의견도 없습니다."))
    panel.move("publish")
    panel.statement, panel.heard_at = statement, at
    record("panel.heard", panel, by=by, at=at)
    return panel
