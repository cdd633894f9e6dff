"""What officers of a desk write down about a request among themselves."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.db import Model
from app.people.models import User


class DeskNote(Model):
    """책상 메모: for officers of the centre that has the request alone, each with its writer; in no record or export.

    It is destroyed some time after the request has ended (app/desk/jobs.py).
    """

    __tablename__ = "desk_note"
    __table_args__ = (Index("uq_desk_note_author_id_once", "author_id", "once", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    once: Mapped[str | None] = mapped_column(String(40))  # the form it came from: sent twice, kept once
    body: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]

    author: Mapped[User] = relationship(lazy="raise_on_sql")
