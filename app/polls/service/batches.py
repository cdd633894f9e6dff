"""Batches of paper ballots: two people enter each, apart; what both have entered alike is accepted and final."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, insert, select

from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.events import record
from app.kernel.i18n import _
from app.people.models import User
from app.polls.methods import METHODS, Misread
from app.polls.methods.rules import Rules
from app.polls.models import PaperBallot, PaperBatch, PaperEntry, Poll
from app.polls.service.holding import held
from app.polls.states import Invalidity

MOST_SHEETS = 25
Sheet = Sequence[int] | Invalidity  # the positions marked, or BLANK alone; or why it is invalid

_WHY_MISREAD = {Misread.TOO_MANY: Invalidity.OVER_MARKED, Misread.NOTHING_MARKED: Invalidity.UNMARKED}


def begin_batch(poll_id: int, *, sheets: int) -> PaperBatch:
    """A new batch of so many sheets from the paper box. Raises Invalid for a pile too large, Conflict by the state."""
    poll = held(poll_id)
    poll.move("enter")
    if not 1 <= sheets <= MOST_SHEETS:
        raise Invalid(_("한 묶음은 1장부터 %(most)d장까지입니다.", most=MOST_SHEETS))
    last = session().scalar(select(func.max(PaperBatch.number)).where(PaperBatch.poll_id == poll_id)) or 0
    batch = PaperBatch(poll_id=poll_id, number=last + 1, sheets=sheets)
    session().add(batch)
    session().flush()
    return batch


def remove_batch(poll_id: int, number: int) -> None:
    """Take back a batch that was counted wrong, with what was entered for it. Raises Conflict once it is accepted."""
    _poll, found = _open_batch(poll_id, number)
    session().execute(delete(PaperEntry).where(PaperEntry.poll_id == poll_id, PaperEntry.batch == number))
    session().delete(found)
    session().flush()


def enter(poll_id: int, number: int, sheets: Sequence[Sheet], *, by: User, at: datetime) -> PaperBatch:
    """Keep what the person reads on the sheets, in the order of the pile; again replaces what they entered before.

    Where the other of the two has entered the same, the batch is accepted: its ballots are kept without order and
    both entries are destroyed. Event poll.batch_accepted. Raises Conflict for an accepted batch and for a third
    person, Invalid where the number of sheets is another.
    """
    poll, found = _open_batch(poll_id, number)
    if len(sheets) != found.sheets:
        raise Invalid(_("이 묶음은 %(sheets)d장입니다. 모든 장을 적어 주세요.", sheets=found.sheets))
    entries = entries_of(poll_id, number)
    mine = next((entry for entry in entries if entry.by_id == by.id), None)
    others = [entry for entry in entries if entry is not mine]
    if len(others) == 2:
        raise Conflict(_("두 분이 이미 옮겨 적은 묶음입니다. 다른 묶음을 적어 주세요."))
    if mine is None:
        place = 3 - others[0].place if others else 1
        mine = PaperEntry(poll_id=poll_id, batch=number, by_id=by.id, place=place, marks=[])
        session().add(mine)
    mine.marks = [written(sheet, poll) for sheet in sheets]
    session().flush()
    if others and others[0].marks == mine.marks:
        _accept(found, sorted([mine, *others], key=lambda entry: entry.place))
        record("poll.batch_accepted", poll, by=by, at=at, batch=number, sheets=found.sheets)
    return found


def written(sheet: Sheet, poll: Poll) -> str:
    """A sheet in its one written form: as a ballot of the box where its method reads it, else why it is invalid."""
    if isinstance(sheet, Invalidity):
        return json.dumps(sheet.value)
    positions = range(1, len(poll.rules["options"]) + 1)
    read = METHODS[poll.rules["method"]].read(sheet, positions, Rules.from_sheet(poll.rules))
    if isinstance(read, Misread):
        return json.dumps(_WHY_MISREAD.get(read, Invalidity.OTHER).value)
    return json.dumps(read, separators=(",", ":"))


def batches_of(poll_id: int) -> Sequence[PaperBatch]:
    """All batches of the poll, in their order."""
    wanted = select(PaperBatch).where(PaperBatch.poll_id == poll_id)
    return session().scalars(wanted.order_by(PaperBatch.number)).all()


def batch(poll_id: int, number: int) -> PaperBatch:
    """One batch. Raises NotFound."""
    found = session().get(PaperBatch, (poll_id, number))
    if found is None:
        raise NotFound(_("그런 묶음이 없습니다."))
    return found


def entries_of(poll_id: int, number: int) -> Sequence[PaperEntry]:
    """What was entered for a batch that is not accepted yet: nothing, by one person, or by two who differ."""
    wanted = select(PaperEntry).where(PaperEntry.poll_id == poll_id, PaperEntry.batch == number)
    return session().scalars(wanted.order_by(PaperEntry.place)).all()


def differing(entries: Sequence[PaperEntry]) -> list[int]:
    """The sheets, counted from 1 from the top of the pile, that the two have entered differently."""
    if len(entries) < 2:
        return []
    pairs = zip(entries[0].marks, entries[1].marks, strict=True)
    return [number for number, (one, other) in enumerate(pairs, 1) if one != other]


def _open_batch(poll_id: int, number: int) -> tuple[Poll, PaperBatch]:
    poll = held(poll_id)
    poll.move("enter")
    found = batch(poll_id, number)
    if found.is_accepted:
        raise Conflict(_("두 사람이 똑같이 적어 확인을 마친 묶음입니다. 이제 고칠 수 없습니다."))
    return poll, found


def _accept(found: PaperBatch, entries: Sequence[PaperEntry]) -> None:
    counts = Counter(entries[0].marks)
    key = {"poll_id": found.poll_id, "batch": found.number}
    session().execute(
        insert(PaperBallot), [{**key, "marks": marks, "count": count} for marks, count in sorted(counts.items())]
    )
    found.first_by_id, found.second_by_id = (entry.by_id for entry in entries)
    found.is_accepted = True
    for entry in entries:
        session().delete(entry)
    session().flush()
