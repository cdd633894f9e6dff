"""A budget poll as a Pabulib file (.pb): Stolicki, Szufa, Talmon, Pabulib: A Participatory Budgeting Library (2020).

Which marks were made is told exactly where the public record tells it (decision 11); elsewhere the file ends before
VOTES and holds the sums. The voters of the file are the lines of that list, sorted by what they say: their numbers
stand for nobody, and nothing tells the order, the moment or the channel of a ballot.
"""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from app.kernel import clock
from app.kernel.errors import Conflict
from app.kernel.i18n import lazy
from app.polls.methods import METHODS
from app.polls.methods.rules import Rules
from app.polls.models import Poll
from app.polls.queries import Result
from app.polls.service import commitments
from app.records.service.lines import line
from app.records.service.record import shows_marks

_RULES = {"budget_order": "greedy", "budget_greedy_cost": "greedy", "budget_equal_shares": "equalshares"}
_SUMS_ONLY = "ballots are not public; the file ends before VOTES and holds the sums"


def budget_lines(result: Result, place: str) -> Iterator[str]:
    """The lines of the file, each with its end. `place` is the unit: city and gu.

    Raises Conflict where the poll spends no money, or so few ballots are valid that only the verdict is told.
    """
    poll = result.poll
    if not METHODS[poll.method].spends:
        raise Conflict(lazy("예산을 쓰는 투표만 이 파일로 받을 수 있습니다."))
    if not result.shows_numbers:
        raise Conflict(lazy("유효한 표가 다섯이 안 되어 누가 무엇을 골랐는지 드러날 수 있으므로 수를 알리지 않습니다."))
    return _lines(result, place)


def _lines(result: Result, place: str) -> Iterator[str]:
    poll, rules = result.poll, Rules.from_sheet(result.poll.rules)
    votes = list(_votes(poll, rules)) if shows_marks(poll, result.turnout) else None
    yield from _section("META", ("key", "value"), _meta(result, place, rules, votes is None))
    head = ("project_id", "name", "cost", "votes", "selected")
    yield from _section("PROJECTS", head, _projects(result))
    if votes is not None:
        yield from _section("VOTES", ("voter_id", "vote"), votes)


def _meta(result: Result, place: str, rules: Rules, sums_only: bool) -> Iterator[tuple[str, Any]]:
    poll = result.poll
    yield "description", poll.question
    yield "country", "Korea, Republic of"
    yield "unit", place
    yield "subunit", poll.council.name
    yield "instance", poll.id
    yield "num_projects", len(result.rows)
    yield "num_votes", result.valid
    yield "budget", poll.rules["budget_won"]
    yield "currency", "KRW"
    yield "vote_type", "approval"
    yield "rule", _RULES.get(poll.method, poll.method)
    yield "date_begin", f"{clock.seoul(poll.opens_at):%d.%m.%Y}"
    yield "date_end", f"{clock.seoul(poll.closes_at):%d.%m.%Y}"
    yield "min_length", 1
    yield "max_length", rules.votes_per_voter
    yield "language", "ko"
    if sums_only:
        yield "comment", _SUMS_ONLY


def _projects(result: Result) -> Iterator[tuple[Any, ...]]:
    for row in result.rows:
        yield row.position, row.label, row.cost_won or 0, row.votes, int(row.is_chosen)


def _votes(poll: Poll, rules: Rules) -> Iterator[tuple[int, str]]:
    """The valid ballots, sorted by what they say, and numbered."""
    method, positions = METHODS[poll.method], [option["position"] for option in poll.rules["options"]]
    numbers = count(1)
    for marks, ballots in commitments.marks_counted(poll.id):
        if marks and method.read(marks, positions, rules) == tuple(marks):
            for _ in range(ballots):
                yield next(numbers), ",".join(map(str, marks))


def _section(title: str, head: Sequence[str], rows: Iterator[tuple[Any, ...]] | list[tuple[int, str]]) -> Iterator[str]:
    yield f"{title}\n"
    yield line(head, ";", "\n")
    for row in rows:
        yield line([_one_line(cell) for cell in row], ";", "\n")


def _one_line(cell: Any) -> Any:
    return " ".join(cell.split()) if isinstance(cell, str) else cell
