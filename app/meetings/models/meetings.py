"""Meetings: agenda, remarks, resolutions and minutes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.councils.models import Council
from app.kernel.db import Model, Versioned
from app.kernel.i18n import _
from app.meetings.policy import MEETING_POLICY
from app.meetings.states import MEETING, Channel, MeetingState, Outcome, Way
from app.people.models import User
from app.proposals.models import Proposal

if TYPE_CHECKING:
    from app.meetings.models.attendance import Attendance
    from app.meetings.models.journal import MeetingRole


class SentOnce:
    """A row that came from a form; `once` is the form's own token: sent twice, kept once."""

    once: Mapped[str | None] = mapped_column(String(40), unique=True)


class Meeting(SentOnce, Versioned, Model):
    """One sitting of a council."""

    __tablename__ = "meeting"
    __policy__ = MEETING_POLICY
    __table_args__ = (Index("ix_meeting_council_id_starts_at", "council_id", "starts_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"))
    title: Mapped[str] = mapped_column(String(80))
    place: Mapped[str] = mapped_column(String(120))
    starts_at: Mapped[datetime]
    minutes_planned: Mapped[int] = mapped_column(default=90)
    access_note: Mapped[str] = mapped_column(String(200), default="")
    bring: Mapped[str] = mapped_column(String(200), default="")
    seats: Mapped[int | None]  # None: whoever comes finds a place
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.DRAFT)
    announced_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    publish_by: Mapped[date | None]  # 14 days after the end: Seongdong-gu and other ordinances
    cancelled_at: Mapped[datetime | None]
    cancelled_reason: Mapped[str] = mapped_column(String(200), default="")
    called_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    council: Mapped[Council] = relationship(lazy="raise_on_sql")
    called_by: Mapped[User] = relationship(foreign_keys=called_by_id, lazy="raise_on_sql")
    opened_by: Mapped[User | None] = relationship(foreign_keys=opened_by_id, lazy="raise_on_sql")
    items: Mapped[list["AgendaItem"]] = relationship(
        back_populates="meeting", order_by="AgendaItem.position", lazy="raise_on_sql"
    )
    attendance: Mapped[list["Attendance"]] = relationship(back_populates="meeting", lazy="raise_on_sql")
    roles: Mapped[list["MeetingRole"]] = relationship(order_by="MeetingRole.given_at", lazy="raise_on_sql")

    @property
    def ends_at(self) -> datetime:
        """When it is planned to end."""
        return self.starts_at + timedelta(minutes=self.minutes_planned)

    @property
    def is_cancelled(self) -> bool:
        """Whether it will not take place."""
        return self.state is MeetingState.CANCELLED

    @property
    def has_begun(self) -> bool:
        """Whether it runs or took place."""
        return self.state in {MeetingState.RUNNING, MeetingState.ENDED, MeetingState.PUBLISHED}

    @property
    def has_minutes(self) -> bool:
        """Whether everybody can read its minutes."""
        return self.state is MeetingState.PUBLISHED

    def allows(self, action: str) -> bool:
        """Whether the action can be done in the state it is in."""
        return MEETING.allows(action, self.state)

    def move(self, action: str, *, at: datetime | None = None) -> None:
        """Go to the state after the action, or raise Conflict.

        What happened before the end, and is told only after it, may be written until the minutes are published.
        """
        is_late_news = at is not None and self.ended_at is not None and at <= self.ended_at
        self.state = MEETING.after("merge" if is_late_news else action, self.state)


class AgendaItem(SentOnce, Model):
    """안건: one matter of a meeting and the minutes it is given; usually a proposal's."""

    __tablename__ = "agenda_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(80))
    minutes: Mapped[int] = mapped_column(default=15)

    meeting: Mapped[Meeting] = relationship(back_populates="items", lazy="raise_on_sql")
    proposal: Mapped[Proposal | None] = relationship(lazy="raise_on_sql")
    remarks: Mapped[list["Remark"]] = relationship(back_populates="item", order_by="Remark.id", lazy="raise_on_sql")
    resolutions: Mapped[list["Resolution"]] = relationship(
        back_populates="item", order_by="Resolution.id", lazy="raise_on_sql"
    )


class MeetingProposal(Model):
    """회의에서 나온 제안: a proposal that neighbours made at a meeting, and that its facilitator wrote down."""

    __tablename__ = "meeting_proposal"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), primary_key=True, autoincrement=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    written_at: Mapped[datetime]

    meeting: Mapped[Meeting] = relationship(lazy="raise_on_sql")
    proposal: Mapped[Proposal] = relationship(lazy="raise_on_sql", overlaps="origin")


Proposal.origin = relationship(MeetingProposal, uselist=False, viewonly=True, lazy="raise_on_sql")


class Remark(SentOnce, Model):
    """발언: what was said on an item, without the speaker's name."""

    __tablename__ = "remark"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]

    item: Mapped[AgendaItem] = relationship(back_populates="remarks", lazy="raise_on_sql")


def hands_told(way: Way, *, yes: int, no: int, abstain: int, reservations: int = 0, present: int) -> str:
    """The figures of a resolution in a line."""
    if way is Way.CONSENT:
        return _(
            "동의 %(yes)d(걱정을 남긴 %(reservations)d) · 비켜섬 %(abstain)d · 반대 %(no)d (참석 %(present)d)",
            yes=yes,
            reservations=reservations,
            abstain=abstain,
            no=no,
            present=present,
        )
    if way is Way.SECRET and not yes + no + abstain:
        return _("비밀투표, 수는 밝히지 않음 (참석 %(present)d)", present=present)
    words = {"yes": yes, "no": no, "abstain": abstain, "present": present}
    return _("찬성 %(yes)d · 반대 %(no)d · 기권 %(abstain)d (참석 %(present)d)", **words)


def channels_told(channels: Mapping[str, Sequence[int]]) -> list[str]:
    """The figures of each channel that somebody used, a line each; none where there is only one way to be counted."""
    told = []
    for channel in Channel:
        yes, no, abstain = channels.get(channel, (0, 0, 0))
        if yes + no + abstain:
            words = {"channel": channel.label, "yes": yes, "no": no, "abstain": abstain}
            told.append(_("%(channel)s: 찬성 %(yes)d · 반대 %(no)d · 기권 %(abstain)d", **words))
    return told


class Resolution(SentOnce, Model):
    """의결: what a meeting decided on an item, by no more than those present.

    `channels` has the figures of a division by channel (yes, no, abstain), which together are those of the resolution;
    it is empty for what was decided in one way. In a consent round `yes` are those who consent, `reservations` of them
    with a worry that is written down, `abstain` those who stand aside, and `no` those who object.
    """

    __tablename__ = "resolution"
    __table_args__ = (
        CheckConstraint("yes >= 0 AND no >= 0 AND abstain >= 0", name="hands_not_negative"),
        CheckConstraint("yes + no + abstain <= present", name="hands_within_present"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    present: Mapped[int]  # without those who were recused
    recused: Mapped[int] = mapped_column(default=0)
    yes: Mapped[int]
    no: Mapped[int]
    abstain: Mapped[int]
    way: Mapped[Way] = mapped_column(default=Way.HANDS)
    reservations: Mapped[int] = mapped_column(default=0)
    channels: Mapped[dict[str, list[int]]] = mapped_column(JSON, default=dict)
    outcome: Mapped[Outcome]
    because: Mapped[str] = mapped_column(String(300))  # the rule, in a sentence with its numbers
    dissent: Mapped[str] = mapped_column(Text, default="")
    owner: Mapped[str] = mapped_column(String(80), default="")
    due_on: Mapped[date | None]
    asks_centre: Mapped[bool] = mapped_column(default=False)
    decided_at: Mapped[datetime]
    corrected_at: Mapped[datetime | None]  # the numbers before are in the event resolution.recorded
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    item: Mapped[AgendaItem] = relationship(back_populates="resolutions", lazy="raise_on_sql")

    @property
    def hands(self) -> str:
        """The figures in a line."""
        names = ("yes", "no", "abstain", "reservations", "present")
        told = hands_told(self.way, **{name: getattr(self, name) for name in names})
        return told + (" · " + _("제척·회피 %(count)d명", count=self.recused) if self.recused else "")

    @property
    def channel_lines(self) -> Sequence[str]:
        """The figures of each channel, a line each; none for what was not decided by a division."""
        return channels_told(self.channels or {})

    @property
    def by_channel(self) -> str:
        """The same in one line, "" where there are none."""
        return " / ".join(self.channel_lines)

    @property
    def is_corrected_alone(self) -> bool:
        """Whether its figures are put right by themselves: those of a division are where it was counted."""
        return self.way in {Way.HANDS, Way.CONSENT}

    @property
    def is_carried(self) -> bool:
        """Whether the meeting wants it."""
        return self.outcome is Outcome.CARRIED
