"""What those who serve a council write down about its proposals among themselves."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.db import Model
from app.people.models import User


class StaffNote(Model):
    """담당자 메모: for officers and facilitators of the council alone, each with its writer; in no record or export."""

    __tablename__ = "staff_note"
    __table_args__ = (Index("uq_staff_note_author_id_once", "author_id", "once", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    once: Mapped[str | None] = mapped_column(String(40))  # the form it came from: sent twice, kept once
    body: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]

    author: Mapped[User] = relationship(lazy="raise_on_sql")
