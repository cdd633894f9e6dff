"""Reports to the dong centre and the requests they carry; the answers are in decision.py."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.councils.models import Council
from app.decisions.clocks import hours_left
from app.decisions.models.body import Body
from app.decisions.models.kind import RequestKind
from app.decisions.policy import REPORT_POLICY, REQUEST_POLICY
from app.decisions.states import (
    REPORT,
    REQUEST,
    Deadline,
    ReportState,
    RequestState,
)
from app.kernel import clock
from app.kernel.db import Model, Versioned
from app.meetings.models import Meeting
from app.people.models import User
from app.places import queries as places
from app.places.models import Dong
from app.polls.models import Poll
from app.proposals.models import Proposal

if TYPE_CHECKING:
    from app.decisions.models.decision import Decision


TITLE_LENGTH = 80


class Report(Versioned, Model):
    """결과보고서: what a council asks of the centre, with the votes, minutes and dissent behind it.

    It comes from one meeting or from one poll, and each of them gives at most one report.
    `body` is what it said when it was sent: later changes of the sources do not change a sent report.
    """

    __tablename__ = "report"
    __policy__ = REPORT_POLICY
    __table_args__ = (
        Index("ix_report_council_id_sent_at", "council_id", "sent_at"),
        CheckConstraint("(meeting_id IS NULL) <> (poll_id IS NULL)", name="one_source"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), unique=True)
    poll_id: Mapped[int | None] = mapped_column(ForeignKey("poll.id"), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    state: Mapped[ReportState] = mapped_column(default=ReportState.DRAFT)
    body: Mapped[Body] = mapped_column(JSON, default=dict)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]

    council: Mapped[Council] = relationship(lazy="raise_on_sql")
    made_by: Mapped[User] = relationship(lazy="raise_on_sql")
    meeting: Mapped[Meeting | None] = relationship(lazy="raise_on_sql")
    poll: Mapped[Poll | None] = relationship(lazy="raise_on_sql")
    # what it was sent with; what was asked again later belongs to it too, and stands beside the first request
    requests: Mapped[list["Request"]] = relationship(
        primaryjoin="and_(Report.id == Request.report_id, Request.again_of_id.is_(None))",
        back_populates="report",
        order_by="Request.position",
        lazy="raise_on_sql",
    )

    @property
    def is_sent(self) -> bool:
        """Whether the centre has it, which fixes every word of it."""
        return self.state is ReportState.SENT

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = REPORT.after(action, self.state)


class Request(Versioned, Model):
    """One thing asked of the centre, on the legal clock of its kind; `due_on` counts from `received_at`.

    Where the period runs in hours `due_at` is its moment. While a supplement is awaited the clock stands: `stopped_at`
    says since when, and there is no due date. `dong_id` is the desk it was passed on to, None for that of its own dong;
    `office` an office outside Golmok that has it now.
    """

    __tablename__ = "request"
    __policy__ = REQUEST_POLICY
    __table_args__ = (
        Index("ix_request_council_id_state", "council_id", "state", "due_on"),
        Index("uq_request_again_of_id", "again_of_id", unique=True),
        Index("uq_request_report_id_once", "report_id", "once", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"))
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    resolution_id: Mapped[int | None] = mapped_column(ForeignKey("resolution.id"), index=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    once: Mapped[str | None] = mapped_column(String(40))  # the form it came from, which adds one request
    clock: Mapped[str] = mapped_column(String(32), default="suggestion")  # the code of its kind
    kind_id: Mapped[int | None] = mapped_column(ForeignKey("request_kind.id"), index=True)  # from its receipt on
    received_on: Mapped[date | None]
    received_at: Mapped[datetime | None]
    due_on: Mapped[date | None]
    due_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
    stepped_at: Mapped[datetime | None]
    dong_id: Mapped[int | None] = mapped_column(ForeignKey("dong.id"), index=True)
    office: Mapped[str] = mapped_column(String(80), default="")
    office_phone: Mapped[str] = mapped_column(String(20), default="")
    state: Mapped[RequestState] = mapped_column(default=RequestState.WRITTEN)

    again_of_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"))  # which one it asks once more (재심사)
    ended_at: Mapped[datetime | None]  # withdrawn by the council, or closed by the centre, without an answer
    ended_reason: Mapped[str] = mapped_column(Text, default="")

    council: Mapped[Council] = relationship(lazy="raise_on_sql")
    again_of: Mapped["Request | None"] = relationship(
        back_populates="again", remote_side="Request.id", lazy="raise_on_sql"
    )
    again: Mapped["Request | None"] = relationship(back_populates="again_of", uselist=False, lazy="raise_on_sql")
    report: Mapped[Report] = relationship(back_populates="requests", lazy="raise_on_sql")
    kind: Mapped[RequestKind | None] = relationship(lazy="raise_on_sql")
    proposal: Mapped[Proposal | None] = relationship(lazy="raise_on_sql")
    dong: Mapped[Dong | None] = relationship(lazy="raise_on_sql")
    decision: Mapped["Decision | None"] = relationship(back_populates="request", lazy="raise_on_sql")

    @property
    def title(self) -> str:
        """Its first line, for lists and headings, TITLE_LENGTH characters at most."""
        line = self.text.strip().partition("\n")[0].strip()
        return line if len(line) <= TITLE_LENGTH else f"{line[: TITLE_LENGTH - 1]}…"

    @property
    def details(self) -> str:
        """What the title does not say: the lines after it, or the whole text where the title had to be cut."""
        line, _rest, details = self.text.strip().partition("\n")
        return details.strip() if self.title == line.strip() else self.text

    @property
    def is_open(self) -> bool:
        """Whether the centre has it and has not answered yet."""
        return self.state is RequestState.RECEIVED

    @property
    def is_answered(self) -> bool:
        """Whether an answer is published."""
        return self.state is RequestState.ANSWERED

    @property
    def is_withdrawn(self) -> bool:
        """Whether the council has taken it back."""
        return self.state is RequestState.WITHDRAWN

    @property
    def is_closed(self) -> bool:
        """Whether the centre has closed it after two answers (민원처리법 §23)."""
        return self.state is RequestState.CLOSED

    @property
    def is_again(self) -> bool:
        """Whether it asks the centre once more."""
        return self.again_of_id is not None

    @property
    def answered_decision(self) -> "Decision | None":
        """The published answer; a draft of one is nobody's business but the officers'."""
        return self.decision if self.is_answered else None

    @property
    def late_days(self) -> int:
        """By how many days of the calendar a published answer missed the due date."""
        decision = self.answered_decision
        if decision is None or decision.published_at is None or self.due_on is None:
            return 0
        return max(0, (clock.seoul(decision.published_at).date() - self.due_on).days)

    @property
    def ask_again_by(self) -> date | None:
        """The last day to ask again after the answer, where the rule of its clock sets one."""
        decision, days = self.answered_decision, self.kind.again_days if self.kind else None
        if decision is None or decision.stands_since is None or days is None:
            return None
        return clock.seoul(decision.stands_since).date() + timedelta(days=days)

    def is_late_to_ask(self, today: date) -> bool:
        """Whether the last day to ask again has passed."""
        return self.ask_again_by is not None and today > self.ask_again_by

    @property
    def desk_id(self) -> int:
        """The dong whose centre has it."""
        return self.dong_id or self.council.dong_id

    @property
    def desk(self) -> Dong:
        """The dong whose centre has it, with its switches and phone; needs `dong` and `council.dong` loaded."""
        return self.dong or self.council.dong

    @property
    def is_stopped(self) -> bool:
        """Whether its clock stands until a supplement comes."""
        return self.is_open and self.stopped_at is not None

    def deadline(self, today: date, now: datetime | None = None) -> Deadline | None:
        """The due date as it stands today, None where nothing is due; hours of work are counted from `now` on."""
        if not self.is_open or (self.due_on is None and self.stopped_at is None):
            return None
        if self.due_on is None:
            return Deadline(None, today)
        if self.due_at is not None:
            moment = clock.seoul(now or clock.now())
            left = hours_left(moment, clock.seoul(self.due_at), places.OFFICES)
            return Deadline(self.due_on, today, left, in_hours=True)
        return Deadline(self.due_on, today, places.working_days_left(today, self.due_on))

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = REQUEST.after(action, self.state)
