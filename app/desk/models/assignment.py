"""Who looks after a request: one row each time it went to somebody, the last one holds."""

from datetime import datetime
from typing import cast

from sqlalchemy import ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.decisions.models import Request
from app.kernel.db import Model
from app.kernel.db.growing import append_only, attach
from app.people.models import User

TRIGGERS = append_only("assignment", "who had a request stays written down")


class Assignment(Model):
    """담당 지정: a request is with this section of this centre, and with this person; None for the section alone.

    `turn` counts from 1, so two officers never give it to two people at once. Whoever has no post at the centre any
    more has left it to the section: that is read from the posts and not written here.
    """

    __tablename__ = "assignment"
    __table_args__ = (UniqueConstraint("request_id", "turn"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    turn: Mapped[int]
    dong_id: Mapped[int] = mapped_column(ForeignKey("dong.id"), index=True)
    section: Mapped[str] = mapped_column(String(60))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]

    request: Mapped[Request] = relationship(lazy="raise_on_sql")
    user: Mapped[User | None] = relationship(foreign_keys=[user_id], lazy="raise_on_sql")
    by: Mapped[User] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")


attach(cast(Table, Assignment.__table__), TRIGGERS)
