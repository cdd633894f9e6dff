"""Words of progress and the photos before and after."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.deeds.states import Moment, Step
from app.kernel.db import Model

MOST_PHOTOS = 8


class Progress(Model):
    """이행 소식: what an officer told of the work, in a few words."""

    __tablename__ = "progress"

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id"), index=True)
    once: Mapped[str | None] = mapped_column(String(40), unique=True)
    text: Mapped[str] = mapped_column(Text)
    step: Mapped[Step] = mapped_column(default=Step.TELL)
    section: Mapped[str] = mapped_column(String(60), default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]

    photo: Mapped["DeedPhoto | None"] = relationship(back_populates="told_with", lazy="raise_on_sql")


class DeedPhoto(Model):
    """이행 사진: the place before or after, made anew as all photos are; `description` is for who does not see it."""

    __tablename__ = "deed_photo"

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id"), index=True)
    progress_id: Mapped[int | None] = mapped_column(ForeignKey("progress.id"), unique=True)
    moment: Mapped[Moment]
    key: Mapped[str] = mapped_column(String(64), unique=True)
    width: Mapped[int]
    height: Mapped[int]
    description: Mapped[str] = mapped_column(String(200), default="")

    told_with: Mapped[Progress | None] = relationship(back_populates="photo", lazy="raise_on_sql")
