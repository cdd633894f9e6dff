"""Texts of answers that a centre keeps ready."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.decisions.states import Answer, ReasonCode
from app.desk.policy import TEMPLATE_POLICY
from app.kernel.db import Model, Versioned
from app.places.models import Dong

FIELDS = ("answer", "summary", "reason_code", "reason", "ground", "possible")


class AnswerTemplate(Versioned, Model):
    """답변 틀: words that the officers of a dong begin an answer with; {요청} and the like are filled in on the way."""

    __tablename__ = "answer_template"
    __policy__ = TEMPLATE_POLICY
    __table_args__ = (Index("uq_answer_template_dong_id_name", "dong_id", "name", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dong_id: Mapped[int] = mapped_column(ForeignKey("dong.id"))
    name: Mapped[str] = mapped_column(String(60))
    answer: Mapped[Answer | None]
    summary: Mapped[str] = mapped_column(Text, default="")
    reason_code: Mapped[ReasonCode | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    ground: Mapped[str] = mapped_column(Text, default="")
    possible: Mapped[str] = mapped_column(Text, default="")
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    changed_at: Mapped[datetime]

    dong: Mapped[Dong] = relationship(lazy="raise_on_sql")
