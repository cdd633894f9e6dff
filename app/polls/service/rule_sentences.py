"""By which rule options were chosen, and how near it was: a sentence for every way of deciding."""

from collections.abc import Callable, Mapping

from app.kernel.i18n import _, number, won
from app.polls.queries import Result
from app.polls.service.weighing import is_weighed, weighed_rule, why_not_weighed
from app.polls.states import Verdict


def by_which_rule(result: Result) -> str:
    """The rule of the poll, of one that chooses options, with its numbers."""
    if is_weighed(result):
        return weighed_rule(result)
    return _CHOSEN_BY.get(result.poll.method, _by_votes)(result)


def _by_votes(result: Result) -> str:
    return " ".join(filter(None, (_most_votes(result), _margin(result, _("표")), why_not_weighed(result))))


def _by_points(result: Result) -> str:
    told = _(
        "유효표 %(valid)d표에서 점을 많이 받은 차례로 %(seats)d개를 뽑는 규칙입니다.",
        valid=result.valid,
        seats=result.poll.seats,
    )
    margin = _margin(result, _("점"))
    return f"{told} {margin}".strip()


def _in_rounds(result: Result) -> str:
    told = _(
        "순위를 매긴 %(valid)d표를 세어, 가장 적은 것을 하나씩 빼고 그 표를 다음 순위로 옮긴 결과입니다.",
        valid=result.valid,
    )
    return f"{told} {_last_round(result)}".strip()


def _last_round(result: Result) -> str:
    """Between how many the last round decided; of two, how many more first places would have been enough.

    More ballots for the second of two alone change nobody else's votes: the same options go out before, and it wins.
    """
    rounds, labels = result.facts.get("rounds", []), {row.position: row.label for row in result.rows}
    left = sorted(rounds[-1]["votes"].items(), key=lambda pair: -pair[1]) if rounds else []
    if result.verdict is not Verdict.CHOSEN or len(left) < 2:
        return ""
    (first, most), (second, less) = left[:2]
    told = _(
        "마지막 단계에서 ‘%(one)s’ %(most)s표, ‘%(other)s’ %(less)s표였습니다.",
        one=labels[int(first)],
        other=labels[int(second)],
        most=number(most),
        less=number(less),
    )
    if len(left) > 2 or most == less:
        return told
    missed = number(most - less + 1)
    return told + " " + _("뒤의 것을 1위로 적은 표가 %(gap)s표만 더 있었으면 결과가 바뀌었습니다.", gap=missed)


def _in_seats(result: Result) -> str:
    return _(
        "순위를 매긴 %(valid)d표를 세어, 남는 표와 가장 적은 것의 표를 다음 순위로 옮기며 %(seats)d자리를 채운"
        " 결과입니다.",
        valid=result.valid,
        seats=result.poll.seats,
    )


def _by_duels(result: Result) -> str:
    told = _("순위를 매긴 %(valid)d표로 둘씩 맞대어 본 결과입니다.", valid=result.valid)
    return f"{told} {_closest_duel(result)}".strip()


def _by_clear_duels(result: Result) -> str:
    told = _(
        "순위를 매긴 %(valid)d표로 둘씩 맞대어, 가장 많은 표로 이긴 맞대결부터 받아들인 결과입니다.",
        valid=result.valid,
    )
    return f"{told} {_closest_duel(result)}".strip()


def _closest_duel(result: Result) -> str:
    """The duel that the winner came nearest to losing, where it won all; else ""."""
    if len(result.chosen) != 1 or "pairs" not in result.facts:
        return ""
    winner, pairs = result.chosen[0], result.facts["pairs"]
    mine_of, of_rivals = pairs[winner.position - 1], [row[winner.position - 1] for row in pairs]
    rivals = [row for row in result.rows if row != winner]
    duels = [(mine_of[row.position - 1], of_rivals[row.position - 1], row) for row in rivals]
    mine, theirs, rival = min(duels, key=lambda duel: duel[0] - duel[1])
    if mine <= theirs:
        return ""
    return _(
        "‘%(one)s’ 쪽이 모든 맞대결에서 이겼고, 가장 가까웠던 것은 ‘%(other)s’와의 %(mine)s표 대 %(theirs)s표입니다.",
        one=winner.label,
        other=rival.label,
        mine=number(mine),
        theirs=number(theirs),
    )


def _by_grades(result: Result) -> str:
    return _(
        "유효표 %(valid)d표가 준 등급의 한가운데가 높은 차례로 %(seats)d개를 뽑는 규칙입니다.",
        valid=result.valid,
        seats=result.poll.seats,
    )


def _by_money(result: Result) -> str:
    return f"{_paid_by(result)} {_spent(result)}"


def _paid_by(result: Result) -> str:
    match result.poll.method:
        case "budget_greedy_cost":
            return _(
                "유효표 %(valid)d표에서 드는 돈에 견주어 표가 많은 차례로, 돈이 남는 만큼 뽑는 규칙입니다.",
                valid=result.valid,
            )
        case "budget_equal_shares":
            return _(
                "돈을 유효표 %(valid)d표에 똑같이 나누고, 바라는 사람들이 제 몫을 모아 사는 규칙입니다.",
                valid=result.valid,
            )
    return _("유효표 %(valid)d표에서 표가 많은 차례로, 돈이 남는 만큼 뽑는 규칙입니다.", valid=result.valid)


def _spent(result: Result) -> str:
    """How much of the money is spent; a poll that came to nothing has spent none."""
    spent, budget = result.facts.get("spending", {"spent": 0})["spent"], result.poll.budget_won or 0
    return _("%(budget)s 가운데 %(spent)s을 씁니다.", budget=won(budget), spent=won(spent))


def _by_places(result: Result) -> str:
    """By how many points the first of those left out missed: nobody can be given points and others keep theirs."""
    told = _(
        "유효표 %(valid)d표의 순위를 점수로 바꾸어, 점이 많은 차례로 %(seats)d개를 뽑는 규칙입니다.",
        valid=result.valid,
        seats=result.poll.seats,
    )
    gap = _gap(result)
    near = _("뽑히지 않은 것 가운데 가장 높은 것과는 %(gap)s점 차이입니다.", gap=number(gap)) if gap else ""
    return f"{told} {near}".strip()


def _in_a_runoff(result: Result) -> str:
    """Whom of the two more ballots score higher, by how many; the rule alone where it came to no runoff."""
    finalists = result.facts.get("finalists")
    if not finalists:
        return _("점을 더해 가장 높은 둘 가운데, 더 많은 표가 더 높게 매긴 쪽을 뽑는 규칙입니다.")
    one, other = sorted(finalists, key=lambda position: position not in result.facts["chosen"])
    pairs, labels = result.facts["pairs"], {row.position: row.label for row in result.rows}
    return _(
        "점을 더해 가장 높은 둘의 결선에서 ‘%(one)s’ 쪽을 더 높게 매긴 표가 %(more)s표,"
        " ‘%(other)s’ 쪽을 더 높게 매긴 표가 %(less)s표입니다.",
        one=labels[one],
        other=labels[other],
        more=number(pairs[one - 1][other - 1]),
        less=number(pairs[other - 1][one - 1]),
    )


def _margin(result: Result, unit: str) -> str:
    """By how little the first of those left out missed: one more than the gap, and it would have been in.

    Where a seat stayed empty, a single one would have been enough.
    """
    gap = _gap(result)
    if gap is None:
        return ""
    return _("가장 가까웠던 것이 %(gap)s%(unit)s만 더 받았으면 결과가 바뀌었습니다.", gap=number(gap + 1), unit=unit)


def _gap(result: Result) -> int | None:
    """How much fewer the first of those left out have than the last chosen; None where a lot or nobody stands between.

    0 where a seat stayed empty.
    """
    out = [row.votes for row in result.rows if not row.is_chosen and row.votes is not None]
    chosen = [row.votes for row in result.rows if row.is_chosen and row.votes is not None]
    if result.verdict is not Verdict.CHOSEN or result.lot_seed or not out or not chosen:
        return None
    return min(chosen) - max(out) if len(chosen) >= result.poll.seats else 0


def _most_votes(result: Result) -> str:
    return _(
        "유효표 %(valid)d표에서 표를 많이 받은 차례로 %(seats)d개를 뽑는 규칙입니다.",
        valid=result.valid,
        seats=result.poll.seats,
    )


_CHOSEN_BY: Mapping[str, Callable[[Result], str]] = {
    "cumulative": _by_points,
    "score": _by_points,
    "star": _in_a_runoff,
    "majority_judgement": _by_grades,
    "irv": _in_rounds,
    "schulze": _by_duels,
    "ranked_pairs": _by_clear_duels,
    "borda": _by_places,
    "budget_order": _by_money,
    "budget_greedy_cost": _by_money,
    "budget_equal_shares": _by_money,
    "stv_scottish": _in_seats,
    "stv_meek": _in_seats,
}
