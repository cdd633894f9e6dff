"""Reads of plans, their items and their versions."""

from collections.abc import Sequence

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload, selectinload

from app.councils.models import Council
from app.deeds.models import Commitment
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.places.models import Dong
from app.plans.models import Plan, PlanItem, PlanVersion

MOST_LINKABLE = 60


def _whole() -> Select[Plan]:
    return select(Plan).options(
        joinedload(Plan.council).joinedload(Council.dong).joinedload(Dong.gu),
        joinedload(Plan.kind),
        selectinload(Plan.items).selectinload(PlanItem.spendings),
        selectinload(Plan.items).joinedload(PlanItem.commitment).joinedload(Commitment.request),
        selectinload(Plan.versions).joinedload(PlanVersion.taken_back),
    )


def plan(number: int) -> Plan:
    """A plan with everything that its page shows. Raises NotFound."""
    found = session().scalars(_whole().where(Plan.id == number)).unique().one_or_none()
    if found is None:
        raise NotFound
    return found


def locked(number: int) -> Plan:
    """The whole plan as it is now, held until the transaction ends: two people never change it at once."""
    session().execute(select(Plan.id).where(Plan.id == number).with_for_update()).one()
    whole = _whole().where(Plan.id == number).execution_options(populate_existing=True)
    return session().scalars(whole).unique().one()


def plans_of(council_id: int) -> Sequence[Plan]:
    """The plans of a council, the latest year first, with their items: as many statements for any number."""
    some = select(Plan).where(Plan.council_id == council_id).order_by(Plan.year.desc())
    whole = some.options(joinedload(Plan.council).joinedload(Council.dong), selectinload(Plan.items))
    return session().scalars(whole).all()


def plan_of_year(council_id: int, year: int | None) -> Plan | None:
    """The plan of a council for the year, None where nobody has begun it."""
    return session().scalars(select(Plan).where(Plan.council_id == council_id, Plan.year == year)).one_or_none()


def item(found: Plan, number: int) -> PlanItem:
    """An item of the plan. Raises NotFound."""
    one = next((one for one in found.items if one.id == number), None)
    if one is None:
        raise NotFound
    return one


def item_of(commitment_id: int) -> PlanItem:
    """The item of a plan that the commitment carries out. Raises NotFound."""
    found = session().scalars(select(PlanItem).where(PlanItem.commitment_id == commitment_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def item_once(once: str | None) -> PlanItem | None:
    """What the form with this token has made."""
    return session().scalars(select(PlanItem).where(PlanItem.once == once)).one_or_none() if once else None


def version(found: Plan, number: int) -> PlanVersion:
    """A version of the plan by its number. Raises NotFound."""
    one = next((one for one in found.versions if one.number == number), None)
    if one is None:
        raise NotFound
    return one


def linkable(council: Council) -> Sequence[Commitment]:
    """What the centre has promised to councils of the dong and no item of a plan is linked to, the latest first."""
    linked = exists().where(PlanItem.commitment_id == Commitment.id)
    of_dong = select(Commitment).join(Commitment.council).where(Council.dong_id == council.dong_id, ~linked)
    return session().scalars(of_dong.order_by(Commitment.id.desc()).limit(MOST_LINKABLE)).all()
