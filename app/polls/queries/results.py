"""Reads of what came out of a poll."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload

from app.councils.models import Council
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.kernel.ledger import AS_SIGNED, LedgerEntry, first_body, is_about
from app.polls.methods import METHODS
from app.polls.methods.rules import SMALL_NUMBER, Rules
from app.polls.models import Poll
from app.polls.queries.polls import ADDED, NO_POLL
from app.polls.states import Channel, Verdict


@dataclass(frozen=True)
class Row:
    """One option in the result. Votes (or points) and share are None where numbers would expose people.

    The share is of the valid ballots; of the points that they could give, of the others that it meets head to head,
    of the best grade.
    """

    position: int
    label: str
    cost_won: int | None
    votes: int | None
    share: Fraction | None
    rank: int
    is_chosen: bool
    is_tied: bool


@dataclass(frozen=True)
class Result:
    """The count of a closed poll as a page shows it, read from its frozen sheet and its tally alone."""

    poll: Poll
    verdict: Verdict
    roll_count: int  # at the end: those of the opening and those added since
    roll_added: int
    turnout: int
    assisted: int  # of the turnout, those who voted on a device of the centre
    valid: int
    blank: int
    invalid: int
    quorum_needed: int
    base: int
    yes_needed: int
    lot_seed: str
    facts: Mapping[str, Any]  # what the tally says, with what only this method tells
    rows: tuple[Row, ...]

    @property
    def shows_numbers(self) -> bool:
        """Whether there are enough valid ballots to show votes."""
        return self.valid >= SMALL_NUMBER

    @property
    def counted(self) -> str:
        """What the votes of a row are: votes, points, first_choices, duels or grades (the median one, 0 the worst)."""
        return METHODS[self.poll.method].counted

    @property
    def quorum_met(self) -> bool:
        """Whether enough people took part."""
        return self.turnout >= self.quorum_needed

    @cached_property
    def chosen(self) -> tuple[Row, ...]:
        """The rows that won, the most votes first."""
        return tuple(row for row in self.by_rank if row.is_chosen)

    @cached_property
    def tied(self) -> tuple[Row, ...]:
        """The rows that stood on the border with equal votes."""
        return tuple(row for row in self.rows if row.is_tied)

    @cached_property
    def by_rank(self) -> tuple[Row, ...]:
        """All rows, the most votes first; where no numbers are shown, in the order of the paper."""
        return tuple(sorted(self.rows, key=lambda row: (row.rank, row.position)))


def poll_counted(number: int) -> tuple[Poll, dict[str, Any] | None]:
    """As `poll`, but without options and bylaws; and what its closing fixed in the ledger, read in the same breath.

    What is counted goes by its frozen sheet. Of the ledger it is None where nothing is there as it was signed.
    Raises NotFound.
    """
    found = session().execute(_counted(), {"poll": number}).all()
    if not found:
        raise NotFound(NO_POLL)
    poll, signed = found[0][0], slice(1, 1 + len(AS_SIGNED))
    ADDED.settle(poll, found[0][signed.stop :])
    return poll, first_body(row[signed] for row in found)


@cache
def _counted() -> Select[*tuple[Any, ...]]:
    whole = (joinedload(Poll.council).joinedload(Council.dong), joinedload(Poll.tally))
    closing = is_about("poll.closed", Poll.__tablename__, Poll.id)
    asked = select(Poll, *AS_SIGNED, *ADDED.columns()).outerjoin(LedgerEntry, closing).options(*whole)
    return asked.where(Poll.id == bindparam("poll")).order_by(LedgerEntry.seq)


def result(poll: Poll) -> Result | None:
    """What came out; None before closing."""
    tally = poll.tally
    if tally is None or not poll.is_counted:
        return None
    facts = tally.result
    return Result(
        poll=poll,
        verdict=tally.verdict,
        roll_count=poll.roll_count + facts.get("roll_added", 0),
        roll_added=facts.get("roll_added", 0),
        turnout=tally.ballot_count,
        assisted=facts.get("channels", {}).get(Channel.ASSISTED.value, 0),
        valid=tally.valid_count,
        blank=facts["blank"],
        invalid=facts["invalid"],
        quorum_needed=facts["quorum_needed"],
        base=facts["base"],
        yes_needed=facts["yes_needed"],
        lot_seed=tally.lot_seed,
        facts=facts,
        rows=rows(poll, poll.rules["options"], facts, tally.valid_count),
    )


def rows(poll: Poll, options: Sequence[Mapping[str, Any]], facts: Mapping[str, Any], valid: int) -> tuple[Row, ...]:
    """The options of a sheet with what `facts` of a count of the poll say of them."""
    shown = valid >= SMALL_NUMBER
    base = METHODS[poll.method].share_base(valid, len(options), Rules(votes_per_voter=poll.votes_per_voter)) or 1
    found = []
    for option in options:
        position = option["position"]
        votes = facts["votes"][str(position)]
        better = sum(1 for other in facts["votes"].values() if other > votes)
        found.append(
            Row(
                position=position,
                label=option["label"],
                cost_won=option["cost_won"],
                votes=votes if shown else None,
                share=Fraction(votes, base) if shown else None,
                rank=better + 1 if shown else 1,
                is_chosen=position in facts["chosen"],
                is_tied=position in facts["tied"],
            )
        )
    return tuple(found)
