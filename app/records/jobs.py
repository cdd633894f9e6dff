"""What the worker does for records. The job may run at any time, twice, or by two workers at once."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import TypeVar

from app.councils.models import Council
from app.kernel.db import session, transaction
from app.polls.models import Poll
from app.polls.service.house import of_database
from app.polls.service.invariants import UNREADABLE
from app.records import queries, service

Subject = TypeVar("Subject", Council, Poll)
log = logging.getLogger(__name__)


def reconcile(at: datetime) -> int:
    """Hold what is kept against what was fixed; how many breaches there are. Run every five minutes.

    Each time: the database, open and provisional polls, those that were made final lately, and the ledgers of their
    councils. Once a day, in turns: all others.
    """
    weak = of_database()
    for sentence in weak:
        log.error("%s", sentence)
    polls = _in_breach(Poll, queries.polls_to_reconcile(at), partial(service.reconcile_poll, at=at, weak=weak), at)
    councils = _in_breach(Council, queries.councils_to_reconcile(at), partial(service.reconcile_answers, at=at), at)
    return len(weak) + polls + councils


def _in_breach(
    kind: type[Subject], numbers: Iterable[int], reconcile_one: Callable[[int], list[str]], at: datetime
) -> int:
    found = 0
    for number in numbers:
        try:
            with transaction():
                breaches = reconcile_one(number)
        except UNREADABLE as error:
            log.error("%s %d cannot be read: %s", kind.__tablename__, number, type(error).__name__)
            with transaction():
                breaches = service.tell_unreadable(session().get_one(kind, number), at=at)
        if breaches:
            found += 1
            log.error("%s %d: %s", kind.__tablename__, number, " ".join(breaches))
    return found
