"""Replay: a published assembly is held again here, through the same service as a real one.

Each verb is one transaction's worth and may be done twice: what is there already is found, not doubled. A replayed
poll says that it is one (`is_replay`), and only a replay gives it ballots and closes it.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import insert, select

from app.councils.models import Bylaws, Council, Membership
from app.councils.states import CouncilState, Kind, MembershipState, Seat, Tie
from app.kernel.db import Askable, session
from app.people.models import User
from app.places.models import Dong, Gu
from app.polls.models import Poll, RollEntry
from app.polls.service.ballots import ballot_form, cast, person_key
from app.polls.service.closing import certify, close_poll
from app.polls.service.drafts import prepare
from app.polls.service.manner import NewOption
from app.polls.service.opening import open_poll
from app.polls.service.published import Assembly, PublishedPoll
from app.polls.service.receipts import Receipt
from app.polls.states import POLL

_NUMBER = "재현-{}"
_OFFICER = "재현 담당"
_BORN = 1970


def council_of(assembly: Assembly) -> Council | None:
    """The council in which the assembly was replayed before."""
    return session().scalars(select(Council).where(Council.number == _NUMBER.format(assembly.key))).one_or_none()


def call(assembly: Assembly) -> Council:
    """The assembly's place, council, bylaws and people: as many as its roll. Answers what is there already."""
    council = council_of(assembly)
    if council is not None:
        return council
    at = assembly.opens_at
    council = Council(
        dong=_dong(assembly),
        kind=Kind.ASSEMBLY,
        name=f"{assembly.dong} 주민총회",
        purpose=assembly.source,
        state=CouncilState.ACTIVE,
        number=_NUMBER.format(assembly.key),
        called_at=at,
    )
    council.bylaws = Bylaws(
        preset="replay",
        source=assembly.source[:200],
        ties=[tie.value for tie in Tie],
        min_age=14,
        votes_per_voter=assembly.polls[0].votes_per_voter,
        quorum_basis=assembly.quorum_basis,
        quorum_value=assembly.quorum_value,
    )
    session().add(council)
    session().flush()
    _people(council, assembly.roll_count, at)
    return council


def open_published(council: Council, assembly: Assembly, published: PublishedPoll) -> Poll:
    """The poll of one published question, open; answers what is there already."""
    known = select(Poll).where(Poll.council_id == council.id, Poll.question == published.question[:200])
    poll = session().scalars(known).one_or_none()
    officer = _officer(council)
    if poll is None:
        poll = prepare(
            council,
            question=published.question[:200],
            explanation=assembly.source,
            method=published.method,
            votes_per_voter=published.votes_per_voter,
            seats=1,
            options=[] if published.method == "motion" else [NewOption(label[:120]) for label in published.labels],
            opens_at=assembly.opens_at,
            closes_at=assembly.closes_at,
            by=officer,
            at=assembly.opens_at,
        )
        poll.is_replay = True
        session().flush()
    if POLL.allows("open", poll.state):
        open_poll(poll, by=officer, at=assembly.opens_at, clock=_showing(assembly.opens_at))
    return poll


def papers_left(poll: Poll, published: PublishedPoll) -> list[tuple[User, list[int]]]:
    """Who still has to vote, and what: the people of the council in order, each with one of the ballots."""
    used = set(
        session().scalars(
            select(RollEntry.person_key).where(RollEntry.poll_id == poll.id, RollEntry.channel.is_not(None))
        )
    )
    voters = (
        select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.council_id == poll.council_id, Membership.seat == Seat.RESIDENT)
    )
    people = session().scalars(voters.order_by(User.id).limit(published.voters)).all()
    papers = zip(people, published.ballots(), strict=True)
    return [(person, marks) for person, marks in papers if person_key(person, poll) not in used]


def cast_published(poll: Poll, voter: User, marks: list[int], assembly: Assembly) -> Receipt:
    """One ballot, as the page casts it, on the day of the assembly."""
    form = ballot_form(poll, voter)
    return cast(poll.id, marks, form=form, by=voter, clock=_showing(assembly.opens_at))


def count_published(poll: Poll, council: Council, assembly: Assembly) -> Poll:
    """Close the box, count it and certify the result; once."""
    close_poll(poll.id, at=assembly.closes_at, clock=_showing(assembly.closes_at))
    return poll if poll.is_certified else certify(poll, by=_officer(council), at=assembly.closes_at)


def _showing(moment: datetime) -> Callable[[Askable], datetime]:
    return lambda _connection: moment


def _dong(assembly: Assembly) -> Dong:
    """A place of the replay's own, so that a real dong keeps its figures; its code says that it is none."""
    digest = hashlib.sha256(assembly.key.encode()).hexdigest()
    gu = Gu(code=f"x{digest[:4]}", city=assembly.city, name=assembly.gu)
    return Dong(
        gu=gu,
        code=f"x{digest[:9]}",
        name=assembly.dong,
        official_name=assembly.dong,
        population=assembly.population,
        centre_name=f"{assembly.dong} 주민센터",
    )


def _people(council: Council, count: int, at: datetime) -> None:
    names = [_OFFICER, *(f"주민 {number}" for number in range(1, count + 1))]
    users = session().scalars(
        insert(User).returning(User.id, sort_by_parameter_order=True),
        [{"name": name, "registered_at": at} for name in names],
    )
    officer, *residents = users.all()
    common = {"council_id": council.id, "tie": Tie.LIVES, "birth_year": _BORN, "asked_at": at, "decided_at": at}
    seats = [{"user_id": number, "seat": Seat.RESIDENT, "state": MembershipState.CONFIRMED} for number in residents]
    # whoever runs the replay has no vote in it
    seats.append({"user_id": officer, "seat": Seat.FACILITATOR, "state": MembershipState.LEFT})
    session().execute(insert(Membership), [{**common, **seat} for seat in seats])


def _officer(council: Council) -> User:
    seated = select(User).join(Membership, Membership.user_id == User.id)
    return (
        session().scalars(seated.where(Membership.council_id == council.id, Membership.seat == Seat.FACILITATOR)).one()
    )
