"""Reads of what other sections were asked."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.councils.models import Council
from app.decisions.models import Request
from app.desk.models import SectionOpinion
from app.kernel.db import session
from app.kernel.errors import NotFound


def _whole(number: int) -> Select[SectionOpinion]:
    request = joinedload(SectionOpinion.request)
    whole = (request.joinedload(Request.council).joinedload(Council.dong), request.joinedload(Request.dong))
    return select(SectionOpinion).where(SectionOpinion.id == number).options(*whole)


def opinion(number: int) -> SectionOpinion:
    """What a section was asked, with the request. Raises NotFound."""
    found = session().scalars(_whole(number)).one_or_none()
    if found is None:
        raise NotFound
    return found


def locked_opinion(number: int) -> SectionOpinion:
    """The same as it is now, held until the transaction ends. Raises NotFound, as where it is destroyed by now."""
    held = select(SectionOpinion.id).where(SectionOpinion.id == number).with_for_update()
    if session().scalars(held).one_or_none() is None:
        raise NotFound
    return session().scalars(_whole(number).execution_options(populate_existing=True)).one()


def asked_once(by_id: int, once: str | None) -> SectionOpinion | None:
    """The question that came from this form before."""
    same = select(SectionOpinion).where(SectionOpinion.asked_by_id == by_id, SectionOpinion.once == once)
    return session().scalars(same).one_or_none() if once else None
