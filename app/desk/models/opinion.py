"""What other sections were asked about a request, and what came back."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.decisions.models import Request
from app.desk.policy import OPINION_POLICY
from app.kernel.db import Model, Versioned
from app.people.models import User


class SectionOpinion(Versioned, Model):
    """부서 의견: a named section was asked until a day; `answer` is "" until an officer enters what came back.

    It is as internal as a note, and destroyed with the notes: the public reads what an officer copies into the answer.
    """

    __tablename__ = "section_opinion"
    __policy__ = OPINION_POLICY
    __table_args__ = (Index("uq_section_opinion_asked_by_id_once", "asked_by_id", "once", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    section: Mapped[str] = mapped_column(String(80))
    person: Mapped[str] = mapped_column(String(40), default="")
    question: Mapped[str] = mapped_column(Text)
    wanted_by: Mapped[date]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    asked_at: Mapped[datetime]
    once: Mapped[str | None] = mapped_column(String(40))
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by: Mapped[str] = mapped_column(String(40), default="")
    answered_on: Mapped[date | None]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    request: Mapped[Request] = relationship(lazy="raise_on_sql")
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id], lazy="raise_on_sql")

    @property
    def is_back(self) -> bool:
        """Whether something came back."""
        return self.answered_on is not None

    def is_late(self, today: date) -> bool:
        """Whether the day has passed and nothing came back."""
        return not self.is_back and self.wanted_by < today
