"""The second count (invariant 11): where the operator has set one up, other people's programs count every box too.

Where they find another result, or do not answer, there is none. They run in a process of their own and are told the
rules of the count and how many ballots have which marks: no poll, no receipt, no name, no time.
"""

import json
import logging
import subprocess
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from app.kernel.clock import database_now
from app.kernel.db import session
from app.kernel.i18n import _
from app.polls import queries
from app.polls.methods import METHODS, second
from app.polls.methods.rules import Rules
from app.polls.methods.second import Box, Found
from app.polls.models import Poll
from app.polls.service.commitments import digest, marks_counted
from app.polls.service.counting import Count, count
from app.polls.service.invariants import breaches, refuse_for
from app.polls.service.reconciliation import why_not_counted
from app.polls.states import POLL, Verdict

log = logging.getLogger(__name__)
Counter = Callable[[Box], Found]  # raises NoAnswer
SECONDS = 300  # that a second count may take
_MOST_KEPT = 100
_counters: dict[str, Counter] = {}  # by method
_answers: dict[str, Found | None] = {}  # by the hash of the box that was told


class NoAnswer(Exception):
    """A second count has found nothing: a library is missing, it failed or took too long."""


def install(counters: Mapping[str, Counter]) -> None:
    """From now on these count again, each its method; none with {}. What was answered before is forgotten."""
    _answers.clear()
    _counters.clear()
    _counters.update(counters)


def counters_run_by(python: str) -> dict[str, Counter]:
    """Every method's second count by the libraries that this Python has; {} for ""."""
    return dict.fromkeys(second.COUNTS, partial(_run, python)) if python else {}


def _run(python: str, box: Box) -> Found:
    """Neither the environment nor the folders of the server reach it (-I), and what it complains of is not kept."""
    program = [python, "-I", str(Path(second.__file__))]
    try:
        told = json.dumps(box._asdict())
        done = subprocess.run(  # noqa: S603 - the operator names the program
            program, input=told, env={}, capture_output=True, text=True, timeout=SECONDS, check=True
        )
        found = json.loads(done.stdout)
        figures = {int(option): figure for option, figure in found["figures"].items()}
        return Found(figures, found["elected"], found["equal"])
    except (OSError, subprocess.SubprocessError, ValueError, LookupError, TypeError) as error:
        log.error("the second count of %s did not answer: %s", box.method, type(error).__name__)
        raise NoAnswer from None


def refuse_if_withheld(poll: Poll) -> None:
    """Raise Breached unless the second count of a box that takes no ballots any more agrees, or there is none."""
    refuse_for(_differences(poll))


def count_beforehand(poll_id: int) -> None:
    """Ask before the box is held, so that nobody waits for it; of the same ballots the answer is kept."""
    if _counters:
        poll = queries.poll(poll_id)
        waits = poll.tally is None and (not poll.takes_paper or _could_be_counted(poll))
        if waits and not any(breaches(poll)):
            list(_differences(poll))


def is_counted_twice(poll: Poll) -> bool:
    """Whether other people's programs count the ballots of this poll too."""
    return poll.method in _counters


def withheld(poll: Poll) -> Iterator[str]:
    """Why a poll that could be counted now has no result, asked anew: a sentence, or nothing."""
    if _counters and poll.tally is None and _could_be_counted(poll):
        yield from _differences(poll, anew=True)


def _could_be_counted(poll: Poll) -> bool:
    if poll.is_being_counted:
        return not why_not_counted(poll)
    ended = POLL.allows("close", poll.state) and poll.closes_at <= database_now(session().connection())
    return ended and not poll.takes_paper


def _differences(poll: Poll, *, anew: bool = False) -> Iterator[str]:
    if poll.method not in _counters:
        return
    counted, rules = count(poll), Rules.from_sheet(poll.rules)
    found = _ask(_box(poll, counted, rules), anew=anew)
    if found is None:
        yield _("(11) 따로 세는 프로그램이 답하지 않았습니다.")
    elif not agrees(found, counted, rules):
        yield _("(11) 따로 세는 프로그램이 센 결과가 다릅니다.")


def _ask(box: Box, *, anew: bool) -> Found | None:
    key = digest(box._asdict())
    if anew or key not in _answers:
        if len(_answers) >= _MOST_KEPT:
            _answers.clear()
        try:
            _answers[key] = _counters[box.method](box)
        except NoAnswer:
            _answers[key] = None
    return _answers[key]


def _box(poll: Poll, counted: Count, rules: Rules) -> Box:
    """Equals are in the order of the lot where one was drawn, else in that of the poll."""
    method = METHODS[poll.method]
    options = [option["position"] for option in poll.rules["options"]]
    drawn = counted.facts["lot_order"]
    return Box(
        method=method.key,
        options=options,
        rows=marks_counted(poll.id),
        order=[*drawn, *(option for option in options if option not in drawn)],
        is_numbered=method.is_numbered,
        seats=rules.seats if method.has_seats else 1,
        costs=rules.costs,
        budget=rules.budget_won,
    )


def agrees(found: Found, counted: Count, rules: Rules) -> bool:
    """Whether it has the same figures and, where the count chose somebody, the same chosen.

    Groups, a stop and weights of channels are rules that no other program knows: of those only the figures are asked.

    It fills the seats by an order; where the sheet lets a tie on the border fail, or takes all, those who stand equal
    with the last are taken out or added.
    """
    facts: dict[str, Any] = counted.facts
    if {str(option): figure for option, figure in found.figures.items()} != facts["votes"]:
        return False
    if found.elected is None or counted.verdict is Verdict.NO_QUORUM or _has_rules_of_its_own(rules):
        return True
    elected, equal, chosen = set(found.elected), set(found.equal), set(facts["chosen"])
    is_tied = not equal <= elected
    if counted.verdict is Verdict.TIED:
        # methods that meet ties on the way tell no equals, only what was chosen before them
        return is_tied and chosen == elected - equal if equal else chosen <= elected
    if is_tied and rules.tie_rule != "lot":
        return rules.tie_rule == "all" and chosen == elected | equal
    return chosen == elected


def _has_rules_of_its_own(rules: Rules) -> bool:
    return bool(rules.stops or rules.limits.caps or rules.limits.only_one or rules.weights)
