"""Reads of dongs and alleys."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.kernel.db import session
from app.kernel.errors import NotFound
from app.places.models import Alley, Dong, Gu


def dong(dong_id: int) -> Dong:
    """The dong with its gu, or NotFound."""
    found = session().scalars(select(Dong).where(Dong.id == dong_id).options(joinedload(Dong.gu))).one_or_none()
    if found is None:
        raise NotFound
    return found


def dong_with_code(code: str) -> Dong | None:
    """The dong with this official code of ten digits."""
    return session().scalars(select(Dong).where(Dong.code == code).options(joinedload(Dong.gu))).one_or_none()


def dongs() -> Sequence[Dong]:
    """All dongs with their gu, by code: the order of the official list."""
    return session().scalars(select(Dong).options(joinedload(Dong.gu)).order_by(Dong.code)).all()


def alley(alley_id: int) -> Alley:
    """The alley with its dong and road segments, or NotFound."""
    wanted = select(Alley).where(Alley.id == alley_id)
    found = session().scalars(wanted.options(joinedload(Alley.dong), selectinload(Alley.segments))).one_or_none()
    if found is None:
        raise NotFound
    return found


def alleys_of(dong_id: int) -> Sequence[Alley]:
    """The alleys of a dong with their road segments, by name."""
    wanted = select(Alley).where(Alley.dong_id == dong_id).options(selectinload(Alley.segments))
    return session().scalars(wanted.order_by(Alley.name, Alley.id)).all()


def gus() -> Sequence[Gu]:
    """All gu, by code."""
    return session().scalars(select(Gu).order_by(Gu.code)).all()


def gu(gu_id: int) -> Gu:
    """The gu, or NotFound."""
    found = session().get(Gu, gu_id)
    if found is None:
        raise NotFound
    return found
