"""Polls, their options and the tally."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.councils.models import Council
from app.kernel.db import Model, Versioned
from app.meetings.models import AgendaItem
from app.people.models import User
from app.polls.models.box import RollAddition
from app.polls.policy import POLL_POLICY
from app.polls.states import POLL, PollState, Verdict


class Choice(NamedTuple):
    """An option as a sheet froze it: what a ballot marks, with the same words as Option."""

    position: int
    label: str
    cost_won: int | None
    group_name: str
    only_one: str


class Poll(Versioned, Model):
    """One question put to a roll of voters. Its rules are frozen, as `rules` and their hash, when it opens."""

    __tablename__ = "poll"
    __policy__ = POLL_POLICY
    __table_args__ = (
        Index("ix_poll_council_id_opens_at", "council_id", "opens_at"),
        Index("ix_poll_state_closes_at", "state", "closes_at"),
        Index("uq_poll_replaces_id", "replaces_id", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"))
    question: Mapped[str] = mapped_column(String(200))
    explanation: Mapped[str] = mapped_column(String(2000), default="")
    method: Mapped[str] = mapped_column(String(24))
    votes_per_voter: Mapped[int] = mapped_column(default=1)
    seats: Mapped[int] = mapped_column(default=1)  # how many options are chosen
    budget_won: Mapped[int | None] = mapped_column(BigInteger)  # what there is to spend, where the method spends
    stops: Mapped[bool] = mapped_column(default=False)  # spending ends at what does not fit, else it is skipped
    group_caps: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)  # won that a group of options may cost
    most_per_option: Mapped[int | None]  # points that one option may get
    paper_percent: Mapped[int | None]  # what the paper counts for of 100; None where every ballot counts alike
    draws_order: Mapped[bool] = mapped_column(default=False)  # every voter has the options in an order of chance
    takes_paper: Mapped[bool] = mapped_column(default=False)
    takes_assisted: Mapped[bool] = mapped_column(default=False)  # residents may vote on a device of the centre
    state: Mapped[PollState] = mapped_column(default=PollState.DRAFT)
    announced_at: Mapped[datetime | None]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    rules: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    rules_hash: Mapped[str] = mapped_column(String(64), default="")
    roll_count: Mapped[int] = mapped_column(default=0)
    void_reason: Mapped[str] = mapped_column(String(300), default="")
    is_replay: Mapped[bool] = mapped_column(default=False)  # a published result counted again; never open to the public
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("poll.id"))  # the void poll that this one puts right
    once: Mapped[str | None] = mapped_column(String(32), unique=True)  # its form's own token: sent twice, one draft

    council: Mapped[Council] = relationship(lazy="raise_on_sql")
    made_by: Mapped[User] = relationship(lazy="raise_on_sql")
    options: Mapped[list["Option"]] = relationship(
        back_populates="poll", order_by="Option.position", lazy="raise_on_sql"
    )
    tally: Mapped["Tally | None"] = relationship(back_populates="poll", lazy="raise_on_sql")
    additions: Mapped[list[RollAddition]] = relationship(order_by=RollAddition.number, viewonly=True, lazy="select")
    # Few polls have either: asked only where a page tells of it.
    replaces: Mapped["Poll | None"] = relationship(back_populates="successor", remote_side="Poll.id", lazy="select")
    successor: Mapped["Poll | None"] = relationship(back_populates="replaces", uselist=False, lazy="select")

    @property
    def choices(self) -> Sequence["Choice | Option"]:
        """What a paper offers, in the poll's order: what the sheet froze; before it opens, its options as they are."""
        return [_choice(one) for one in self.rules["options"]] if self.rules else self.options

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = POLL.after(action, self.state)

    @property
    def is_draft(self) -> bool:
        """Whether its rules may still change."""
        return self.state is PollState.DRAFT

    @property
    def is_announced(self) -> bool:
        """Whether residents know of it: announced, or opened, which froze its rules; never a draft taken back."""
        never_opened = self.is_draft or (self.is_void and not self.rules)
        return self.announced_at is not None or not never_opened

    @property
    def is_open(self) -> bool:
        """Whether the box is open, as far as its state says; the database's clock decides at each ballot."""
        return self.state is PollState.OPEN

    @property
    def is_being_counted(self) -> bool:
        """Whether it is closed and its paper is still being entered: nobody knows the result yet."""
        return self.state is PollState.COUNTING

    @property
    def is_counted(self) -> bool:
        """Whether there is a result to show."""
        return self.state in (PollState.CLOSED, PollState.CERTIFIED)

    @property
    def is_certified(self) -> bool:
        """Whether the result is final."""
        return self.state is PollState.CERTIFIED

    @property
    def is_void(self) -> bool:
        """Whether it was taken back."""
        return self.state is PollState.VOID


def _choice(frozen: Mapping[str, Any]) -> Choice:
    group, only_one = frozen.get("group", ""), frozen.get("only_one", "")
    return Choice(frozen["position"], frozen["label"], frozen["cost_won"], group, only_one)


class Option(Model):
    """One of the answers; `position` from 1 is what a ballot marks."""

    __tablename__ = "option"
    __table_args__ = (UniqueConstraint("poll_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"))
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    position: Mapped[int]
    label: Mapped[str] = mapped_column(String(120))
    cost_won: Mapped[int | None] = mapped_column(BigInteger)
    group_name: Mapped[str] = mapped_column(String(40), default="")  # 분과: what its cap is shared by
    only_one: Mapped[str] = mapped_column(String(40), default="")  # of those with the same word one is chosen at most

    poll: Mapped[Poll] = relationship(back_populates="options", lazy="raise_on_sql")
    agenda_item: Mapped[AgendaItem | None] = relationship(lazy="raise_on_sql")


class Tally(Model):
    """The count of a closed poll."""

    __tablename__ = "tally"

    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), primary_key=True, autoincrement=False)
    counted_at: Mapped[datetime]
    ballot_count: Mapped[int]
    valid_count: Mapped[int]
    result: Mapped[dict[str, Any]] = mapped_column(JSON)  # see app/polls/service/counting.py
    verdict: Mapped[Verdict]
    lot_seed: Mapped[str] = mapped_column(String(64), default="")

    poll: Mapped[Poll] = relationship(back_populates="tally", lazy="raise_on_sql")

    @property
    def told(self) -> dict[str, Any]:
        """The whole count as one thing, as commitments and the public record tell it."""
        return {
            "ballots": self.ballot_count,
            "valid": self.valid_count,
            "verdict": self.verdict.value,
            "lot_seed": self.lot_seed,
            "result": self.result,
        }
