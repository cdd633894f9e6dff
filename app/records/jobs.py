"""What the worker does for records. The job may run at any time, twice, or by two workers at once."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime

from app.kernel.db import transaction
from app.polls.service import secrecy
from app.records import queries, service

log = logging.getLogger(__name__)


def reconcile(at: datetime) -> int:
    """Hold what is kept against what was fixed; how many breaches there are. Run every five minutes.

    The database is asked each time whether it could tell order or owner of a ballot (invariant 10), and so are open
    and provisional polls; final ones and the councils' ledgers in turns, each once a day.
    """
    weak = secrecy.weaknesses()
    for sentence in weak:
        log.error("(10) %s", sentence)
    polls = _in_breach(queries.polls_to_reconcile(at), service.reconcile_poll, at)
    return len(weak) + polls + _in_breach(queries.councils_to_reconcile(at), service.reconcile_answers, at)


def _in_breach(numbers: Iterable[int], reconcile_one: Callable[..., list[str]], at: datetime) -> int:
    found = 0
    for number in numbers:
        with transaction():
            breaches = reconcile_one(number, at=at)
        if breaches:
            found += 1
            log.error("%s %d: %s", reconcile_one.__name__, number, " ".join(breaches))
    return found
