"""What the worker does for records. The job may run at any time, twice, or by two workers at once."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from app.kernel.db import transaction
from app.polls.service.house import of_database
from app.records import queries, service

log = logging.getLogger(__name__)


def reconcile(at: datetime) -> int:
    """Hold what is kept against what was fixed; how many breaches there are. Run every five minutes.

    Each time: the database, open and provisional polls, those that were made final lately, and the ledgers of their
    councils. Once a day, in turns: all others.
    """
    weak = of_database()
    for sentence in weak:
        log.error("%s", sentence)
    polls = _in_breach("poll", queries.polls_to_reconcile(at), partial(service.reconcile_poll, at=at, weak=weak))
    councils = _in_breach("council", queries.councils_to_reconcile(at), partial(service.reconcile_answers, at=at))
    return len(weak) + polls + councils


def _in_breach(what: str, numbers: Iterable[int], reconcile_one: Callable[[int], list[str]]) -> int:
    found = 0
    for number in numbers:
        with transaction():
            breaches = reconcile_one(number)
        if breaches:
            found += 1
            log.error("%s %d: %s", what, number, " ".join(breaches))
    return found
