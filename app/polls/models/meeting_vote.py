"""Secret votes of meetings: which poll decides which division."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.db import Model
from app.meetings.models import Division
from app.polls.models.poll import Poll


class MeetingVote(Model):
    """회의의 비밀투표: the poll whose result becomes the resolution of a division. Nothing of a ballot is here."""

    __tablename__ = "meeting_vote"

    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), primary_key=True, autoincrement=False)
    division_id: Mapped[int] = mapped_column(ForeignKey("division.id"), unique=True)

    poll: Mapped[Poll] = relationship(lazy="raise_on_sql")
    division: Mapped[Division] = relationship(lazy="raise_on_sql")
