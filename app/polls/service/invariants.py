"""What must hold of every box at every moment. What does not is a breach, and nothing more is published of its poll.

The numbers are those of docs/explanation/ballot-box.md. 4 (one mark a person) is the key of the roll itself, and its
root shows whether a mark was changed. Of 9 the ledger's lines about the poll are asked here. The rest of 9, and 10, are
not of one box: app/polls/service/house.py asks whether the ledger is whole and the database tells nothing, app/records
whether every published answer stands in the ledger. 11 is asked in app/polls/service/second_count.py.
"""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import func, select

from app.kernel.clock import database_now
from app.kernel.db import session
from app.kernel.errors import Conflict
from app.kernel.i18n import _
from app.kernel.ledger import entries_about, is_as_signed
from app.polls import queries
from app.polls.methods import METHODS
from app.polls.methods.rules import Rules
from app.polls.models import Ballot, Poll, RollEntry, Tally
from app.polls.service.commitments import pairing_root, receipts_root, roll_root
from app.polls.service.counting import count
from app.polls.service.lots import has_its_pepper
from app.polls.service.opening import rules_hash
from app.polls.service.reconciliation import IN_THE_BOX

# what reading a line, a sheet or marks may raise where somebody has made something else of it
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)
_ENDS = ("poll.box_closed", "poll.closed")  # the entries of the ledger that fix a box


class Breached(Conflict):
    """An invariant of a poll does not hold; `reason` says which."""


class Standing(NamedTuple):
    """Box and roll at one moment: one statement reads them, so a ballot cast meanwhile is in all or in none."""

    ballots: int
    in_the_box: int  # marks on the roll that stand for a ballot in the box
    marks: int
    people: int


def refuse_if_breached(poll: Poll) -> None:
    """Raise Breached with all sentences unless every invariant holds. `poll` needs its tally."""
    refuse_for(breaches(poll))


def refuse_for(sentences: Iterable[str]) -> None:
    """Raise Breached with all of the sentences, if there is any."""
    found = list(sentences)
    if found:
        raise Breached(" ".join([*found, _("결과를 내지 않습니다. 운영자에게 알려 주세요.")]))


def breaches(poll: Poll) -> Iterator[str]:
    """A sentence for each invariant that does not hold now; nothing for a draft, which has no box yet."""
    changed = list(_of_ledger(poll))
    if changed:  # nothing can be held against lines that nobody can rely on, or read
        yield from changed
        return
    if not poll.rules and not _fixed_rules(poll):
        return
    now = _standing(poll.id)
    yield from _of_box_and_roll(poll, now)
    yield from _of_rules(poll)
    unread = list(_of_marks(poll)) if _has_ended(poll) else []
    if unread:
        yield from unread
        return
    if poll.is_being_counted or poll.is_counted:
        yield from _of_fixed(poll)
    if poll.tally is not None and poll.is_counted:
        yield from _of_count(poll, poll.tally, now)


def _standing(poll_id: int) -> Standing:
    ballots = select(func.count()).where(Ballot.poll_id == poll_id).scalar_subquery()
    used = RollEntry.channel
    roll = select(
        ballots, func.count().filter(used.in_(IN_THE_BOX)), func.count(used), func.count(RollEntry.person_key)
    ).where(RollEntry.poll_id == poll_id)
    return Standing(*session().execute(roll).one())


def _of_box_and_roll(poll: Poll, now: Standing) -> Iterator[str]:
    if now.ballots != now.in_the_box and poll.is_open:  # how many have voted is not told before the end
        yield _("(1) 투표함의 표와 투표인명부의 표시는 수가 같아야 하는데 다릅니다.")
    elif now.ballots != now.in_the_box:
        yield _(
            "(1) 투표함의 표 %(ballots)d장과 투표인명부의 표시 %(marks)d개가 다릅니다.",
            ballots=now.ballots,
            marks=now.in_the_box,
        )
    logged = [entry for entry in entries_about("poll", poll.id) if entry.kind == "poll.roll_added"]
    expected = poll.roll_count + queries.added_to_roll(poll.id)
    if now.people != expected or now.marks > now.people or expected != poll.roll_count + len(logged):
        yield _(
            "(7) 투표인명부가 열 때와 그 뒤의 기록과 다릅니다: 기록으로는 %(then)d명, 지금 %(now)d명.",
            then=expected,
            now=now.people,
        )


def _of_rules(poll: Poll) -> Iterator[str]:
    if {rules_hash(poll.rules), poll.rules_hash} != _fixed_rules(poll):
        yield _("(8) 투표를 열 때의 규칙과 지금의 규칙이 다릅니다.")
    elif not has_its_pepper(poll):
        yield _("(8) 서버의 pepper가 투표를 열 때와 다릅니다. 명부의 이름과 추첨의 비밀이 거기에서 나옵니다.")


def _fixed_rules(poll: Poll) -> set[str]:
    return {entry.body["rules"] for entry in entries_about("poll", poll.id) if entry.kind == "poll.opened"}


def _of_ledger(poll: Poll) -> Iterator[str]:
    for entry in entries_about("poll", poll.id):
        if not is_as_signed(entry):
            yield _("(9) 공개 장부의 %(seq)d번째 줄이 고쳐졌거나 빠졌습니다.", seq=entry.seq)


def _has_ended(poll: Poll) -> bool:
    return not poll.is_open or poll.closes_at <= database_now(session().connection())


def _of_marks(poll: Poll) -> Iterator[str]:
    marked = session().scalars(select(Ballot.marks).where(Ballot.poll_id == poll.id).distinct())
    if not all(map(_can_be_read, marked)):
        yield _("(3) 투표함에 읽을 수 없는 표가 있습니다.")


def _can_be_read(marks: str) -> bool:
    try:
        return isinstance(json.loads(marks), list)
    except ValueError:
        return False


def _of_count(poll: Poll, tally: Tally, now: Standing) -> Iterator[str]:
    again = count(poll)
    papers = tally.result.get("paper", {}).get("ballots", 0)
    if now.ballots != tally.ballot_count - papers:
        yield _(
            "(5) 마감 때 %(then)d표가 있던 투표함에 지금 %(now)d표가 있습니다.",
            then=tally.ballot_count - papers,
            now=now.ballots,
        )
    elif (again.facts, again.valid_count, again.verdict, again.lot_seed) != (
        tally.result,
        tally.valid_count,
        tally.verdict,
        tally.lot_seed,
    ):
        yield _("(6) 다시 센 결과가 개표 결과와 다릅니다.")
    most = METHODS[poll.method].most(len(poll.rules["options"]), Rules.from_sheet(poll.rules))
    given = sum(tally.result["votes"].values()) + tally.result["unused"]
    if most and most[1] == poll.rules["votes_per_voter"] and given != tally.valid_count * most[1]:
        yield _("(2) 보기마다 받은 표를 더한 수가 유효표가 줄 수 있는 표와 다릅니다.")


def _of_fixed(poll: Poll) -> Iterator[str]:
    ends = [entry.body for entry in entries_about("poll", poll.id) if entry.kind in _ENDS]
    if {body["receipts_root"] for body in ends} != {receipts_root(poll.id)}:
        yield _("(3) 투표함의 접수증이 마감 때와 다릅니다.")
    elif {body["pairing_root"] for body in ends} != {pairing_root(poll.id)}:
        yield _("(3) 투표함의 표에 표시된 것이 마감 때와 다릅니다. 서버의 pepper가 바뀌어도 이렇게 나옵니다.")
    if {body["roll_root"] for body in ends} != {roll_root(poll.id)}:
        yield _("(4) 투표인명부의 표시가 마감 때와 다릅니다.")
