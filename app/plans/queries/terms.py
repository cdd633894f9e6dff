"""Reads of the terms in which plans go to the gu."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.kernel.db import session
from app.plans.models import SendingTerm


def sending_term(gu_id: int, assembly_on: date) -> SendingTerm | None:
    """What the ordinance of the gu gives for an assembly of the day; None where nobody has written it down."""
    mine = select(SendingTerm).where(SendingTerm.gu_id == gu_id, SendingTerm.valid_from <= assembly_on)
    return session().scalars(mine.order_by(SendingTerm.valid_from.desc()).limit(1)).one_or_none()


def all_terms() -> Sequence[SendingTerm]:
    """Every row with its gu, by gu, the latest first."""
    order = (SendingTerm.gu_id, SendingTerm.valid_from.desc())
    return session().scalars(select(SendingTerm).options(joinedload(SendingTerm.gu)).order_by(*order)).all()
