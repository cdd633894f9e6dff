"""What happened to a request between its receipt and its answer."""

from datetime import date, datetime
from typing import cast

from sqlalchemy import ForeignKey, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.decisions.models.report import Request
from app.decisions.states import StepKind
from app.kernel.db import Model
from app.kernel.db.growing import append_only, attach
from app.places.models import Dong

TRIGGERS = append_only("request_step", "what happened to a request stays written down")


class RequestStep(Model):
    """처리 경과: one step of a request. `key` lets it happen once: a form's own token, or the rung of a reminder.

    `due_on` is the due date from this step on, None where it did not move; `longer` by how much the period was
    extended, in the unit of its kind. `contact` names who did it as 민원처리법 시행령 §31 wants: section, name, phone.
    """

    __tablename__ = "request_step"
    __table_args__ = (UniqueConstraint("request_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    key: Mapped[str] = mapped_column(String(64))
    kind: Mapped[StepKind]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    words: Mapped[str] = mapped_column(Text, default="")
    contact: Mapped[str] = mapped_column(String(140), default="")
    wanted_by: Mapped[date | None]  # by when a supplement is wanted
    longer: Mapped[int] = mapped_column(default=0)
    due_on: Mapped[date | None]
    is_late: Mapped[bool] = mapped_column(default=False)  # passed on after the eight hours of work
    to_dong_id: Mapped[int | None] = mapped_column(ForeignKey("dong.id"), index=True)
    office: Mapped[str] = mapped_column(String(80), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)

    request: Mapped[Request] = relationship(lazy="raise_on_sql")
    to_dong: Mapped[Dong | None] = relationship(lazy="raise_on_sql")


attach(cast(Table, RequestStep.__table__), TRIGGERS)
