"""Kinds of requests: on which legal clock an answer is due, kept as rows so that an ordinance needs no new program."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.decisions.clocks import Measure, Term
from app.decisions.policy import KIND_POLICY
from app.decisions.states import Unit
from app.kernel.db import Model
from app.kernel.i18n import language
from app.places.models import Gu


class RequestKind(Model):
    """요청의 종류 (절차): the time for an answer, how it may be extended, and how to ask again after a no.

    A request keeps the row under which it was received. What changes is a new row with days of its own; only the last
    day of the old one is written then. `gu_id` is None for what holds everywhere; a gu's own row goes before it.
    """

    __tablename__ = "request_kind"
    __policy__ = KIND_POLICY
    __table_args__ = (
        Index("uq_request_kind_gu_id_code_valid_from", "gu_id", "code", "valid_from", unique=True),
        CheckConstraint("term > 0 AND extension >= 0 AND survey_days >= 0", name="periods"),
        CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name="validity"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    gu_id: Mapped[int | None] = mapped_column(ForeignKey("gu.id"))
    code: Mapped[str] = mapped_column(String(32))
    name_ko: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    law: Mapped[str] = mapped_column(String(200))
    term: Mapped[int]
    unit: Mapped[Unit]
    extension: Mapped[int] = mapped_column(default=0)  # in the same unit; 0 where the rule knows none
    second_with_consent: Mapped[bool] = mapped_column(default=False)
    survey_days: Mapped[int] = mapped_column(default=0)  # 민원처리법 시행령 §17 ④: a field survey, not counted
    supplement_within: Mapped[int | None]  # days after the receipt in which a supplement may be asked for
    again_days: Mapped[int | None]  # days after the answer in which one may ask again; None where nothing sets an end
    gives_ko: Mapped[str] = mapped_column(Text)
    gives_en: Mapped[str] = mapped_column(Text)
    remedy_ko: Mapped[str] = mapped_column(Text)
    remedy_en: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]

    gu: Mapped[Gu | None] = relationship(lazy="raise_on_sql")

    @property
    def name(self) -> str:
        """What it is called, in the reader's language."""
        return self.name_ko if language() == "ko" else self.name_en

    @property
    def gives(self) -> str:
        """What it gives those who ask, in plain words."""
        return self.gives_ko if language() == "ko" else self.gives_en

    @property
    def remedy(self) -> str:
        """How to ask again after a no."""
        return self.remedy_ko if language() == "ko" else self.remedy_en

    @property
    def period(self) -> Term:
        """The time for an answer."""
        return Term(self.term, Measure(self.unit.value))

    @property
    def is_own(self) -> bool:
        """Whether a gu made it for itself."""
        return self.gu_id is not None

    def holds_on(self, day: date) -> bool:
        """Whether a request that is received on the day may be of this kind."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)
