"""What other methods would make of the same ballots: for learning, never a result."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from app.polls.methods.borda import borda
from app.polls.methods.budget_equal_shares import budget_equal_shares
from app.polls.methods.budget_greedy_cost import budget_greedy_cost
from app.polls.methods.budget_order import budget_order
from app.polls.methods.counting import Tied
from app.polls.methods.irv import irv
from app.polls.methods.majority_judgement import WORDS, majority_judgement
from app.polls.methods.marks import Weighted
from app.polls.methods.numbered import pointed, ranking_of
from app.polls.methods.points import Pointed, fill, most_points, ranks, sort_out
from app.polls.methods.ranked_pairs import ranked_pairs
from app.polls.methods.rankings import Ranked
from app.polls.methods.rules import Rules
from app.polls.methods.schulze import schulze
from app.polls.methods.star import star
from app.polls.methods.stv_meek import stv_meek
from app.polls.methods.stv_scottish import stv_scottish
from app.polls.methods.words import N_

LIKED_FROM = 3  # points of five that count as a mark, or the grade 좋음
_SLOW_FROM = 1_000  # ballots: equal shares of more take seconds, and a page does not wait


class Other(NamedTuple):
    """A method by its name, and whom it would choose, ascending; None where it could not decide without a lot."""

    method: str  # its key in METHODS; "" for one that no poll has
    label: str  # in Korean, translated by whoever shows it
    chosen: tuple[int, ...] | None


class Box(NamedTuple):
    """The valid ballots of a poll, equal ones as one row, its options and its rules."""

    rows: Sequence[Weighted]
    options: Sequence[int]
    rules: Rules


def others(method: str, box: Box) -> list[Other]:
    """Whom the methods would choose that can read these ballots, the poll's own among them; [] where there are none."""
    counts = _COUNTS.get(method)
    return [Other(key, label, _chosen(count)) for key, label, count in counts(box)] if counts and box.rows else []


_Counts = Iterator[tuple[str, str, Callable[[], Sequence[int]]]]


def _chosen(count: Callable[[], Sequence[int]]) -> tuple[int, ...] | None:
    try:
        return tuple(sorted(count()))
    except Tied:
        return None


def _of_ranks(box: Box) -> _Counts:
    options, rows, seats = box.options, _rankings(box), box.rules.seats
    yield "", N_("1위 표만 세기"), lambda: _firsts(rows, box)
    yield "borda", N_("순위 매기기(점수로 바꾸기)"), lambda: borda(rows, options, seats=seats).elected
    if seats > 1:
        return
    yield "irv", N_("순위 매기기(한 곳만 남을 때까지)"), lambda: irv(rows, options).elected
    yield "schulze", N_("순위 매기기(맞대결)"), lambda: schulze(rows, options).elected
    yield "ranked_pairs", N_("순위 매기기(뚜렷한 맞대결부터)"), lambda: ranked_pairs(rows, options).elected


def _rankings(box: Box) -> list[Ranked]:
    return [Ranked(ranking_of(marks, box.options), weight) for marks, weight in box.rows]


def _firsts(rows: Sequence[Ranked], box: Box) -> Sequence[int]:
    firsts = {option: sum(row.weight for row in rows if row.ranking[0] == (option,)) for option in box.options}
    return fill(ranks({option: votes for option, votes in firsts.items() if votes}), box.rules.seats, None, "votes")[0]


def _of_seats(box: Box) -> _Counts:
    options, rows, seats = box.options, _rankings(box), box.rules.seats
    yield from _of_ranks(box)
    scottish, meek = N_("단기이양식, 스코틀랜드 규칙"), N_("단기이양식, 미크 규칙")
    yield "stv_scottish", scottish, lambda: stv_scottish(rows, options, seats=seats).elected
    yield "stv_meek", meek, lambda: stv_meek(rows, options, seats=seats).elected


def _of_scores(box: Box) -> _Counts:
    rows = pointed(box.rows, box.options)
    yield "score", N_("점 더하기"), lambda: _most(rows, box)
    yield "", N_("3점이나 그보다 많이 받은 수"), lambda: _most([_liked(row) for row in rows], box)
    seats = box.rules.seats
    yield "", N_("가운데 점수 견주기(다수 판단)"), lambda: majority_judgement(rows, box.options, seats=seats).elected
    if seats == 1:
        yield "star", N_("점수 매기고 둘이 결선(STAR)"), lambda: star(rows, box.options).elected


def _of_grades(box: Box) -> _Counts:
    rows, seats = pointed(box.rows, box.options), box.rules.seats
    judged = partial(majority_judgement, rows, box.options, grades=len(WORDS), seats=seats)
    yield "majority_judgement", N_("등급 매기기(다수 판단)"), lambda: judged().elected
    yield "", N_("‘좋음’이나 그보다 나은 등급을 받은 수"), lambda: _most([_liked(row) for row in rows], box)
    yield "", N_("등급을 0점부터 4점까지로 더하기"), lambda: _most(rows, box)


def _liked(row: Pointed) -> Pointed:
    return Pointed(tuple((option, 1) for option, points in row.points if points >= LIKED_FROM), row.weight)


def _most(rows: Sequence[Pointed], box: Box) -> Sequence[int]:
    found = sort_out(rows, box.options)
    return most_points(found, box.options, seats=box.rules.seats, order=None, most=None).elected


def _of_money(box: Box, slow_from: int = _SLOW_FROM) -> _Counts:
    rows = [Pointed(tuple((option, 1) for option in marks), weight) for marks, weight in box.rows]
    costs, budget = dict(box.rules.costs), box.rules.budget_won
    yield "budget_order", N_("표가 많은 차례로"), lambda: budget_order(rows, costs, budget).elected
    yield (
        "budget_greedy_cost",
        N_("드는 돈에 견주어 표가 많은 차례로"),
        lambda: budget_greedy_cost(rows, costs, budget).elected,
    )
    if sum(row.weight for row in rows) < slow_from:
        yield "budget_equal_shares", N_("똑같은 몫"), lambda: budget_equal_shares(rows, costs, budget).elected


def _of_shares(box: Box) -> _Counts:
    """Its own count is shown however many ballots there are."""
    return _of_money(box, 1 + sum(row.weight for row in box.rows))


_COUNTS: dict[str, Callable[[Box], _Counts]] = {
    "irv": _of_ranks,
    "schulze": _of_ranks,
    "ranked_pairs": _of_ranks,
    "borda": _of_ranks,
    "score": _of_scores,
    "star": _of_scores,
    "majority_judgement": _of_grades,
    "budget_order": _of_money,
    "budget_greedy_cost": _of_money,
    "budget_equal_shares": _of_shares,
    "stv_scottish": _of_seats,
    "stv_meek": _of_seats,
}
COMPARED = frozenset(_COUNTS)  # the methods whose ballots others can read
