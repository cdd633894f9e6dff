"""Fills an empty database with a city.

40 councils, 2,000 proposals, 100,000 comments, and 200 polls that share 1,000,000 ballots, 40 of them open.
Rows are made by arithmetic and written in bulk; every number can be asked for smaller.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text

from app.councils.models import Bylaws, Council, Membership
from app.councils.states import CouncilState, Kind, MembershipState, Seat, Tie
from app.discussion.models import Comment
from app.discussion.states import CommentState, Stance
from app.kernel import clock
from app.kernel.db import db, transaction
from app.meetings.models import AgendaItem, Meeting
from app.meetings.states import MeetingState
from app.people.models import User
from app.places.models import Alley, Dong, Gu
from app.proposals.models import Endorsement, Proposal
from app.proposals.states import ProposalState
from benchmarks import fill_polls
from benchmarks.bulk import Row, words, write


@dataclass(frozen=True)
class Size:
    """How much of everything."""

    councils: int = 40
    members: int = 500  # of each council
    proposals: int = 2_000
    comments: int = 100_000
    ballots: int = 1_000_000

    def voter_of(self, council_id: int) -> int:
        """The number of somebody in the council who is on the rolls of its polls and has voted in none."""
        return (council_id - 1) * self.members + 5

    def times(self, share: float) -> "Size":
        """A part of it, with at least something of everything."""
        return Size(
            proposals=max(80, int(self.proposals * share)),
            comments=max(80, int(self.comments * share)),
            ballots=max(200, int(self.ballots * share)),
        )


def _places(size: Size) -> None:
    write(Gu, [{"id": 1, "code": "11590", "city": "서울특별시", "name": "시험구"}], 1)
    dong = {
        "id": 1, "gu_id": 1, "code": "1159055000", "name": "시험1동", "official_name": "시험제1동",
        "population": 27_480, "centre_name": "시험1동주민센터", "centre_address": "", "centre_phone": "02-000-0000",
    }  # fmt: skip
    write(Dong, [dong], 1)
    alleys = ({"id": n, "dong_id": 1, "name": f"{n}호 골목"} for n in range(1, size.councils + 1))
    write(Alley, alleys, size.councils)


def _people(size: Size, now: datetime) -> None:
    count = size.councils * size.members
    users = (
        {
            "id": n, "name": f"주민{n}", "phone": None, "email": f"user{n}@example.org", "language": "ko",
            "letters_wanted": False, "is_operator": False, "registered_at": now, "failed_sign_ins": 0,
        }
        for n in range(1, count + 1)
    )  # fmt: skip
    write(User, users, count)


def _councils(size: Size, now: datetime) -> None:
    numbers = range(1, size.councils + 1)
    councils = (
        {
            "id": n, "dong_id": 1, "alley_id": n, "kind": Kind.ALLEY, "name": f"{n}호 골목회의",
            "purpose": words(n, 12), "state": CouncilState.ACTIVE, "number": f"시험1-2026-{n:04d}",
            "called_at": now, "spoken_by": "", "version": 1,
        }
        for n in numbers
    )  # fmt: skip
    write(Council, councils, size.councils)
    bylaws = (
        {
            "council_id": n, "preset": "alley", "source": "", "ties": [tie.value for tie in Tie], "min_age": 14,
            "version": 1,
        }
        for n in numbers
    )  # fmt: skip
    write(Bylaws, bylaws, size.councils)
    count = size.councils * size.members
    write(Membership, _memberships(size, now), count)


def _memberships(size: Size, now: datetime) -> Iterator[Row]:
    for number in range(size.councils * size.members):
        first = number % size.members == 0
        yield {
            "id": number + 1, "council_id": number // size.members + 1, "user_id": number + 1,
            "seat": Seat.FACILITATOR if first else Seat.RESIDENT, "tie": Tie.LIVES, "birth_year": 1950 + number % 50,
            "place": "", "state": MembershipState.CONFIRMED, "asked_at": now, "reason": "", "version": 1,
        }  # fmt: skip


def _proposals(size: Size, now: datetime) -> None:
    each = size.comments // size.proposals
    rows = (
        {
            "id": n, "council_id": n % size.councils + 1, "author_id": n % size.councils * size.members + 2,
            "title": f"{words(n, 3)} {n}", "place": "국사봉길 82", "problem": words(n, 40), "wish": words(n + 3, 30),
            "state": ProposalState.PUBLISHED, "drafted_at": now - timedelta(days=n % 300), "spoken_by": "",
            "published_at": now - timedelta(days=n % 300, minutes=n), "withdrawn_reason": "",
            "endorsement_count": n % 40, "comment_count": each, "version": 1,
        }
        for n in range(1, size.proposals + 1)
    )  # fmt: skip
    write(Proposal, rows, size.proposals)
    support = (
        {"proposal_id": n, "user_id": n % size.councils * size.members + 3 + k, "at": now}
        for n in range(1, size.proposals + 1)
        for k in range(n % 40)
    )
    write(Endorsement, support, sum(n % 40 for n in range(1, size.proposals + 1)))


def _comments(size: Size, now: datetime) -> None:
    stances = list(Stance)
    rows = (
        {
            "id": n + 1, "council_id": (n % size.proposals + 1) % size.councils + 1, "subject_type": "proposal",
            "subject_id": n % size.proposals + 1, "depth": 0,
            "author_id": (n % size.proposals + 1) % size.councils * size.members + 1 + n % size.members,
            "stance": stances[n % 3], "body": words(n, 25), "written_at": now - timedelta(minutes=n % 90_000),
            "edit_count": 0, "flag_count": 0, "state": CommentState.SHOWN, "hidden_reason": "", "version": 1,
        }
        for n in range(size.comments)
    )  # fmt: skip
    write(Comment, rows, size.comments)


def _meetings(size: Size, now: datetime) -> None:
    rows = (
        {
            "id": n, "council_id": n, "title": f"{n}월 회의", "place": "마을활력소",
            "starts_at": now + timedelta(days=7), "minutes_planned": 90, "access_note": "",
            "state": MeetingState.ANNOUNCED, "announced_at": now,
            "called_by_id": (n - 1) * size.members + 1, "version": 1,
        }
        for n in range(1, size.councils + 1)
    )  # fmt: skip
    write(Meeting, rows, size.councils)
    items = (
        {"id": n, "meeting_id": n, "proposal_id": n + size.councils, "position": 1, "title": words(n, 3), "minutes": 15}
        for n in range(1, size.councils + 1)
    )
    write(AgendaItem, items, size.councils)


def fill(size: Size) -> None:
    """Fill the empty database of the current application."""
    now = clock.now()
    _places(size)
    _people(size, now)
    _councils(size, now)
    _proposals(size, now)
    _comments(size, now)
    _meetings(size, now)
    fill_polls.fill(size.councils, size.ballots, now, size.voter_of)
    with transaction() as current:
        current.execute(text("ANALYZE"))  # as autovacuum would, given time
    _settle()


def _settle() -> None:
    """Let PostgreSQL do now what it would else do in the background, while pages are measured."""
    if db.engine.dialect.name != "postgresql":
        return
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM (ANALYZE)"))
        connection.execute(text("CHECKPOINT"))  # of the superuser, or of a member of pg_checkpoint
