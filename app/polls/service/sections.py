"""여러 투표를 이어서: the open polls of a council as the sections of one sitting, each with rules and a box of its own.

As at an election each section is a sheet of its own: who gave what in one cannot be put beside the others.
"""

from dataclasses import dataclass

from sqlalchemy import select

from app.councils.queries import person_in
from app.kernel.db import session
from app.people.models import User
from app.polls import queries
from app.polls.models import Poll, RollEntry
from app.polls.service.ballots import key_on_roll


@dataclass(frozen=True)
class Sitting:
    """The open polls on whose roll somebody is: those voted in, and those left, what closes first comes first."""

    done: tuple[Poll, ...]
    left: tuple[Poll, ...]

    @property
    def total(self) -> int:
        """How many sections there are."""
        return len(self.done) + len(self.left)


def sitting(council_id: int, user: User) -> Sitting:
    """The sections of a council that are open for the person now; for nobody else's eyes."""
    polls = queries.open_polls([council_id])
    person = person_in(user, council_id)
    keys = {poll.id: key_on_roll(person, poll.id) for poll in polls}
    lines = select(RollEntry.poll_id, RollEntry.channel).where(
        RollEntry.poll_id.in_(keys), RollEntry.person_key.in_(keys.values())
    )
    used = {row.poll_id: row.channel for row in session().execute(lines)} if polls else {}
    mine = [poll for poll in polls if poll.id in used]
    done = tuple(poll for poll in mine if used[poll.id] is not None)
    return Sitting(done, tuple(poll for poll in mine if used[poll.id] is None))
