"""What a plan said when it moved on."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.db import Model
from app.plans.states import PlanState


class PlanVersion(Model):
    """자치계획의 판: the whole plan as it was when it was adopted, sent, reviewed, settled or paid; never changed.

    `hash` is SHA-256 of the canonical JSON of `body`.
    """

    __tablename__ = "plan_version"
    __table_args__ = (Index("uq_plan_version_plan_id_number", "plan_id", "number", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    number: Mapped[int]
    state: Mapped[PlanState]
    at: Mapped[datetime]
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    hash: Mapped[str] = mapped_column(String(64))

    taken_back: Mapped["TakingBack | None"] = relationship(lazy="raise_on_sql")


class TakingBack(Model):
    """의결 되돌림: that the adoption which a version holds was taken back before it was sent, and why."""

    __tablename__ = "plan_taking_back"

    version_id: Mapped[int] = mapped_column(ForeignKey("plan_version.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
