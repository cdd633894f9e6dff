"""Polls to test with: drafts, open boxes, ballots in them, and polls that were counted."""

import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Executable, text

from app.councils.models import Council, Membership
from app.councils.states import MembershipState, Tie
from app.kernel import clock
from app.kernel.db import session, transaction
from app.people.models import User
from app.polls import jobs, queries, service
from app.polls.methods import METHODS
from app.polls.models import Objection, Poll
from app.polls.service import Helped, NewOption, Person, Receipt
from app.polls.service.ballots import form_for
from app.polls.service.sealing import unsealed
from tests import factories

LABELS = ("꽃길 만들기", "평생교육", "더불어농장", "전통장 담그기", "자원지도 그리기")


def options(count: int) -> list[NewOption]:
    return [NewOption(LABELS[n] if n < len(LABELS) else f"안건 {n + 1}") for n in range(count)]


def voters_of(council: Council, count: int) -> list[User]:
    """So many members of the council at once."""
    with transaction() as current:
        people = [User(name=f"주민 {n}", registered_at=clock.now()) for n in range(count)]
        current.add_all(people)
        current.flush()
        common = {"council_id": council.id, "tie": Tie.LIVES, "birth_year": 1960, "asked_at": clock.now()}
        current.add_all(Membership(**common, user_id=person.id, state=MembershipState.CONFIRMED) for person in people)
    return people


def a_draft(council: Council | None = None, **given: Any) -> Poll:
    """A motion of an hour, prepared by a facilitator; `choices=3` makes it a choice of one among three.

    `caps` in won are those of the groups that the options name.
    """
    council = council or factories.a_council()
    choices = given.pop("choices", 0)
    values = {
        "question": "골목에 재활용 정거장을 둘까요?",
        "explanation": "",
        "method": "choose_one" if choices else "motion",
        "votes_per_voter": 1,
        "seats": 1,
        "options": options(choices),
        "opens_at": clock.now() - timedelta(minutes=1),
        "closes_at": clock.now() + timedelta(hours=1),
        "at": clock.now(),
    }
    by = given.pop("by", None) or factories.a_facilitator(council)
    caps = given.pop("caps", None)
    with transaction():
        poll = service.prepare(council, **{**values, **given}, by=by)
        return grouped(poll, caps, by) if caps is not None and METHODS[poll.method].has_limits else poll


def grouped(poll: Poll, caps: dict[str, int], by: User) -> Poll:
    """The draft with these caps, its options in the groups that they name."""
    places = {option.position: service.Place(option.group_name, option.only_one) for option in poll.options}
    return service.group_options(poll, places, caps, by=by)


def an_open_poll(council: Council | None = None, *, voters: int = 0, **given: Any) -> Poll:
    """A poll whose box is open, with so many voters beside the facilitator on its roll."""
    council = council or factories.a_council()
    voters_of(council, voters)
    poll = a_draft(council, **given)
    opened(poll)
    return poll


def opened(poll: Poll, by: User | None = None, at: Callable[[Connection], datetime] = clock.database_now) -> Poll:
    by = by or factories.a_user()
    with transaction():
        poll = queries.poll(poll.id)
        service.open_poll(poll, by=by, at=clock.now(), clock=at)
    return poll


def an_objection(poll: Poll, by: User, words: str = "명단에 제가 빠졌습니다.") -> Objection:
    """What somebody says of their own line of the roll of a poll that was announced or opened."""
    with transaction():
        return service.object_to_roll(queries.poll(poll.id), text=words, by=by, at=clock.now())


def paper_of(poll: Poll, user: User) -> str:
    """The token of a new paper for somebody with one account."""
    return form_for(user, user.id, poll.id)


def cast(poll: Poll, by: Person, marks: Sequence[int], form: str | None = None) -> Receipt:
    """One ballot of one voter, in a transaction of its own."""
    paper = service.ballot_form(poll, by) if form is None else form
    with transaction():
        return service.cast(poll.id, marks, form=paper, by=by)


def lent(poll: Poll, voter: User, by: User) -> Helped:
    """The voter at the device of a helper, in a transaction of its own."""
    with transaction():
        helped = service.lend_device(poll, voter, by=by)
    assert isinstance(helped, Helped), f"has voted already: {helped}"
    return helped


def cast_with_help(poll: Poll, voter: User, marks: Sequence[int], by: User) -> Receipt:
    """One ballot of one voter on the device of a helper."""
    return cast(poll, lent(poll, voter, by), marks)


def after_closing(poll: Poll) -> Callable[[Connection], datetime]:
    """A clock that shows the moment the box closes."""
    return lambda connection: poll.closes_at


def closed(poll: Poll) -> Poll:
    """The poll counted, as if its time had passed."""
    with transaction():
        service.close_poll(poll.id, at=clock.now(), clock=after_closing(poll))
    return queries.poll(poll.id)


def sealed(patience: float = 60) -> int:
    """Seal round by round, as the worker does, until no ended box is left; how many were sealed.

    On PostgreSQL whoever writes in another database of the server, the neighbour tests too, may hold a round off.
    """
    until, done = time.monotonic() + patience, 0
    while unsealed() and time.monotonic() < until:
        session().rollback()
        done += jobs.seal_ended_boxes(clock.now())
        time.sleep(0 if done else 0.05)
    session().rollback()
    return done


def handed(poll: Poll, voter: User) -> Any:
    """Paper handed to one voter, in a transaction of its own: None, or the channel that was used before."""
    with transaction():
        return service.hand_out(poll.id, voter.id)


def a_batch(poll: Poll, *sheets: Any, by: Sequence[User] = ()) -> int:
    """A batch that two people have entered alike, and its number."""
    with transaction():
        number = service.begin_batch(poll.id, sheets=len(sheets)).number
    for person in by or (factories.a_user(), factories.a_user()):
        with transaction():
            service.enter(poll.id, number, sheets, by=person, at=clock.now())
    return number


def reconciled(poll: Poll, *, printed: int, unused: int = 0, spoilt: int = 0, **reasons: str) -> None:
    """The sheet written by one person and, where there are reasons, confirmed by another."""
    figures = {"printed": printed, "unused": unused, "spoilt": spoilt}
    first, second = factories.a_user(), factories.a_user()
    with transaction():
        service.write_reconciliation(poll.id, **figures, reasons=reasons, by=first)
    if reasons:
        with transaction():
            service.confirm_reconciliation(poll.id, by=second, at=clock.now())


def counted(poll: Poll) -> Poll:
    """The poll with paper, counted."""
    by = factories.a_user()
    with transaction():
        service.count_poll(poll.id, by=by, at=clock.now())
    return queries.poll(poll.id)


def a_counted_poll(ballots: Iterable[Sequence[int]], council: Council | None = None, **given: Any) -> Poll:
    """A poll in which each of the ballots was cast by another voter, closed and counted."""
    council = council or factories.a_council()
    papers = list(ballots)
    voters = voters_of(council, len(papers))
    poll = an_open_poll(council, **given)
    for voter, marks in zip(voters, papers, strict=True):
        cast(poll, voter, marks)
    return closed(poll)


def tamper(statement: str | Executable, *triggers: str, **values: Any) -> None:
    """What a superuser with a grudge could do: change what the triggers guard, and leave the triggers as they were."""
    with transaction() as current:
        guards = []
        if current.connection().dialect.name == "postgresql":
            current.execute(text("SET LOCAL session_replication_role = replica"))
        else:
            made = text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :name")
            guards = [current.scalar(made, {"name": trigger}) for trigger in triggers]
            for trigger in triggers:
                current.execute(text(f"DROP TRIGGER {trigger}"))
        current.execute(text(statement) if isinstance(statement, str) else statement, values)
        for guard in guards:
            current.connection().exec_driver_sql(guard)
    current.expire_all()
